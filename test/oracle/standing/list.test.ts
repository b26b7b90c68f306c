import { describe, expect, it } from 'vitest';
import {
  judgeComplete,
  judgeConnectedOnly,
  judgeRequester,
  judgeTwice,
} from '../../../src/oracle/standing/list.ts';
import type { TraceEvent } from '../../../src/oracle/trace.ts';
import type { Endpoint } from '../../../src/wire/endpoint.ts';
import {
  addresses,
  asks,
  dropsBy,
  hellos,
  lab,
  late,
  PEER,
  received,
  says,
  sent,
  verdictOf,
  WITNESS,
} from '../../support/trace.ts';

const SECONDS = Array.from({ length: 12 }, (_, i) => 1000 + 1000 * i);

/** The peer says Hello each second, and is greeted 500 ms after. */
function lives(peer: Endpoint, times: readonly number[] = SECONDS): TraceEvent[] {
  return [
    ...says(times, peer),
    ...hellos(
      times.map((at) => at + 500),
      peer,
    ),
  ];
}

const both = [...lives(PEER), ...lives(WITNESS)];
const full = (at: number): TraceEvent[] => asks(at, [PEER, WITNESS]);
const without = (at: number): TraceEvent[] => asks(at, [WITNESS]);

describe('REQ-3: answers are complete', () => {
  it('passes a peer that is missing once; fails one that is missing twice', () => {
    expect(verdictOf(judgeComplete, [...both, ...full(3300), ...full(5300)])).toBe('pass');
    expect(verdictOf(judgeComplete, [...both, ...full(3300), ...without(5300)])).toBe('pass');
    expect(verdictOf(judgeComplete, [...both, ...without(3300), ...without(5300)])).toBe('fail');
  });

  it('passes who is missing for all that ask between two of its Hellos: one of them was lost', () => {
    const [A, B] = [lab(1), lab(2)];
    const three = [...both, ...lives(A), ...lives(B)];
    const asked = (at: number, asker: Endpoint): TraceEvent[] => asks(at, [WITNESS, A, B], asker);
    const once = [...asked(3300, WITNESS), ...asked(3310, A), ...asked(3900, B)];
    expect(verdictOf(judgeComplete, [...three, ...once])).toBe('pass');
    expect(verdictOf(judgeComplete, [...three, ...once, ...asked(4900, WITNESS)])).toBe('fail');
  });

  it('passes who is there more often than missing: a datagram of a long answer gets lost', () => {
    const rest = [...full(7300), ...full(9300), ...full(11_300)];
    expect(verdictOf(judgeComplete, [...both, ...without(3300), ...without(5300), ...rest])).toBe('pass');
  });

  it('does not believe what is missing of a long answer while this machine is too busy to send and read it', () => {
    const crowd = Array.from({ length: 20 }, (_, i) => lab(i));
    const short = [3300, 5300, 7300].flatMap((at) => asks(at, [WITNESS, ...crowd]));
    const missing = [...both, ...crowd.flatMap((peer) => lives(peer)), ...short];
    expect(verdictOf(judgeComplete, [...missing, late(7600, 250)])).toBe('fail');
    expect(verdictOf(judgeComplete, [...missing, late(7600, 251)])).toBe('inconclusive');
    expect(verdictOf(judgeComplete, [...missing, late(3200, 900)])).toBe('fail'); // over before it was asked
  });

  it('takes an answer in parts for one', () => {
    const parts = (at: number): TraceEvent[] => [
      ...without(at),
      received(at + 200, addresses(PEER), WITNESS),
    ];
    expect(verdictOf(judgeComplete, [...both, ...parts(3300), ...parts(5300)])).toBe('pass');
  });

  it('owes nobody a place who is not greeted, whose Hello is old or has come just now, or who asks', () => {
    const twice = [...without(3300), ...without(5300)];
    expect(verdictOf(judgeComplete, [...says(SECONDS), ...lives(WITNESS), ...twice])).toBe('pass');
    // Greeted 2.3 s ago; a Hello 1.6 s, and 40 ms old.
    const once = [...says(SECONDS), ...hellos([3000, 7000]), ...lives(WITNESS)];
    expect(verdictOf(judgeComplete, [...once, ...without(5300), ...without(9300)])).toBe('pass');
    const old = [...lives(PEER, [1000, 4000]), ...lives(WITNESS), ...hellos([2500, 5500])];
    expect(verdictOf(judgeComplete, [...old, ...without(2600), ...without(5700)])).toBe('pass');
    const fresh = [...lives(PEER, [3000, 7000]), ...lives(WITNESS), ...hellos([2900, 6900])];
    expect(verdictOf(judgeComplete, [...fresh, ...without(3040), ...without(7040)])).toBe('pass');
    expect(verdictOf(judgeComplete, [...both, ...asks(3300, [PEER]), ...asks(5300, [PEER])])).toBe('pass');
  });

  it('owes a start peer its place once two Hellos came, and not in a crowd', () => {
    const start = { startPeer: PEER };
    const twice = [...without(3300), ...without(5300)];
    expect(verdictOf(judgeComplete, [...both, ...twice], start)).toBe('fail');
    // A Hello each 3 s: the one before may be lost, or have been forgotten.
    const seldom = [...lives(PEER, [2500, 5500]), ...lives(WITNESS), ...hellos([2600, 5600])];
    expect(verdictOf(judgeComplete, [...seldom, ...without(3300), ...without(6300)], start)).toBe('pass');
    expect(verdictOf(judgeComplete, [...seldom, ...without(3300), ...without(6300)])).toBe('fail');
    const crowd = Array.from({ length: 11 }, (_, i) => says(SECONDS, lab(i))).flat();
    expect(verdictOf(judgeComplete, [...both, ...crowd, ...twice], start)).toBe('pass');
    expect(verdictOf(judgeComplete, [...both, ...crowd.slice(12), ...twice], start)).toBe('fail');
  });

  it('counts three times in a crowd, and more often than not: many may lose a datagram twice', () => {
    const crowd = Array.from({ length: 11 }, (_, i) => says(SECONDS, lab(i))).flat();
    const twice = [...without(3300), ...without(5300)];
    const thrice = [...twice, ...without(7300)];
    expect(verdictOf(judgeComplete, [...both, ...crowd, ...twice])).toBe('pass');
    expect(verdictOf(judgeComplete, [...both, ...crowd, ...thrice])).toBe('fail');
    expect(verdictOf(judgeComplete, [...both, ...crowd.slice(12), ...twice])).toBe('fail');
    const half = [...full(9300), ...full(10_400), ...full(11_500)];
    expect(verdictOf(judgeComplete, [...both, ...crowd, ...thrice, ...half])).toBe('pass');
  });

  it('is not sure where the kernel dropped, or we were late', () => {
    const twice = [...both, ...without(3300), ...without(5300)];
    expect(verdictOf(judgeComplete, [...twice, ...dropsBy(20_000)])).toBe('inconclusive');
    expect(verdictOf(judgeComplete, [...twice, late(4000, 1001)])).toBe('inconclusive');
    expect(verdictOf(judgeComplete, [...twice, late(4000, 1000)])).toBe('fail');
    expect(verdictOf(judgeComplete, both)).toBe('not-observed');
  });
});

