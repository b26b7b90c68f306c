import { describe, expect, it } from 'vitest';
import { verbatim } from '../../src/lang/sentence.ts';
import { judgeGrowth } from '../../src/oracle/growth.ts';
import type { TraceEvent } from '../../src/oracle/trace.ts';
import { CHECK, exited, hellos, PEER, sent, traceOf } from '../support/trace.ts';

const MIB = 2 ** 20;
const MET: TraceEvent = {
  type: 'expect',
  at: 9000,
  check: CHECK,
  kind: 'greeting',
  group: 'g',
  peer: PEER,
  about: null,
  until: 11_500,
  control: null,
  route: 'greeting',
  stimulus: 's',
};

interface Used {
  readonly mib: number;
  readonly fds?: number;
  readonly threads?: number;
  readonly processes?: number;
}

function sampleOf({ mib, fds = 5, threads = 1, processes = 1 }: Used, i: number): TraceEvent {
  return { type: 'sample', at: 1000 * (i + 1), check: CHECK, rss: mib * MIB, fds, threads, processes };
}

function verdict(used: readonly Used[], more: readonly TraceEvent[] = hellos([9500]), id = 'ROB-5'): string {
  const samples = used.map(sampleOf);
  return judgeGrowth(
    traceOf([sent(500, '68010102'), ...samples, MET, ...more]),
    CHECK,
    id,
    verbatim('datagrams'),
  ).verdict;
}

describe('what the target uses', () => {
  it('may grow by 20 MiB, not by more', () => {
    expect(verdict([{ mib: 10 }, { mib: 30 }])).toBe('pass');
    expect(verdict([{ mib: 10 }, { mib: 31 }])).toBe('fail');
    expect(verdict([{ mib: 10 }, { mib: 31 }], hellos([9500]), 'ROB-4')).toBe('warn');
  });

  it('is what this check saw: another beside it may fill the table', () => {
    const theirs = (at: number, mib: number): TraceEvent => {
      const rest = { fds: 5, threads: 1, processes: 1 };
      return { type: 'sample', at, check: 'other', rss: mib * MIB, ...rest };
    };
    const around = [theirs(900, 1), theirs(3000, 90), ...hellos([9500])];
    expect(verdict([{ mib: 10 }, { mib: 20 }], around)).toBe('pass');
    expect(verdict([{ mib: 10 }, { mib: 31 }], around)).toBe('fail');
  });

  it('counts from before the warm-up, and weighs from behind it', () => {
    const used = [
      { mib: 1, threads: 1 },
      { mib: 40, threads: 30 },
      { mib: 50, threads: 40 },
    ].map(({ mib, threads }, i): TraceEvent => {
      const rest = { fds: 5, processes: 1 };
      return { type: 'sample', at: 1000 * (i + 1), check: CHECK, rss: mib * MIB, threads, ...rest };
    });
    const judged = (samples: readonly TraceEvent[], warmUp?: number): string =>
      judgeGrowth(
        traceOf([...samples, MET, ...hellos([9500])]),
        CHECK,
        'ROB-5',
        verbatim('datagrams'),
        warmUp,
      ).verdict;
    expect(judged(used, 1)).toBe('pass');
    expect(judged(used)).toBe('fail');
    const [first, ...others] = used;
    const more = others.map((one) => (one.type === 'sample' ? { ...one, threads: 60 } : one));
    expect(judged([...(first === undefined ? [] : [first]), ...more], 1)).toBe('fail');
  });

  it('may settle: a heap that has stopped growing is no leak', () => {
    expect(verdict([{ mib: 10 }, { mib: 60 }, { mib: 65 }])).toBe('pass');
    expect(verdict([{ mib: 10 }, { mib: 60 }, { mib: 66 }])).toBe('fail');
    expect(verdict([{ mib: 10 }, { mib: 40 }, { mib: 70 }])).toBe('fail');
  });

  it('is descriptors, threads and processes as well: 50 more', () => {
    for (const key of ['fds', 'threads', 'processes'] as const) {
      expect(
        verdict([
          { mib: 10, [key]: 1 },
          { mib: 10, [key]: 51 },
        ]),
        key,
      ).toBe('pass');
      expect(
        verdict([
          { mib: 10, [key]: 1 },
          { mib: 10, [key]: 52 },
        ]),
        key,
      ).toBe('fail');
    }
  });

  it('has the name of what brings the rest with it', () => {
    const what = (more: Partial<Used>): string => {
      const samples = [{ mib: 10 }, { mib: 60, ...more }].map((used, i) => sampleOf(used, i));
      const trace = traceOf([...samples, ...hellos([9500])]);
      return (
        judgeGrowth(trace, CHECK, 'ROB-5', 'datagrams from the same few peers').actual.split(' ')[0] ?? ''
      );
    };
    expect(what({ fds: 300, threads: 200, processes: 200 })).toBe('processes');
    expect(what({ fds: 300, threads: 200 })).toBe('threads');
    expect(what({ fds: 300 })).toBe('descriptors');
    expect(what({})).toBe('memory');
  });

  it('is not known from one sample or none', () => {
    expect(verdict([{ mib: 10 }])).toBe('not-observed');
    expect(verdict([])).toBe('not-observed');
  });

  it('is no matter of a node that died or fell silent: that is a failure of its own', () => {
    expect(verdict([{ mib: 10 }, { mib: 10 }], [...hellos([600]), exited(9200, { signal: 'SIGSEGV' })])).toBe(
      'fail',
    );
    expect(verdict([{ mib: 10 }, { mib: 10 }], hellos([600]))).toBe('fail');
  });
});
