/**
 * From a suspicion to a finding: it is reproduced on fresh instances, made as small as it can, and confirmed. What
 * cannot be shown again is no finding, unless no conforming node ever does it.
 */
import { EnvironmentError } from '../net/error.ts';
import { eventsOf, type Trace } from '../oracle/trace.ts';
import { Bench, type Count, type Shown } from './bench.ts';
import type { Case, Step } from './case.ts';
import { causeOf } from './cause.ts';
import { Deadline } from './deadline.ts';
import type { Finding } from './finding.ts';
import { minimise } from './minimise.ts';
import { type Watch, watchesFor } from './rerun.ts';
import { isSameFault } from './same-fault.ts';
import { slowSuffixes, suffixes } from './suffix.ts';
import type { Suspicion } from './suspicion.ts';
import { CERTAIN, type Symptom } from './symptom.ts';
import { Trial } from './trial.ts';
import { idOf, matches } from './trigger.ts';
import type { World } from './world.ts';

export interface TriageOptions {
  /** What was found already: the same again is a duplicate. */
  readonly known: readonly Finding[];
  /** What should not be is a fault too. */
  readonly strict: boolean;
  /** By the world's clock: what is not done then is left, and the best so far is the result. */
  readonly until: number;
  /** Runs that must show it; default 5. */
  readonly times?: number;
}

export type Verdict =
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'duplicate'; readonly of: Finding }
  | { readonly kind: 'unconfirmed'; readonly reason: string };

const TIMES = 5;
/** Steps of a case that could not be reproduced. */
const MOST_TAIL = 256;
// A gap matters to a tenth of a second: no timer of the protocol is finer.
const GAP_MS = 100;
// So much of the time is kept for the last runs.
const CONFIRMING = 0.25;
const MOST_CALLS = 1500;
/** While it is only made small, a hang is believed sooner than at last. */
const QUICK_STUCK_MS = 350;

/** Never throws for what the target does, nor when it cannot be started any more. */
export async function triage(suspicion: Suspicion, world: World, options: TriageOptions): Promise<Verdict> {
  const duplicate = duplicateOf(suspicion, options.known);
  if (duplicate !== null) return { kind: 'duplicate', of: duplicate };
  return new Triage(suspicion, world, options).run();
}

/** The known finding whose trigger was among the last steps, with the same symptom; null if there is none. */
export function duplicateOf({ symptom, steps, last }: Suspicion, known: readonly Finding[]): Finding | null {
  const tail = steps.slice(-Math.max(last, 1));
  return known.find((finding) => isSameFault(finding, symptom) && matches(finding, tail)) ?? null;
}

/** A case that showed it, and how it was watched. */
interface Reproduced {
  readonly case: Case;
  readonly watch: Watch;
  readonly symptom: Symptom;
}

class Triage {
  readonly #suspicion: Suspicion;
  readonly #world: World;
  readonly #options: TriageOptions;
  /** What still runs then is left: the one before the last runs, the other at the end. */
  readonly #enough: Deadline;
  readonly #late: Deadline;

  constructor(suspicion: Suspicion, world: World, options: TriageOptions) {
    const { clock, signal } = world;
    const { until } = options;
    this.#suspicion = suspicion;
    this.#world = world;
    this.#options = options;
    this.#enough = new Deadline(clock, until - CONFIRMING * (until - clock.now()), signal);
    this.#late = new Deadline(clock, until, signal);
  }

