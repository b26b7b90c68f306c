import { describe, expect, it } from 'vitest';
import { SCHEDULE_PROBES } from '../../../src/check/probes/schedule.ts';
import type { TraceEvent } from '../../../src/oracle/trace.ts';
import { hellos, mark, traceOf, WITNESS } from '../../support/trace.ts';

const END = 13_600;
const SECONDS = Array.from({ length: 13 }, (_, i) => 1000 * (i + 1));

/** The verdict of two series, each a Hello a second but at those times; the second one begins at 5.5 s. */
function verdict(missingFirst: readonly number[], missingSecond: readonly number[]): string | undefined {
  const [probe] = SCHEDULE_PROBES;
  const series: TraceEvent[] = [
    { ...mark(0, 'start peer', END), check: 'hello-schedule' } as TraceEvent,
    { ...mark(5500, 'newcomer', END, WITNESS), check: 'hello-schedule' } as TraceEvent,
    ...hellos(SECONDS.filter((at) => !missingFirst.includes(at))),
    ...hellos(
      SECONDS.filter((at) => at > 5500 && !missingSecond.includes(at)).map((at) => at + 300),
      WITNESS,
    ),
  ];
  return probe?.judge?.(traceOf(series))[0]?.verdict;
}

// UDP loss is never a failure; a round that nobody gets is none.
describe('the Hellos that are missing from two series', () => {
  it('may be lost: one or two of each, at different times', () => {
    expect(verdict([], [])).toBe('pass');
    expect(verdict([7000], [])).toBe('inconclusive');
    expect(verdict([5000, 7000], [])).toBe('inconclusive');
    expect(verdict([7000], [10_000])).toBe('inconclusive');
  });

  it('are not lost if both lack the same round, if they are more, or two running', () => {
    expect(verdict([9000], [9000])).toBe('fail');
    expect(verdict([5000, 7000], [9000, 11_000])).toBe('fail');
    expect(verdict([7000, 8000], [])).toBe('fail');
    expect(verdict([5000, 7000, 9000], [])).toBe('warn'); // a mean of 1.3 s
  });
});
