/**
 * Where one case is run again and again: each run on an instance of its own, judged, several side by side.
 */
import { EnvironmentError } from '../net/error.ts';
import type { Trace } from '../oracle/trace.ts';
import type { Case } from './case.ts';
import { lateDoubt } from './replay-doubt.ts';
import { rerun, type Watch } from './rerun.ts';
import { isSameFault } from './same-fault.ts';
import type { Place } from './stage.ts';
import { CERTAIN, type Symptom } from './symptom.ts';
import { symptomsOf } from './symptoms.ts';
import type { World } from './world.ts';

/** A run that showed something. */
export interface Shown {
  readonly symptom: Symptom;
  readonly trace: Trace;
}

/** What several runs of one case came to. */
export interface Count {
  readonly times: number;
  /** Runs that could have shown it: the target came up, the fence let everything pass, and we were not late. */
  readonly of: number;
  /** The last that showed it; null if none did. */
  readonly shown: Shown | null;
}

export class Bench {
  readonly #place: Place;
  readonly #world: World;
  readonly #strict: boolean;

  constructor(place: Place, world: World, strict: boolean) {
    this.#place = place;
    this.#world = world;
    this.#strict = strict;
  }

  /** Candidates at one time. Those that mostly wait do not disturb each other. */
  width(watch: Watch): number {
    const { target, instances } = this.#world;
    if (!target.restartable) return 1;
    if (watch.manner === 'observed' || watch.manner === 'calm') return instances * ASKING;
    return watch.lingerMs > WAITS_MS ? instances * WAITING : instances;
  }

  /** Once: what it shows, the wanted symptom before all others; null for nothing. */
  async run(theCase: Case, watch: Watch, wanted: Symptom): Promise<Shown | null> {
    return (await this.#run(theCase, watch, wanted)).shown;
  }

  /** The same fault again. What the answers show must show twice: chance shows a thing once. */
  async shows(theCase: Case, watch: Watch, wanted: Symptom): Promise<boolean> {
    const runs = watch.manner === 'observed' ? 2 : 1;
    for (let i = 0; i < runs; i++) {
      const shown = await this.run(theCase, watch, wanted);
      if (shown === null || !isSameFault(shown.symptom, wanted)) return false;
    }
    return true;
  }

  /** So many times, side by side. For runs that tell nothing there are others, at most as many again. */
  async count(theCase: Case, watch: Watch, wanted: Symptom, times: number): Promise<Count> {
    let count: Count = { times: 0, of: 0, shown: null };
    const width = this.width(watch);
    for (let left = 2 * times; count.of < times && left > 0 && !this.#world.signal.aborted; ) {
      const size = Math.min(width, times - count.of, left);
      left -= size;
      const some = Array.from({ length: size }, () => this.#run(theCase, watch, wanted));
      for (const { shown, told } of await Promise.all(some)) {
        const same = shown !== null && isSameFault(shown.symptom, wanted);
        count = {
          times: count.times + (same ? 1 : 0),
          of: count.of + (told || same ? 1 : 0),
          shown: same ? shown : count.shown,
        };
      }
    }
    return count;
  }

  async #run(theCase: Case, watch: Watch, wanted: Symptom): Promise<{ shown: Shown | null; told: boolean }> {
    const options = { watch, place: this.#place, world: this.#world };
    const { clock, signal } = this.#world;
    const run = await rerun(theCase, options)
      .catch(async (error) => {
        if (!(error instanceof EnvironmentError) || signal.aborted) throw error;
        // Whoever has a place of the case may be leaving it.
        await clock.sleep(LEAVING_MS, signal);
        return rerun(theCase, options);
      })
      .catch((error) => {
        if (signal.aborted) return null; // there was no time to tell
        throw error;
      });
    if (run === null) return { shown: null, told: false };
    const { trace, ready, dropped } = run;
    // What did not come up was sent nothing: however it ended, the case did not do it.
    if (!ready) return { shown: null, told: false };
    const all = symptomsOf(trace, this.#strict);
    const symptom =
      all.find((one) => isSameFault(one, wanted)) ?? all.find(({ kind }) => kind === wanted.kind) ?? all[0];
    // What came too late for us may have come too late for it: no judge says anything then.
    const late = !CERTAIN.has(wanted.kind) && lateDoubt(trace) !== null;
    return { shown: symptom === undefined ? null : { symptom, trace }, told: dropped === 0 && !late };
  }
}

const LEAVING_MS = 300;
const WAITS_MS = 500;
/** Instances that wait take little of a CPU: so many for each that works. */
const WAITING = 5;
/** The same of those that have company, which asks and is judged by its times. */
const ASKING = 3;