describe('REQ-4: lists are of connected peers', () => {
  it('warns of an announced address that never says Hello, and of a start peer', () => {
    const named = [...both, sent(1500, addresses(lab(1)))];
    expect(verdictOf(judgeConnectedOnly, [...named, ...full(3300)])).toBe('pass');
    expect(verdictOf(judgeConnectedOnly, [...named, ...asks(3300, [PEER, lab(1)])])).toBe('warn');
    expect(verdictOf(judgeConnectedOnly, [...lives(WITNESS), ...full(3300)], { startPeer: PEER })).toBe(
      'warn',
    );
    // Said while the answer was under way.
    const soon = [...named, ...says([3400], lab(1)), ...asks(3300, [PEER, lab(1)])];
    expect(verdictOf(judgeConnectedOnly, soon)).toBe('pass');
    expect(verdictOf(judgeConnectedOnly, both)).toBe('not-observed');
  });
});

describe('REQ-5: the requester is listed too', () => {
  const left = (at: number): TraceEvent[] => asks(at, [PEER]);

  it('warns if it is left out twice, and in half of the answers', () => {
    expect(verdictOf(judgeRequester, [...both, ...left(3300), ...left(5300)])).toBe('warn');
    expect(verdictOf(judgeRequester, [...both, ...left(3300), ...full(5300)])).toBe('pass');
    expect(
      verdictOf(judgeRequester, [...both, ...left(3300), ...left(5300), ...full(7300), ...full(9300)]),
    ).toBe('warn');
    const rest = [...full(7300), ...full(9300), ...full(11_300)];
    expect(verdictOf(judgeRequester, [...both, ...left(3300), ...left(5300), ...rest])).toBe('pass');
  });

  it('says nothing of a stranger, and is not sure where datagrams were dropped', () => {
    expect(verdictOf(judgeRequester, [...lives(PEER), ...left(3300), ...left(5300)])).toBe('not-observed');
    const events = [...both, ...left(3300), ...left(5300), ...dropsBy(20_000)];
    expect(verdictOf(judgeRequester, events)).toBe('inconclusive');
  });
});

describe('REQ-6: nobody is listed twice in one answer', () => {
  const twin = (at: number): TraceEvent[] => asks(at, [PEER, WITNESS, PEER]);
  const across = (at: number): TraceEvent[] => [
    ...asks(at, [PEER, WITNESS]),
    received(at + 20, addresses(PEER, lab(1)), WITNESS),
  ];
  const doubled = (at: number): TraceEvent[] => [
    ...asks(at, [PEER, WITNESS]),
    received(at + 20, addresses(PEER, WITNESS), WITNESS),
  ];

  it('warns of twins in one datagram, and in two of one answer, seen twice', () => {
    expect(verdictOf(judgeTwice, [...both, ...twin(3300), ...twin(5300)])).toBe('warn');
    expect(verdictOf(judgeTwice, [...both, ...across(3300), ...across(5300)])).toBe('warn');
    expect(verdictOf(judgeTwice, [...both, ...twin(3300), ...full(5300)])).toBe('pass');
  });

  it('passes a datagram that the network doubled, and one peer in two answers', () => {
    expect(verdictOf(judgeTwice, [...both, ...doubled(3300), ...doubled(5300)])).toBe('pass');
    expect(verdictOf(judgeTwice, [...both, ...full(3300), ...full(5300)])).toBe('pass');
    expect(verdictOf(judgeTwice, both)).toBe('not-observed');
  });
});
