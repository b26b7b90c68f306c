import { describe, expect, it } from 'vitest';
import { quietStart } from '../../../src/check/probes/quiet-start.ts';
import type { TraceEvent } from '../../../src/oracle/trace.ts';
import { dropsBy, exited, hellos, late, mark, PEER, traceOf } from '../../support/trace.ts';

// The start peer says nothing: marked from 0 to 4 s; an empty body at 1.2 s, watched to 3.7 s.
const MARKS = [mark(0, 'silent start peer', 4000), mark(1200, 'an empty body', 3700)];

/** The verdicts of HEL-1 and of ROB-1. */
function verdicts(events: readonly TraceEvent[]): (string | undefined)[] {
  const trace = { ...traceOf([...MARKS, ...events]), startPeer: PEER };
  return (quietStart.judge?.(trace) ?? []).map(({ verdict }) => verdict);
}

describe('a node whose start peer says nothing', () => {
  it('greets it twice in 4 s, and goes on after an empty body', () => {
    expect(verdicts(hellos([100, 1100, 2100, 3100]))).toEqual(['pass', 'pass']);
    expect(verdicts(hellos([1000, 4000]))).toEqual(['pass', 'fail']);
    expect(verdicts(hellos([1000, 4001]))).toEqual(['fail', 'fail']);
    expect(verdicts(hellos([1000, 3700]))).toEqual(['pass', 'pass']);
  });

  it('cannot be told to have stopped if it had not begun', () => {
    expect(verdicts(hellos([4500]))).toEqual(['fail', 'inconclusive']);
    expect(verdicts([])).toEqual(['inconclusive', 'inconclusive']);
  });

  it('may have died, or its Hellos have been dropped', () => {
    expect(verdicts([...hellos([1000]), exited(2000, { signal: 'SIGSEGV' })])).toEqual([
      'inconclusive',
      'fail',
    ]);
    expect(verdicts([...hellos([1000]), ...dropsBy(5000)])).toEqual(['inconclusive', 'inconclusive']);
    expect(verdicts([...hellos([1000]), late(2000, 1001)])).toEqual(['inconclusive', 'inconclusive']);
  });
});
