/**
 * Runs probes against a target and says what came of it. A target that can be restarted gets an instance for each
 * probe, side by side; a running one takes as many at a time as its table bears. Whatever does not pass is tried
 * again alone.
 */
import { telling } from '../net/channel.ts';
import type { Rig } from '../net/rig.ts';
import { isFatal, mayPass, type Start, startOf } from '../net/start.ts';
import type { Target } from '../net/target.ts';
import type { Judgement } from '../oracle/verdict.ts';
import { Ending } from './ending.ts';
import type { CheckEvent, CheckResult, Run } from './event.ts';
import { inOrder } from './order.ts';
import { judgementsOf, type Probe } from './probe.ts';
import { isSeen, resultOf, tracesOf, type Undone, type Wanted } from './result.ts';
import { worthAnother } from './retry.ts';
import { isLossy } from './rig-doubt.ts';
import { Session, type SessionWorld } from './session.ts';
import { together } from './together.ts';

export interface CheckOptions {
  readonly probes: readonly Probe[];
  readonly wanted?: Wanted;
  readonly strict: boolean;
  readonly world: SessionWorld;
  /** Instances at once, or probes at once against a running target. */
  readonly width: number;
  /** Checks that shall run first, by name; default: the longest. */
  readonly first?: ReadonlySet<string>;
  /** What is not done then is not judged, in ms; default: all the time that it takes. */
  readonly timeoutMs?: number;
  /** Looks at the machine that we run on, while the first instance starts. */
  readonly rig?: () => Promise<Rig>;
  readonly signal?: AbortSignal;
}

/**
 * Checks the target with the probes of `options`; the last event is `finished`. Verdicts are made of the traces alone.
 * Throws EnvironmentError if the target cannot be started. Ends early if the signal aborts, or after `timeoutMs`: what
 * was not done then is not judged.
 */
export async function* check(target: Target, options: CheckOptions): AsyncGenerator<CheckEvent> {
  const result = yield* telling<CheckEvent, CheckResult>((events) =>
    new Runner(target, options, (event) => events.put(event)).run(),
  );
  yield { type: 'finished', result };
}

// Probes that are tried again, each on a quiet instance, so many at once.
const RETRIES = 8;
const MOST_RUNS = 3;
// A cause and what rested on it, three runs each.
const MOST_ROUNDS = 2 * (MOST_RUNS - 1);
// So long the next start waits for an instance to come up.
const START_MS = 200;
// Events of a trace that takes some tenths of a second to judge.
const LARGE = 1500;
// A program that does not come up is started once more before that is believed.
const STARTS = 2;

class Runner {
  readonly #target: Target;
  readonly #options: CheckOptions;
  readonly #world: SessionWorld;
  readonly #ending: Ending;
  readonly #tell: (event: CheckEvent) => void;
  readonly #runs = new Map<Probe, Run[]>(); // Bounded by probes and three runs each.
  /** Runs that did not pass, and prove nothing: beside crowds. */
  readonly #doubtful = new Map<Probe, Run>();
  #dropped = 0;
  #start: Start | null = null;
  #rig: Rig | null = null;
  /** An instance that has come up and waits for its probe. */
  #pilot: Session | null = null;
  /** Instances come up one after another: a crowd of starting processes makes everybody late. */
  #starting: Promise<unknown> = Promise.resolve();

  constructor(target: Target, options: CheckOptions, tell: (event: CheckEvent) => void) {
    this.#target = target;
    this.#options = options;
    this.#tell = tell;
    this.#ending = new Ending(options.signal);
    const { clock } = options.world;
    const lossy = (): boolean => this.#rig !== null && isLossy(this.#rig);
    this.#world = { ...options.world, clock: this.#ending.clock(clock), lossy, taken: new Set() };
  }

