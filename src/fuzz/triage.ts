/**
 * From a suspicion to a finding: it is reproduced on fresh instances, made as small as it can, and confirmed. What
 * cannot be shown again is no finding, unless no conforming node ever does it.
 */
import { EnvironmentError } from '../net/error.ts';
import { eventsOf, type Trace } from '../oracle/trace.ts';
import { Bench, type Shown } from './bench.ts';
import type { Case, Step } from './case.ts';
import { causeOf } from './cause.ts';
import { Deadline } from './deadline.ts';
import type { Finding } from './finding.ts';
import { type Minimised, minimise } from './minimise.ts';
import { type Reproduced, reproduce } from './reproduction.ts';
import { FLOOD_MS, type Watch, watchesFor } from './rerun.ts';
import { isSameFault } from './same-fault.ts';
import type { Suspicion } from './suspicion.ts';
import { CERTAIN, type Symptom } from './symptom.ts';
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
/** Among so few datagrams the cause is found at a look. */
const FEW = 4;
/** Steps of a case that could not be reproduced. */
const MOST_TAIL = 256;
// A gap matters to a tenth of a second: no timer of the protocol is finer.
const GAP_MS = 100;
// So much of the time is kept for the last runs.
const CONFIRMING = 0.25;
/** While it is only made small, a hang is believed sooner than at last. */
const QUICK_STUCK_MS = 350;
/** What a start and a stop may take on a busy machine. */
const START_MS = 1500;
/** Witnesses come, and ask before the case until they are answered. */
const COMPANY_MS = 2500;

/** Never throws for what the target does, nor when it cannot be started any more. */
export async function triage(suspicion: Suspicion, world: World, options: TriageOptions): Promise<Verdict> {
  const duplicate = duplicateOf(suspicion, options.known);
  if (duplicate !== null) return { kind: 'duplicate', of: duplicate };
  return new Triage(suspicion, world, options).run();
}

/** The known finding whose trigger was among the last steps, with the same symptom; null if there is none. */
export function duplicateOf({ symptom, steps, last }: Suspicion, known: readonly Finding[]): Finding | null {
  const tail = steps.slice(-Math.max(last, 1));
  const holds = (finding: Finding): boolean =>
    matches(finding, finding.case.steps.length === 0 ? steps : tail);
  return known.find((finding) => isSameFault(finding, symptom) && holds(finding)) ?? null;
}

class Triage {
  readonly #suspicion: Suspicion;
  readonly #world: World;
  readonly #options: TriageOptions;
  /** What still runs then is left: the one before the last runs, the other at the end. */
  readonly #enoughAt: number;
  readonly #enough: Deadline;
  readonly #late: Deadline;

