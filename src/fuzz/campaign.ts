/**
 * A campaign: round after round of bombardment and of stories, on as many instances as are wanted, and triage of
 * whatever looks wrong. Yields what happens; prints nothing.
 */
import { type Channel, telling } from '../net/channel.ts';
import { isFatal } from '../net/start.ts';
import type { Standing } from '../oracle/bounds.ts';
import type { CampaignState } from './campaign-state.ts';
import type { Earlier } from './earlier.ts';
import type { FuzzEnd, FuzzEvent, Resumed } from './event.ts';
import { Feedback } from './feedback.ts';
import { Inspector, type Keeper } from './inspector.ts';
import { learn } from './learn.ts';
import { Ledger } from './ledger.ts';
import { pause } from './pause.ts';
import { planOf } from './plan.ts';
import { Round } from './round.ts';
import { tellStories } from './stories.ts';
import { storm } from './storm.ts';
import { story, suspicionsOf } from './story.ts';
import type { Suspicion } from './suspicion.ts';
import type { World } from './world.ts';

export interface CampaignOptions {
  readonly world: World;
  readonly seed: number;
  /** How long the bombardment goes on; null: until it is stopped. */
  readonly timeMs: number | null;
  /** Cases after which it ends; null: any number. */
  readonly cases: number | null;
  /** It ends when the first finding is there. */
  readonly untilFailure: boolean;
  readonly window: number;
  readonly rate: number | null;
  /** What the user's corpus holds. */
  readonly inputs: readonly Uint8Array[];
  /** Of an earlier run in the same folder, which goes on; null if there is none. */
  readonly earlier: Earlier | null;
  /** Null where nothing is kept. */
  readonly keeper: Keeper | null;
  /** What should not be is a fault too. */
  readonly strict: boolean;
}

/** Runs the campaign; the last event is `finished`. Rejects if there is no place or program to start. */
export async function* campaign(options: CampaignOptions): AsyncGenerator<FuzzEvent> {
  yield* telling<FuzzEvent, void>((channel) => new Campaign(options, channel).run());
}

const STATUS_MS = 1000;
// How far it has come is kept in so many of those.
const STATE_TICKS = 5;
const STORY_MS = 16_000;
// Confirming and minimising get as much again as the bombardment, and at least that.
const LEAST_TRIAGE_MS = 15_000;
/** After a start that failed. */
const BACKOFF_MS = { first: 200, most: 5000 } as const;
// So many starts in a row that fail end the campaign: nothing can be learned.
const FAILED_STARTS = 5;

class Campaign {
  readonly #options: CampaignOptions;
  readonly #channel: Channel<FuzzEvent>;
  readonly #ledger: Ledger;
  readonly #inspector: Inspector;
  readonly #begin: number;
  readonly #until: number;
  readonly #feedback: Feedback;
  #end: FuzzEnd | null = null;
  #storms = 0;
  #tales = 0;
  #failedStarts = 0;

