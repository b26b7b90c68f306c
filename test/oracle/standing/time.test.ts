import { describe, expect, it } from 'vitest';
import { judgeLatency } from '../../../src/oracle/standing/latency.ts';
import { judgeRequests } from '../../../src/oracle/standing/request.ts';
import { judgeSilent } from '../../../src/oracle/standing/silent.ts';
import type { TraceEvent } from '../../../src/oracle/trace.ts';
import {
  addresses,
  asks,
  dropsBy,
  hellos,
  late,
  PEER,
  received,
  says,
  sent,
  verdictOf,
  WITNESS,
} from '../../support/trace.ts';

describe('REQ-7: an answer comes within a second', () => {
  const answered = (at: number, ms: number): TraceEvent[] => [
    sent(at, '68010202', WITNESS),
    received(at + ms, addresses(PEER), WITNESS),
  ];

  it('passes 0.9 s, warns of 1.1 s, seen twice and in half of the answers', () => {
    expect(verdictOf(judgeLatency, [...answered(1000, 900), ...answered(5000, 900)])).toBe('pass');
    expect(verdictOf(judgeLatency, [...answered(1000, 1100), ...answered(5000, 1100)])).toBe('warn');
    expect(verdictOf(judgeLatency, [...answered(1000, 1100), ...answered(5000, 900)])).toBe('pass');
    const quick = [...answered(9000, 9), ...answered(13_000, 9), ...answered(17_000, 9)];
    expect(verdictOf(judgeLatency, [...answered(1000, 1100), ...answered(5000, 1100), ...quick])).toBe(
      'pass',
    );
    expect(verdictOf(judgeLatency, answered(1000, 1100))).toBe('inconclusive');
    expect(verdictOf(judgeLatency, says([500]))).toBe('not-observed');
  });

  it('widens by twice our own lateness, in the window of the answer', () => {
    const slow = [...answered(1000, 1100), ...answered(5000, 1100)];
    expect(verdictOf(judgeLatency, [...slow, late(1500, 49)])).toBe('warn');
    expect(verdictOf(judgeLatency, [...slow, late(1500, 50)])).toBe('inconclusive');
    // Told when our own turn came again, behind the answer.
    expect(verdictOf(judgeLatency, [...slow, late(6190, 50)])).toBe('inconclusive');
    expect(verdictOf(judgeLatency, [...slow, late(3000, 500)])).toBe('warn');
    expect(verdictOf(judgeLatency, [...answered(1000, 1000), late(3000, 50)])).toBe('pass');
  });

  it('does not take the answer to an older request for one to this', () => {
    // Each request 1.15 s after the one before, each answer 1.5 s late: only the first is told apart.
    const asked = [1000, 2150, 3300].flatMap((at) => answered(at, 1500));
    expect(verdictOf(judgeLatency, asked)).toBe('not-observed');
  });
});

describe('REQ-8: each connected peer is asked', () => {
  // Peer and node say Hello to each other all the time.
  const to = (end: number): TraceEvent[] => {
    const times = Array.from({ length: end / 1000 }, (_, i) => 1000 * (i + 1));
    return [...says(times), ...hellos(times)];
  };

  it('warns of none in 35 s, and of none in 35 s after one', () => {
    expect(verdictOf(judgeRequests, to(34_000))).toBe('not-observed'); // the watch ends with the trace
    expect(verdictOf(judgeRequests, to(36_000))).toBe('warn');
    expect(verdictOf(judgeRequests, [...to(60_000), received(2000, '68010202')])).toBe('warn');
    expect(verdictOf(judgeRequests, [...to(60_000), received(30_000, '68010202')])).toBe('pass');
    expect(verdictOf(judgeRequests, [...to(36_000), ...dropsBy(40_000)])).toBe('inconclusive');
  });

  it('does not take a request to the start peer for one to each', () => {
    const short = [...to(14_000), received(10_000, '68010202')];
    expect(verdictOf(judgeRequests, short, { startPeer: PEER })).toBe('not-observed');
    expect(verdictOf(judgeRequests, short, { startPeer: WITNESS })).toBe('pass');
  });

  it('counts from when the node is a second old, and not over a silence of the peer', () => {
    expect(verdictOf(judgeRequests, to(36_000), { startedAt: 1500 })).toBe('not-observed');
    const pause = to(60_000).filter(({ at }) => at < 30_000 || at > 33_000);
    expect(verdictOf(judgeRequests, pause)).toBe('not-observed');
  });
});

describe('HEL-4 on any trace: nobody is listed 6.5 s after the last word', () => {
  const joined = says([1000]);
  const listed = (...times: number[]): TraceEvent[] => times.flatMap((at) => asks(at, [PEER]));

  it('fails two entries after 6.5 s; one may be late', () => {
    expect(verdictOf(judgeSilent, [...joined, ...listed(7490, 8600)])).toBe('pass');
    expect(verdictOf(judgeSilent, [...joined, ...listed(7510, 8600)])).toBe('fail');
    expect(verdictOf(judgeSilent, [...joined, ...listed(7510, 8600), ...dropsBy(9000)])).toBe('fail'); // seen is seen
    expect(verdictOf(judgeSilent, [...joined, ...listed(7510, 8600), late(5000, 10)])).toBe('pass');
    expect(verdictOf(judgeSilent, [...joined, ...listed(7000)])).toBe('not-observed');
  });

  it('leaves what renews besides to HEL-5, and hearsay to REQ-4', () => {
    expect(verdictOf(judgeSilent, [...joined, sent(5000, '68010202'), ...listed(7510, 8600, 12_000)])).toBe(
      'pass',
    );
    expect(
      verdictOf(judgeSilent, [...joined, sent(5000, addresses(PEER), WITNESS), ...listed(7510, 8600)]),
    ).toBe('pass');
    expect(verdictOf(judgeSilent, [...joined, ...listed(7510, 8600)], { startPeer: PEER })).toBe('pass');
  });
});