  constructor(suspicion: Suspicion, world: World, options: TriageOptions) {
    const { clock, signal } = world;
    const { until } = options;
    this.#suspicion = suspicion;
    this.#world = world;
    this.#options = options;
    this.#enoughAt = until - CONFIRMING * (until - clock.now());
    this.#enough = new Deadline(clock, this.#enoughAt, signal);
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
    const { signal } = this.#enough;
    const found = await reproduce(this.#suspicion, { ...this.#world, signal }, this.#options.strict);
    if (found === null) {
      const reason = this.#enough.over ? 'there was no time to reproduce it' : NOT_SHOWN;
      return certain ? this.#lastTry() : { kind: 'unconfirmed', reason };
    }
    return this.#confirm(found, await this.#minimised(found));
  }

  async #minimised({ case: theCase, watch, shown, fruitless }: Reproduced): Promise<Minimised> {
    const { clock, signal } = this.#world;
    // The last runs get the time that they take.
    const around = watch.manner === 'observed' ? START_MS + COMPANY_MS : START_MS;
    // An end does not take as long as it is waited for.
    const lingerMs = watch.manner === 'alone' ? watch.lingerMs : patient(watch, shown.symptom).lingerMs;
    const last = this.#options.until - (theCase.steps.at(-1)?.at ?? 0) - lingerMs - around;
    const enough = new Deadline(clock, Math.min(last, this.#enoughAt), signal);
    const bench = this.#bench(enough);
    try {
      const brief = { ...watch, stuckMs: QUICK_STUCK_MS, lingerMs: FLOOD_MS };
      const isBrief = watch.manner === 'calm' && (await bench.shows(theCase, brief, shown.symptom));
      const quick = isBrief ? brief : { ...watch, stuckMs: QUICK_STUCK_MS };
      return await minimise(theCase, (one) => bench.shows(one, quick, shown.symptom), {
        width: bench.width(watch),
        over: () => enough.over,
        gapMs: GAP_MS,
        fruitless,
      });
    } finally {
      enough.clear();
    }
  }

  #bench({ signal }: Deadline): Bench {
    return new Bench(this.#suspicion, { ...this.#world, signal }, this.#options.strict);
  }

  async #confirm({ case: whole, watch, shown }: Reproduced, small: Minimised): Promise<Verdict> {
    const { symptom } = shown;
    if (!small.complete && small.case.steps.length > 1 && this.#isKnown(symptom)) return this.#perhapsKnown();
    const certain = CERTAIN.has(symptom.kind);
    const times = this.#options.times ?? TIMES;
    const bench = this.#bench(this.#late);
    for (const theCase of small.case === whole ? [whole] : [small.case, whole]) {
      const count = await bench.count(theCase, patient(watch, symptom), symptom, times);
      const enough = certain ? count.times > 0 : count.times === times;
      const isSmall = small.complete && theCase === small.case;
      if (enough && count.shown !== null) return this.#found(theCase, count.shown, count, isSmall);
    }
    // It was reproduced, if no oftener.
    if (certain) return this.#found(whole, shown, { times: 1, of: 1 + times }, false);
    const reason = this.#late.over
      ? 'it showed once, and there was no time for more'
      : 'it showed once, and then not each time';
    return { kind: 'unconfirmed', reason };
  }

  /** `isSmall`: nothing of the case can go. Of one with more in it nobody knows which datagram is the cause. */
  #found(
    theCase: Case,
    { symptom, trace }: Shown,
    { times, of }: Finding['reproduced'],
    isSmall: boolean,
  ): Verdict {
    const { startPeer, origin, output } = this.#suspicion;
    const said = eventsOf(trace, 'exited')[0]?.output || output;
    const finding: Finding = {
      ...symptom,
      ...(isSmall || theCase.steps.length <= FEW
        ? causeOf(theCase, symptom, said, this.#suspicion)
        : { requirement: symptom.requirement ?? 'ROB-1', hint: NOT_SMALL }),
      id: idOf(symptom, theCase),
      case: { ...theCase, repeat: roundsIn(trace, theCase) },
      startPeer,
      target: this.#suspicion.target,
      reproduced: { times, of },
      origin,
      output: said,
      seen: 1,
      trace,
    };
    return this.#new(finding);
  }

  /** A certain fault that could not be shown again, with the last that was sent. */
  #asSeen(tried: number): Verdict {
    const { symptom, startPeer, target, origin, output, steps } = this.#suspicion;
    if (this.#world.target.restartable && this.#isKnown(symptom))
      return tried > 0 ? { kind: 'unconfirmed', reason: NOT_SHOWN } : this.#perhapsKnown();
    const theCase = { steps: fromZero(steps.slice(-MOST_TAIL)), repeat: 1 };
    return this.#new({
      ...symptom,
      id: idOf(symptom, { ...theCase, steps: theCase.steps.slice(-1) }),
      case: theCase,
      startPeer,
      target,
      reproduced: { times: 0, of: tried },
      hint: this.#world.target.restartable ? NOT_AGAIN : NOT_OURS,
      origin,
      output,
      seen: 1,
      trace: null,
    });
  }

  #perhapsKnown(): Verdict {
    return { kind: 'unconfirmed', reason: 'there was no time to tell it from what was found before' };
  }

  #isKnown(symptom: Symptom): boolean {
    return this.#options.known.some((finding) => isSameFault(finding, symptom));
  }

  #new(finding: Finding): Verdict {
    const same = this.#options.known.find(
      (one) => one.id === finding.id || (isSameFault(one, finding) && matches(one, finding.case.steps)),
    );
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
    return count.shown === null ? this.#asSeen(count.of) : this.#found(theCase, count.shown, count, false);
  }
}

/** How it is watched in the last runs: an end or a hang long enough for one that comes with a round of Hellos. */
function patient(watch: Watch, { kind }: Symptom): Watch {
  if (watch.manner !== 'alone' && watch.manner !== 'awake') return watch;
  return watchesFor(kind).findLast(({ manner }) => manner === watch.manner) ?? watch;
}

const NOT_SHOWN = 'it did not show again';
const NOT_SMALL =
  'there was no time to find out which of these datagrams it takes: fuzz longer (--time), or look at the last ones first';
const NOT_AGAIN = 'it did not show again: it may depend on time, on chance or on more than was sent at last';
const NOT_OURS =
  'it was not tried again, for the node is not ours to start, and somebody else may have ended it: with -- CMD fuzz sees how it ends, and tries again';

/** How often the steps were sent: growth takes as many rounds as it takes. */
function roundsIn(trace: Trace, { steps, repeat }: Case): number {
  if (eventsOf(trace, 'sample').length === 0) return repeat;
  return Math.max(1, Math.floor(eventsOf(trace, 'sent').length / Math.max(steps.length, 1)));
}

function fromZero(steps: readonly Step[]): Step[] {
  const begin = steps[0]?.at ?? 0;
  return steps.map((step) => ({ ...step, at: Math.round(step.at - begin) }));
}
