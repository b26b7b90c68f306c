import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../src/check/event.ts';
import { SCHEDULE_PROBES } from '../../../src/check/probes/schedule.ts';
import { rehearse } from '../../../src/check/rehearsal.ts';
import { nodeConfig } from '../../../src/node/config.ts';
import { conformingRules } from '../../../src/node/conforming.ts';
import { DEFAULT_DIALECT } from '../../../src/node/dialect.ts';
import type { Rules } from '../../../src/node/rules.ts';
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

describe('the watch of a started node', () => {
  const watched = (lastMs: number): Promise<CheckResult> => {
    const { greet } = conformingRules(DEFAULT_DIALECT);
    const rules: Partial<Rules> = {
      greet: (peer, scene) => (scene.now - scene.startedAt <= lastMs ? greet(peer, scene) : []),
    };
    return rehearse(
      (self, start) => ({ ...nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true }), rules }),
      { probes: SCHEDULE_PROBES.slice(0, 1) },
    );
  };

  it('ends with a Hello past the 13th second', async () => {
    const [run] = (await watched(Number.POSITIVE_INFINITY)).runs;
    const { events, startedAt } = run?.trace ?? { events: [], startedAt: null };
    const ms = (events.at(-1)?.at ?? 0) - (startedAt ?? 0);
    expect(run?.judgements.map(({ verdict }) => verdict)).toEqual(['pass']);
    expect(ms).toBeGreaterThan(12_800);
    expect(ms).toBeLessThan(14_200);
  });

  it('sees that they stop where a signed byte of tenths of a second ends', async () => {
    for (const lastMs of [12_000, 12_700]) expect((await watched(lastMs)).verdict).toBe('fail');
  });
});