  async run(): Promise<Verdict> {
    try {
      return await this.#run();
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      // What was seen stays seen.
      if (CERTAIN.has(this.#suspicion.symptom.kind)) return this.#asSeen(0);
      return { kind: 'unconfirmed', reason: error.message };
    } finally {
      this.#enough.clear();
      this.#late.clear();
    }
  }

  async #run(): Promise<Verdict> {
    const { symptom } = this.#suspicion;
    const certain = CERTAIN.has(symptom.kind);
    // One that is not ours to start is gone.
    if (certain && !this.#world.target.restartable) return this.#asSeen(0);
    const found = await this.#reproduce();
    if (found === null) {
      const reason = this.#enough.over ? 'there was no time to reproduce it' : 'it did not show again';
      return certain ? this.#lastTry() : { kind: 'unconfirmed', reason };
    }
    return this.#confirm(found, await this.#minimised(found));
  }

  /** The first case that shows it, or shows what is as bad. */
  async #reproduce(): Promise<Reproduced | null> {
    const { symptom } = this.#suspicion;
    const bench = this.#bench(this.#enough);
    for (const [i, watch] of watchesFor(symptom.kind).entries()) {
      const shown = new Map<Case, Symptom>();
      const shows = async (theCase: Case): Promise<boolean> => {
        const seen = await bench.run(theCase, watch, symptom);
        if (seen === null || !isAsBad(seen.symptom, symptom)) return false;
        shown.set(theCase, seen.symptom);
        return true;
      };
      const over = (): boolean => this.#enough.over;
      const trial = new Trial(shows, { width: bench.width(watch), over, most: MOST_CALLS });
      const found = await trial.first(i === 0 ? suffixes(this.#suspicion) : slowSuffixes(this.#suspicion));
      const as = found === null ? undefined : shown.get(found);
      if (found !== null && as !== undefined) return { case: found, watch, symptom: as };
      if (this.#enough.over) return null;
    }
    return null;
  }

  async #minimised({ case: theCase, watch, symptom }: Reproduced): Promise<Case> {
    const quick = { ...watch, stuckMs: QUICK_STUCK_MS };
    const bench = this.#bench(this.#enough);
    const small = await minimise(theCase, (one) => bench.shows(one, quick, symptom), {
      width: bench.width(watch),
      over: () => this.#enough.over,
      gapMs: GAP_MS,
    });
    return small.case;
  }

  #bench({ signal }: Deadline): Bench {
    return new Bench(this.#suspicion, { ...this.#world, signal }, this.#options.strict);
  }

  async #confirm({ case: whole, watch, symptom }: Reproduced, small: Case): Promise<Verdict> {
    const times = this.#options.times ?? TIMES;
    const bench = this.#bench(this.#late);
    for (const theCase of small === whole ? [small] : [small, whole]) {
      const count = await bench.count(theCase, watch, symptom, times);
      const enough = CERTAIN.has(symptom.kind) ? count.times > 0 : count.times === times;
      if (enough && count.shown !== null) return this.#found(theCase, count.shown, count);
    }
    if (CERTAIN.has(symptom.kind)) return this.#asSeen(times);
    return { kind: 'unconfirmed', reason: `it showed once, and then not ${times} times running` };
  }

  #found(theCase: Case, { symptom, trace }: Shown, { times, of }: Count): Verdict {
    const { startPeer, origin, output } = this.#suspicion;
    const finding: Finding = {
      ...symptom,
      ...causeOf(theCase, symptom),
      id: idOf(symptom, theCase),
      case: { ...theCase, repeat: roundsIn(trace, theCase) },
      startPeer,
      target: this.#suspicion.target,
      reproduced: { times, of },
      origin,
      output: trace.events.flatMap((event) => (event.type === 'exited' ? [event.output] : []))[0] || output,
      seen: 1,
      trace,
    };
    return this.#new(finding);
  }

  /** A certain fault that could not be shown again, with the last that was sent. */
  #asSeen(tried: number): Verdict {
    const { symptom, startPeer, target, origin, output, steps } = this.#suspicion;
    const theCase = { steps: fromZero(steps.slice(-MOST_TAIL)), repeat: 1 };
    return this.#new({
      ...symptom,
      id: idOf(symptom, { ...theCase, steps: theCase.steps.slice(-1) }),
      case: theCase,
      startPeer,
      target,
      reproduced: { times: 0, of: tried },
      hint: 'it did not show again: it may depend on time, on chance or on more than was sent at last',
      origin,
      output,
      seen: 1,
      trace: null,
    });
  }

  #new(finding: Finding): Verdict {
    const same = this.#options.known.find(({ id }) => id === finding.id);
    return same === undefined ? { kind: 'finding', finding } : { kind: 'duplicate', of: same };
  }

  /** Everything that is kept, as often as a finding is confirmed; however seldom it shows, it counts. */
  async #lastTry(): Promise<Verdict> {
    if (this.#late.over) return this.#asSeen(0);
    const { symptom, steps } = this.#suspicion;
    const watch = watchesFor(symptom.kind).at(-1);
    const times = this.#options.times ?? TIMES;
    if (watch === undefined) return this.#asSeen(0);
    const theCase = { steps: fromZero(steps), repeat: 1 };
    const count = await this.#bench(this.#late).count(theCase, watch, symptom, times);
    return count.shown === null ? this.#asSeen(count.of) : this.#found(theCase, count.shown, count);
  }
}

/** What shows instead is a fault as well: any end of it for any other, and what a judge is as sure of. */
function isAsBad(seen: Symptom, wanted: Symptom): boolean {
  return CERTAIN.has(seen.kind) || !CERTAIN.has(wanted.kind);
}

/** How often the steps were sent: growth takes as many rounds as it takes. */
function roundsIn(trace: Trace, { steps, repeat }: Case): number {
  if (eventsOf(trace, 'sample').length === 0) return repeat;
  return Math.max(1, Math.floor(eventsOf(trace, 'sent').length / Math.max(steps.length, 1)));
}

function fromZero(steps: readonly Step[]): Step[] {
  const begin = steps[0]?.at ?? 0;
  return steps.map((step) => ({ ...step, at: Math.round(step.at - begin) }));
}
