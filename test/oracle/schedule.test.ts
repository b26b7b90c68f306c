import { describe, expect, it } from 'vitest';
import { judgeSchedule } from '../../src/oracle/schedule.ts';
import { hellos, PEER, sent, traceOf } from '../support/trace.ts';

/** The verdict on Hellos at these times, watched to `to`. */
function verdict(times: readonly number[], to: number, more: Parameters<typeof traceOf>[0] = []): string {
  return judgeSchedule(traceOf([...hellos(times), ...more]), PEER, 0, to).verdict;
}

function every(ms: number, to: number): number[] {
  return Array.from({ length: Math.floor(to / ms) }, (_, i) => (i + 1) * ms);
}

// The bands of protocol.md, "Hello timing", by hand.
describe('the Hello schedule', () => {
  it('passes a second, and anything from 0.8 to 1.25 s', () => {
    for (const ms of [800, 1000, 1250]) expect(verdict(every(ms, 13_000), 13_000), `${ms}`).toBe('pass');
  });

  it('passes one lost Hello as long as no gap exceeds 1.9 s', () => {
    const times = every(900, 13_000).filter((at) => at !== 6300);
    expect(verdict(times, 13_000)).toBe('pass'); // the gap is 1.8 s
  });

  it('warns from 1.25 to 2 s, and at a regular 0.67 to 0.8 s', () => {
    for (const ms of [1300, 1800, 700]) expect(verdict(every(ms, 13_000), 13_000), `${ms}`).toBe('warn');
  });

  it('fails beyond: too seldom, too often, a long silence, none at all', () => {
    for (const ms of [3000, 500]) expect(verdict(every(ms, 13_000), 13_000), `${ms}`).toBe('fail');
    expect(verdict(every(1000, 9000), 13_000)).toBe('fail'); // 4 s of silence at the end
    expect(verdict([], 13_000)).toBe('fail');
    expect(verdict([1000], 13_000)).toBe('fail');
  });

  it('fails a peer that is greeted twice a round', () => {
    const twice = every(1000, 13_000).flatMap((at) => [at, at + 30]);
    expect(verdict(twice, 13_000)).toBe('fail');
  });

  it('is not sure within less than six seconds, nor when we were late ourselves', () => {
    expect(verdict(every(1000, 6500), 6500)).toBe('not-observed');
    expect(verdict(every(3000, 13_000), 13_000, [{ type: 'late', at: 7000, ms: 301 }])).toBe('inconclusive');
  });

  it('cannot tell what twice our own lateness may have made of it', () => {
    const late = { type: 'late', at: 9000, ms: 200 } as const;
    const times = [...every(900, 4500), ...every(900, 6300).map((at) => at + 5800)];
    expect(verdict(times, 13_000)).toBe('fail'); // a gap of 2.2 s
    expect(verdict(times, 13_000, [late])).toBe('inconclusive'); // within 1.9 + 0.4 s
  });

  it('takes a gap of two intervals for a Hello that was lost, as far as their jitter tells', () => {
    // A tenth of jitter each; one of 13 is missing.
    const jitter = [960, 1044, 959, 957, 959, 1019, 906, 1097, 932, 995, 942];
    const [quick, slow] = [2158, 1915];
    const series = (gaps: readonly number[]): number[] => {
      const times = [1000];
      for (const gap of gaps) times.push((times.at(-1) ?? 0) + gap);
      return times;
    };
    expect(verdict(series([...jitter, quick]), 14_000)).toBe('inconclusive');
    expect(verdict(series([...jitter.map((gap) => gap + 65), slow]), 14_500)).toBe('inconclusive');
    expect(verdict(series([...jitter.map((gap) => 0.9 * gap), 2300]), 13_000)).toBe('fail');
    // Three are no accident.
    expect(verdict(series([...jitter.slice(6), quick, quick, ...jitter.slice(6), quick]), 17_500)).toBe(
      'warn',
    );
  });

  it('is sure of a mean all the same: only its first and its last Hello may have been late', () => {
    const late = { type: 'late', at: 9000, ms: 250 } as const;
    const twice = every(1000, 13_000).flatMap((at) => [at, at + 20]);
    expect(verdict(twice, 13_000, [late])).toBe('fail'); // 0.5 s
    const often = Array.from({ length: 16 }, (_, i) => 1000 + 780 * i);
    expect(verdict(often, 13_000, [late])).toBe('pass'); // 0.78 s of 14 gaps
  });

  it('leaves out replies to our own Hellos if the rest is in order (HEL-7 judges them)', () => {
    const ours = every(930, 13_000);
    const times = [...every(1000, 13_000), ...ours.map((at) => at + 5)].toSorted((a, b) => a - b);
    expect(
      verdict(
        times,
        13_000,
        ours.map((at) => sent(at, '68010102')),
      ),
    ).toBe('pass');
    expect(
      verdict(
        ours.map((at) => at + 5).filter((at) => at < 3000),
        13_000,
      ),
    ).toBe('fail');
  });
});