  constructor(options: CampaignOptions, channel: Channel<FuzzEvent>) {
    const { world, timeMs, untilFailure, earlier } = options;
    this.#options = options;
    this.#channel = channel;
    this.#begin = world.clock.now();
    this.#until = timeMs === null ? Number.POSITIVE_INFINITY : this.#begin + timeMs;
    this.#ledger = new Ledger(this.#begin, world.target.restartable);
    if (earlier !== null) this.#ledger.resume(earlier);
    this.#feedback = new Feedback(options.inputs, earlier?.state.corpus);
    this.#inspector = new Inspector({
      world,
      ledger: this.#ledger,
      keeper: options.keeper,
      single: untilFailure,
      strict: options.strict,
      budgetMs: Math.max(timeMs ?? Number.POSITIVE_INFINITY, LEAST_TRIAGE_MS),
      enough: () => this.#end === 'failure' || world.signal.aborted,
      put: (event) => {
        channel.put(event);
        if (event.type === 'finding' && untilFailure) this.#end ??= 'failure';
      },
    });
  }

  async run(): Promise<void> {
    const { world, seed, earlier } = this.#options;
    const { restartable, endpoint } = world.target;
    const instances = restartable ? world.instances : 1;
    this.#channel.put({ type: 'started', seed, endpoint, instances, resumed: resumedFrom(earlier) });
    const ticking = new AbortController();
    void this.#tick(ticking.signal);
    try {
      for (const { suspicion, number } of earlier?.pending ?? [])
        await this.#inspector.look(suspicion, number);
      await Promise.all(Array.from({ length: instances }, (_, lane) => this.#lane(lane, instances)));
    } finally {
      ticking.abort('done');
    }
    const ended = world.signal.aborted ? 'interrupted' : this.#end;
    const durationMs = this.#elapsed();
    this.#options.keeper?.state(this.#state());
    this.#channel.put({
      type: 'finished',
      result: this.#ledger.result(seed, durationMs, ended),
    });
  }

  /** Nothing new is begun. */
  get #over(): boolean {
    const { world, cases } = this.#options;
    if (this.#end !== null || world.signal.aborted || this.#ledger.start !== null) return true;
    return world.clock.now() >= this.#until || (cases !== null && this.#ledger.cases >= cases);
  }

  /** One instance after another. The first lane bombards, the second tells stories, a lane alone does both in turn. */
  async #lane(lane: number, lanes: number): Promise<void> {
    for (let turn = 0; !this.#over; turn++) {
      const tells = lanes === 1 ? turn % 3 === 2 : lane % 2 === 1;
      const suspicions = tells ? await this.#tell() : await this.#storm();
      for (const suspicion of suspicions) await this.#inspector.look(suspicion);
    }
  }

  async #storm(): Promise<readonly Suspicion[]> {
    const { world, window, rate, seed } = this.#options;
    const number = this.#storms++;
    const round = await Round.open({ world, window, rate, until: this.#until, over: () => this.#over });
    try {
      const start = await round.ready();
      if (world.target.restartable && isFatal(start))
        return world.signal.aborted ? [] : await this.#failedStart(start.text);
      const spoke = await round.speaks();
      if (!spoke && round.exit === null) return round.over ? [] : await this.#mute();
      this.#failedStarts = 0;
      if (spoke) this.#ledger.met(round);
      round.heard = (answer, latencyMs, input) => this.#feedback.answered(input, answer, latencyMs);
      await storm(round, {
        plan: planOf(number),
        corpus: this.#feedback.corpusFor(round.cast),
        seed: (seed + number) >>> 0,
        noted: (bytes, from) => this.#count(bytes, round.squad.bounds.standing(from, world.clock.now())),
        again: (bytes, from) => this.#sent(bytes, round.squad.bounds.standing(from, world.clock.now())),
        made: (generator, count) => this.#ledger.made(generator, count),
        refused: (bytes) => this.#inspector.isKnownTrigger(round.squad.target, bytes),
      });
    } finally {
      await round.close();
      this.#ledger.close(round);
    }
    if (!world.target.restartable && round.instance.holdsPort() === false) this.#end ??= 'lost';
    return round.suspicion === null ? [] : [round.suspicion];
  }

  async #tell(): Promise<readonly Suspicion[]> {
    const { world, seed, strict } = this.#options;
    const ledger = this.#ledger;
    const first = this.#tales;
    const told = await tellStories({
      world,
      teller: (cast) => story(seed, this.#tales++, cast),
      noted: (bytes, standing) => this.#count(bytes, standing),
      until: Math.min(this.#until, world.clock.now() + STORY_MS),
      over: () => this.#over,
    });
    ledger.made('stories', told.stories);
    ledger.told(told.trace, told.dropped);
    if (world.target.restartable && isFatal(told.start))
      return this.#over ? [] : this.#failedStart(told.start.text);
    if (told.start.problem === null) this.#failedStarts = 0;
    await learn(told.trace, this.#feedback, () => pause(world.clock));
    return suspicionsOf(told.trace, `stories ${seed}/${first}`, strict);
  }

  /** One more datagram went out, from a peer that is this to the target. */
  #count(bytes: Uint8Array, standing: Standing): void {
    this.#ledger.cases += 1;
    this.#sent(bytes, standing);
  }

  #sent(bytes: Uint8Array, standing: Standing): void {
    this.#ledger.datagrams += 1;
    this.#ledger.tried.count(bytes, bytes.length, standing);
  }

  /** Nobody answers: a running node is gone, a started one never was one. */
  async #mute(): Promise<readonly Suspicion[]> {
    const { restartable } = this.#options.world.target;
    if (restartable) return this.#failedStart('the program holds its port and has sent nothing');
    this.#end ??= 'lost';
    return [];
  }

  /** A program that never came up is told as such; one that did not this time gets another chance, a little later. */
  async #failedStart(text: string): Promise<readonly Suspicion[]> {
    const { world } = this.#options;
    this.#failedStarts += 1;
    if (!this.#ledger.seen || this.#failedStarts >= FAILED_STARTS) this.#ledger.start ??= text;
    await world.clock.sleep(Math.min(BACKOFF_MS.first * 2 ** this.#failedStarts, BACKOFF_MS.most));
    return [];
  }

  #elapsed(): number {
    const { world, earlier } = this.#options;
    return world.clock.now() - this.#begin + (earlier?.state.elapsedMs ?? 0);
  }

  #state(): CampaignState {
    const { cases, datagrams, lost, dropped, instances, deaths } = this.#ledger;
    const counts = { cases, datagrams, lost, dropped, instances, deaths };
    const [elapsedMs, tried] = [Math.round(this.#elapsed()), this.#ledger.triedSoFar()];
    return { seed: this.#options.seed, ...counts, elapsedMs, tried, corpus: this.#feedback.news };
  }

  async #tick(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options.world;
    for (let ticks = 0; !signal.aborted; ) {
      await clock.sleep(STATUS_MS);
      if (signal.aborted) return;
      const now = clock.now();
      const leftMs = Number.isFinite(this.#until) ? Math.max(this.#until - now, 0) : null;
      this.#channel.put({ type: 'status', status: this.#ledger.status(now, leftMs) });
      if (++ticks % STATE_TICKS === 0) this.#options.keeper?.state(this.#state());
    }
  }
}

function resumedFrom(earlier: Earlier | null): Resumed | null {
  if (earlier === null) return null;
  const { state, findings, pending } = earlier;
  const { cases, elapsedMs } = state;
  return { findings: findings.length, pending: pending.length, cases, elapsedMs };
}