  async run(): Promise<CheckResult> {
    const over = new AbortController();
    const looked = this.#look();
    looked.catch(() => undefined); // told below
    const { world, timeoutMs } = this.#options;
    if (timeoutMs !== undefined) this.#ending.limit(world.clock, timeoutMs, over.signal);
    try {
      const probes = inOrder(this.#options.probes, this.#options.first);
      if (this.#target.restartable) await this.#apart(probes);
      else await this.#together(probes);
    } finally {
      await looked;
      over.abort('done');
      this.#ending.close();
    }
    return this.#result();
  }

  /** Each probe on an instance of its own. */
  async #apart(probes: readonly Probe[]): Promise<void> {
    // Its start peer greets: none for a probe without a peer.
    const first = probes.find(({ peerless }) => peerless !== true) ?? probes[0];
    if (first === undefined || !(await this.#comesUp(first))) return;
    const large: (() => void)[] = [];
    await this.#each(probes, this.#options.width, (probe) => this.#alone(probe, large));
    for (const judge of large) judge();
    if (this.#pilot !== null) await this.#close(this.#pilot);
    for (let round = 1; round <= MOST_ROUNDS; round++) {
      const again = worthAnother(this.#runs);
      if (again.length === 0) return;
      // What never said a word will not say more to each probe: one more start tells.
      const few = this.#seen() ? again : again.slice(0, 1);
      await this.#each(inOrder(few), Math.min(this.#options.width, RETRIES), (probe) => this.#alone(probe));
      if (!this.#seen()) return;
    }
  }

  /** All probes against the one running target. */
  async #together(probes: readonly Probe[]): Promise<void> {
    await together(probes, {
      clock: this.#world.clock,
      width: this.#options.width,
      meet: (work) => this.#meet(work),
      each: (some, width, work) => this.#each(some, width, work),
      before: (work) => this.#ending.before(work),
      probe: (session, probe) => this.#probe(session, probe),
      judge: (probe, session, isFinal) => this.#judge(probe, session, isFinal),
      forget: () => this.#doubtful.clear(),
      next: () => this.#next(probes),
      isJudged: (probe) => this.#runs.has(probe),
      alone: (probe) => this.#alone(probe),
    });
    // What is left of them rests on a failure that was shown.
    if (this.#ending.reason !== null) return;
    for (const [probe, run] of this.#doubtful) this.#keep(probe, run);
  }

  #next(probes: readonly Probe[]): Probe[] {
    const fresh = probes.filter((probe) => !this.#runs.has(probe) && !this.#doubtful.has(probe));
    return fresh.length > 0 ? fresh : worthAnother(this.#runs, this.#doubtful);
  }

  /** False if nobody is there: then no probe can tell anything, and none is worth the time. */
  async #meet(work: (session: Session) => Promise<void>): Promise<boolean> {
    const session = await this.#open();
    try {
      const met = this.#ending.before(session.answers());
      if (!(await met) || !session.facts.spoken) return false;
      session.watch(() => this.#ending.end('lost'));
      await work(session);
      return true;
    } finally {
      await this.#close(session);
    }
  }

  /** True once an instance has come up; it waits for the first probe. If none does, that probe tells what it saw. */
  async #comesUp(first: Probe): Promise<boolean> {
    for (let starts = 1; ; starts++) {
      const session = await this.#open();
      const ready = await this.#ending.before(session.ready(first));
      const start = startOf(session.facts);
      if (ready && !isFatal(start)) {
        this.#pilot = session;
        return true;
      }
      await this.#close(session);
      if (!ready) return false;
      if (starts < STARTS && mayPass(start)) continue;
      this.#start = { ...start, output: session.lastLines };
      this.#tell({ type: 'start', start: this.#start });
      this.#judge(first, session);
      return false;
    }
  }

  /**
   * The probe on an instance of its own, or alone on the running one. What would keep us busy for long, and late
   * for others, is judged when they are done: it is put into `later`.
   */
  async #alone(probe: Probe, later: (() => void)[] | null = null): Promise<void> {
    const pilot = probe.peerless ? null : this.#pilot;
    if (pilot !== null) this.#pilot = null;
    const session = pilot ?? (await this.#open(probe.peerless));
    let done = false;
    try {
      done =
        (pilot !== null || (await this.#ending.before(session.ready(probe)))) &&
        (await this.#probe(session, probe));
    } finally {
      await this.#close(session);
    }
    if (!done) return;
    if (later !== null && session.trace.events.length > LARGE) later.push(() => this.#judge(probe, session));
    else this.#judge(probe, session);
  }

  #open(peerless = false): Promise<Session> {
    const session = this.#starting.then(() => Session.open(this.#target, this.#world, peerless));
    // Whoever waits for this session is told of its failure.
    this.#starting = session.then(
      (started) => this.#target.restartable && this.#ending.before(started.spoke(START_MS)),
      () => undefined,
    );
    return session;
  }

  async #close(session: Session): Promise<void> {
    await session.close();
    this.#dropped += session.lab.dropped;
  }

  /** False if the run ended meanwhile: then there is nothing to judge. */
  async #probe(session: Session, probe: Probe): Promise<boolean> {
    this.#tell({ type: 'probing', check: probe.check, attempt: this.#attempt(probe) });
    return this.#ending.before(session.run(probe));
  }

  /** Unless it is final it is kept for a doubt. */
  #judge(
    probe: Probe,
    { trace }: Session,
    isFinal: (judgements: readonly Judgement[]) => boolean = () => true,
  ): void {
    const run = { probe, trace, judgements: judgementsOf(probe, trace) };
    if (isFinal(run.judgements)) this.#keep(probe, run);
    else this.#doubtful.set(probe, run);
  }

  #keep(probe: Probe, run: Run): void {
    const attempt = this.#attempt(probe);
    this.#tell({ type: 'judged', check: probe.check, attempt, judgements: run.judgements });
    this.#runs.set(probe, [...(this.#runs.get(probe) ?? []), run]);
    this.#doubtful.delete(probe);
  }

  #attempt(probe: Probe): number {
    return (this.#runs.get(probe)?.length ?? 0) + 1;
  }

  async #each(probes: readonly Probe[], width: number, work: (probe: Probe) => Promise<void>): Promise<void> {
    const waiting = [...probes];
    const worker = async (): Promise<void> => {
      for (let probe = waiting.shift(); probe !== undefined; probe = waiting.shift()) {
        if (this.#ending.reason !== null) return;
        await work(probe);
      }
    };
    // Settled, not all: every instance must be closed before an error may end the run.
    const ends = await Promise.allSettled(Array.from({ length: width }, worker));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  async #look(): Promise<void> {
    const rig = (await this.#options.rig?.()) ?? null;
    if (rig === null) return;
    this.#rig = rig;
    this.#tell({ type: 'rig', rig });
  }

  #seen(): boolean {
    return isSeen(tracesOf(this.#all()));
  }

  /** Probe by probe in the order of their first judgement, each with its tries in theirs. */
  #all(): Run[] {
    return [...this.#runs.values()].flat();
  }

  /** What was not judged although it was wanted, and why; null where the user wanted no more. */
  #undone(): Undone | null {
    const reason = this.#start !== null ? 'start' : this.#ending.reason;
    if (reason === null || reason === 'interrupted') return null;
    return { reason, probes: this.#options.probes.filter((probe) => !this.#runs.has(probe)) };
  }

  #result(): CheckResult {
    const { strict, wanted } = this.#options;
    return resultOf(this.#all(), {
      wanted,
      strict,
      stopped: this.#ending.reason !== null,
      ended: this.#ending.reason,
      undone: this.#undone(),
      start: this.#start,
      rig: this.#rig,
      company: !this.#target.restartable,
      dropped: this.#dropped,
    });
  }
}
