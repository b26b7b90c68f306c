/**
 * What was measured of a target beside its verdicts, coarsely: how regularly it says Hello, and whether it ends by
 * itself. Targets that fail the same rows differ in it.
 */
import { fromTarget } from '../oracle/answer.ts';
import { deathOf, isOutside } from '../oracle/probe-judge.ts';
import { BOUND, median } from '../oracle/schedule.ts';
import { eventsOf, type Trace } from '../oracle/trace.ts';

export interface Manner {
  readonly rhythm: Rhythm;
  /** Null: nobody watched its process. */
  readonly ends: boolean | null;
}

/** Ms from a Hello to the next, to one peer, 1000 for all that HEL-1 allows; null: nobody knows. */
export type Rhythm = number | 'none' | 'uneven' | null;

// The Hello schedule of HEL-1.
const SECOND_MS = 1000;
export const USUAL: Manner = { rhythm: SECOND_MS, ends: false };
export const UNKNOWN: Manner = { rhythm: null, ends: null };

export function mannerOf(traces: readonly Trace[]): Manner {
  return { rhythm: rhythmOf(traces), ends: endsOf(traces) };
}

/** Whether the one cannot have ended, or lived, as the other does. */
export function isOtherEnd(seen: Manner, known: Manner): boolean {
  return seen.ends !== null && known.ends !== null && seen.ends !== known.ends;
}

/** Whether Hellos that came like that cannot be those of the other. */
export function isOtherRhythm({ rhythm: seen }: Manner, { rhythm: known }: Manner): boolean {
  if (seen === null || known === null) return false;
  if (seen === 'none' || known === 'none') return seen !== known;
  // A busy machine makes an even rhythm uneven; a Hello that waits for something may wait a second each time.
  if (seen === 'uneven') return false;
  return known === 'uneven' ? seen !== SECOND_MS : !isNear(seen, known);
}

/** Whether both say Hello in the same way, and not in that of HEL-1. */
export function isSameOddity({ rhythm: seen }: Manner, { rhythm: known }: Manner): boolean {
  if (seen === 'none') return known === 'none';
  if (typeof seen !== 'number' || typeof known !== 'number') return false;
  return seen !== SECOND_MS && isNear(seen, known);
}

const NEAR = 0.2;

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= NEAR * b;
}

const SCHEDULE = /^hello-schedule/;
const LEAST_GAPS = 2;

/** Of the peer whose Hellos were watched longest. */
function rhythmOf(traces: readonly Trace[]): Rhythm {
  if (!traces.some((trace) => fromTarget(trace).some(({ hello }) => hello)))
    return traces.some(({ startedAt }) => startedAt !== null) ? 'none' : null;
  const series = traces.flatMap((trace) =>
    eventsOf(trace, 'mark')
      .filter(({ check }) => SCHEDULE.test(check))
      .map(({ peer, at, until }) =>
        fromTarget(trace, peer).filter((one) => one.hello && one.at >= at && one.at <= until),
      ),
  );
  const [longest = []] = series.toSorted((a, b) => b.length - a.length);
  // The first one may come at any time.
  const times = longest.slice(1).map(({ at }) => at);
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at));
  if (gaps.length < LEAST_GAPS) return null;
  const middle = median(gaps);
  if (!gaps.every((gap) => isNear(gap, middle))) return 'uneven';
  return middle >= BOUND.meanLow && middle <= BOUND.meanHigh ? SECOND_MS : Math.round(middle);
}

function endsOf(traces: readonly Trace[]): boolean | null {
  // One that is given no peer may end at once.
  const watched = traces.filter(({ startedAt, startPeer }) => startedAt !== null && startPeer !== null);
  if (watched.length === 0) return null;
  return watched.some((trace) => {
    const death = deathOf(trace);
    return death !== null && !isOutside(death);
  });
}
