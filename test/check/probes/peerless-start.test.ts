import { describe, expect, it } from 'vitest';
import { peerlessStart } from '../../../src/check/probes/peerless-start.ts';
import type { Trace, TraceEvent } from '../../../src/oracle/trace.ts';
import { exited, hellos, PEER, sent, traceOf } from '../../support/trace.ts';

// Asked at 1 s.
const ASKED = [sent(1000, '6801'), sent(1300, '68010202')];

function verdict(events: readonly TraceEvent[], more: Partial<Trace> = {}): string {
  const all = peerlessStart.judge?.({ ...traceOf(events), ...more }) ?? [];
  return all.map((one) => one.verdict).join();
}

describe('a node that is started with PORT alone', () => {
  it('passes if it greets who comes first, and is not judged for silence', () => {
    expect(verdict([...ASKED, ...hellos([2000])])).toBe('pass');
    expect(verdict(ASKED)).toBe('not-observed');
  });

  it('is not judged if it ends by itself without a word, whenever', () => {
    expect(verdict([exited(20, { code: 2 })])).toBe('skipped');
    expect(verdict([...ASKED, exited(5000)])).toBe('skipped');
  });

  it('fails if it dies of what it is sent, also by an end of its own once it has greeted', () => {
    expect(verdict([...ASKED, exited(1301, { code: null, signal: 'SIGFPE' })])).toBe('fail');
    expect(verdict([...ASKED, ...hellos([2000]), exited(2500, { code: 1 })])).toBe('fail');
    expect(verdict([...ASKED, exited(1301, { code: null, signal: 'SIGKILL' })])).toBe('inconclusive');
  });

  it('is warned of a crash for want of arguments: no datagram caused it', () => {
    expect(verdict([exited(20, { code: null, signal: 'SIGSEGV' })])).toBe('warn');
    expect(verdict([exited(20, { sanitizer: 'ERROR: AddressSanitizer: SEGV', code: 1 })])).toBe('warn');
  });

  it('has to be started by us, by a command that can do without a peer', () => {
    expect(verdict(ASKED, { startedAt: null })).toBe('');
    expect(verdict(ASKED, { startPeer: PEER })).toBe('skipped');
  });
});
