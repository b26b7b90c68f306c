import { describe, expect, it } from 'vitest';
import { judgeProbe } from '../../src/oracle/probe-judge.ts';
import type { ExpectEvent, ProcessEvent, TraceEvent } from '../../src/oracle/trace.ts';
import { hellos, PEER, received, says, sent, traceOf, WITNESS } from '../support/trace.ts';

// 127.30.40.127:32540, the witness, as a Peer Address: port 7f1c, address 7f1e287f.
const ANSWER = '680103087f1c7f1e287f';
const HELLO = '68010102';

function expects(kind: ExpectEvent['kind'], at: number, more: Partial<ExpectEvent> = {}): TraceEvent {
  const route = kind === 'answer' ? 'answer' : 'greeting';
  const until = at + (kind === 'answer' ? 1200 : 2500);
  const group = `${kind}/${at}`;
  return {
    type: 'expect',
    at,
    check: 'c',
    kind,
    group,
    peer: PEER,
    about: null,
    until,
    control: null,
    route,
    stimulus: 's',
    ...more,
  };
}

/** Both controls held at `at`. */
function control(at: number, when: 'before' | 'after'): TraceEvent[] {
  return [
    sent(at - 100, HELLO, WITNESS),
    expects('greeting', at, { control: when, group: `g${at}` }),
    expects('answer', at, { control: when, group: `a${at}` }),
    received(at + 10, ANSWER),
    received(at + 500, HELLO),
  ];
}

function died(at: number, signal: string | null, byUs = false): ProcessEvent {
  return {
    type: 'exited',
    at,
    code: signal === null ? 0 : null,
    signal,
    byUs,
    reason: null,
    sanitizer: null,
    output: '',
  };
}

function verdict(events: readonly TraceEvent[], id = 'TLV-2'): string {
  return judgeProbe(traceOf(events), 'c', id).verdict;
}

describe('the verdict of a probe', () => {
  const before = control(1000, 'before');
  const after = control(9000, 'after');
  const quiet = expects('quiet', 4000);
  const answer = expects('answer', 4000);

  it('passes silence between two controls that held', () => {
    expect(verdict([...before, quiet, ...after])).toBe('pass');
  });

  it('does not believe silence if the control before it failed', () => {
    const failed = [expects('greeting', 1000, { control: 'before' }), received(500, HELLO)];
    expect(verdict([...failed, quiet, ...after])).toBe('inconclusive');
  });

  it('calls a node that is silent afterwards a failure: it hangs', () => {
    const failed = [expects('greeting', 9000, { control: 'after' })];
    expect(verdict([...before, quiet, ...failed])).toBe('fail');
  });

  it('fails a reaction, a warning where the row is a should', () => {
    expect(verdict([...before, quiet, received(4500, HELLO), ...after])).toBe('fail');
    expect(verdict([...before, quiet, received(4500, HELLO), ...after], 'REQ-2')).toBe('warn');
  });

  it('fails a missing answer, but not one that was only late, nor one in a second try', () => {
    expect(verdict([...before, answer, ...after])).toBe('fail');
    expect(verdict([...before, answer, received(6500, ANSWER), ...after])).toBe('pass');
    const tries = [expects('answer', 4000, { group: 'x' }), expects('answer', 5200, { group: 'x' })];
    expect(verdict([...before, sent(5000, HELLO, WITNESS), ...tries, received(5300, ANSWER), ...after])).toBe(
      'pass',
    );
  });

  it('is not sure of what is missing where the kernel dropped datagrams or we were late', () => {
    const drops = (at: number, target: number): TraceEvent => ({ type: 'drops', at, ours: 0, target });
    expect(verdict([drops(0, 0), ...before, answer, ...after, drops(12_000, 1)])).toBe('inconclusive');
    expect(verdict([...before, answer, { type: 'late', at: 4100, ms: 1400 }, ...after])).toBe('inconclusive');
  });

  it('tells death from silence', () => {
    expect(verdict([...before, quiet, died(4010, 'SIGSEGV')])).toBe('fail');
    expect(verdict([...before, died(3000, 'SIGSEGV'), quiet])).toBe('fail'); // noticed before the rest was said
    const unmet = [received(500, HELLO), expects('greeting', 1000, { control: 'before' })];
    expect(verdict([...unmet, died(1100, 'SIGSEGV'), quiet])).toBe('inconclusive');
    expect(verdict([...before, quiet, died(4010, 'SIGKILL')])).toBe('inconclusive'); // somebody else did it
    expect(verdict([...before, quiet, ...after, died(13_000, 'SIGTERM', true)])).toBe('pass');
  });

  it('says nothing of a node that never spoke', () => {
    expect(verdict([quiet, answer])).toBe('inconclusive');
  });

  it('counts replies to Hellos of the peer as no disturbance of the schedule: HEL-7 judges them', () => {
    const calm = expects('calm', 3000, { until: 5200 });
    const own = says([3100, 4100, 5100]);
    const replied = hellos([3110, 3500, 4110, 4500, 5110]);
    expect(verdict([...before, calm, ...own, ...replied, ...after], 'ADR-5')).toBe('pass');
    expect(verdict([...before, calm, ...replied, ...after], 'ADR-5')).toBe('fail');
    const burst = hellos([3200, 3210, 3220, 3230]);
    expect(verdict([...before, calm, ...own, ...replied, ...burst, ...after], 'ADR-5')).toBe('fail');
  });
});
