/**
 * The stories of one instance, and what the judges say of them.
 */
import { eventsOf, type Trace } from '../oracle/trace.ts';
import type { Case, Cast, Step } from './case.ts';
import { Chance } from './generate/chance.ts';
import { sequence } from './generate/sequence.ts';
import { timing } from './generate/timing.ts';
import type { Suspicion } from './suspicion.ts';
import { symptomsOf } from './symptoms.ts';

/** The story of that number: stateful sequences and awkward times in turn. */
export function story(seed: number, number: number, cast: Cast): Case {
  const chance = new Chance(seed, number);
  return number % 2 === 0 ? sequence(chance, cast) : timing(chance, cast);
}

/** What was wrong, the gravest first; all of it with everything that was sent. */
export function suspicionsOf(trace: Trace, origin: string, strict: boolean): Suspicion[] {
  const exit = eventsOf(trace, 'exited')[0];
  const end = exit?.byUs === false ? exit.at : Number.POSITIVE_INFINITY;
  const steps: Step[] = eventsOf(trace, 'sent')
    .filter(({ at }) => at <= end)
    .map(({ at, from, bytes }) => ({ at, from, bytes }));
  if (steps.length === 0) return [];
  const { target, startPeer } = trace;
  const output = exit?.output ?? '';
  return symptomsOf(trace, strict).map((symptom) => ({
    symptom,
    target,
    startPeer,
    steps,
    last: Math.min(LAST, steps.length),
    origin,
    output,
  }));
}

// Few datagrams are sent in a story: the last of them most likely did it, at once or by a timer.
const LAST = 8;
