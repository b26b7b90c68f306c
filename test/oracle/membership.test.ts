import { describe, expect, it } from 'vitest';
import { judgeDropped, judgeOnlyHello, judgeRenewed, judgeReturn } from '../../src/oracle/membership.ts';
import type { TraceEvent } from '../../src/oracle/trace.ts';
import type { Judgement } from '../../src/oracle/verdict.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import {
  addresses,
  asks,
  CHECK,
  dropsBy,
  exited,
  lab,
  late,
  mark,
  PEER,
  says,
  sent,
  traceOf,
  WITNESS,
} from '../support/trace.ts';

// The bands of protocol.md by hand: HEL-3 to HEL-6. The witness asks; PEER and OTHER are looked for.
const OTHER = lab(1);
const [RUMOUR, STRANGER] = [lab(2), lab(3)];
const DOUBTS: readonly (readonly [string, readonly TraceEvent[]])[] = [
  ['a datagram that the kernel dropped', dropsBy(30_000)],
  ['a machine that is late', [late(5000, 1001)]],
];

type Judge = (trace: ReturnType<typeof traceOf>, check: string) => Judgement;

function verdict(judge: Judge, events: readonly TraceEvent[]): string {
  return judge(traceOf(events), CHECK).verdict;
}

/** Answers at these times that list those of the peers that `is` says, and the witness. */
function answers(
  times: readonly number[],
  is: (peer: Endpoint, at: number) => boolean,
  peers: readonly Endpoint[] = [PEER, OTHER],
): TraceEvent[] {
  return times.flatMap((at) => asks(at, [WITNESS, ...peers.filter((peer) => is(peer, at))]));
}

describe('HEL-4: a silent peer is on the list for 4 s', () => {
  const join: TraceEvent[] = [PEER, OTHER].flatMap((peer) => [
    mark(1000, 'silent', 12_000, peer),
    ...says([1000], peer),
  ]);
  /** One Hello at 1000; on the list when asked so long after it. */
  const listedAfter = (
    listed: readonly number[],
    unlisted: readonly number[],
    both = true,
  ): readonly TraceEvent[] => [
    ...join,
    ...answers(
      [...listed, ...unlisted].map((after) => 1000 + after),
      (peer, at) => listed.includes(at - 1000) || (!both && peer === OTHER && at < 5000),
    ),
  ];

  it('passes 4 s, and what lies between 3.5 and 5.5 s', () => {
    expect(verdict(judgeDropped, listedAfter([900, 3900], [5200, 7000]))).toBe('pass');
    expect(verdict(judgeDropped, listedAfter([900, 2800], [3600, 7000]))).toBe('pass');
    expect(verdict(judgeDropped, listedAfter([900, 3900, 5400], [7000]))).toBe('pass');
  });

  it('cannot tell of a peer that was last looked for in its first two seconds, and then when it had to be gone', () => {
    expect(verdict(judgeDropped, listedAfter([900, 1900], [3600, 7000]))).toBe('inconclusive');
    expect(verdict(judgeDropped, listedAfter([900, 2000], [3600, 7000]))).toBe('pass');
  });

  it('warns of a peer that is missing from 2.9 to 3.5 s, and listed from 5.5 to 6.5 s', () => {
    for (const after of [3000, 3400])
      expect(verdict(judgeDropped, listedAfter([900], [after, 7000])), `${after}`).toBe('warn');
    for (const after of [5600, 6400])
      expect(verdict(judgeDropped, listedAfter([900, after], [8000])), `${after}`).toBe('warn');
  });

  it('fails a peer that is missing before 2.9 s, or listed after 6.5 s', () => {
    expect(verdict(judgeDropped, listedAfter([900], [2800, 7000]))).toBe('fail');
    expect(verdict(judgeDropped, listedAfter([900, 6600], [8000]))).toBe('fail');
  });

  it('wants to see it in both tries', () => {
    expect(verdict(judgeDropped, listedAfter([900], [2800, 7000], false))).toBe('inconclusive');
    const one = answers([1900, 7600, 9000], (peer, at) => at < 3000 || (peer === PEER && at < 8000));
    expect(verdict(judgeDropped, [...join, ...one])).toBe('inconclusive');
  });

  it('cannot tell without answers, nor of a peer that never was on a list', () => {
    expect(verdict(judgeDropped, listedAfter([900, 3000], []))).toBe('inconclusive');
    expect(verdict(judgeDropped, listedAfter([], [900, 7000]))).toBe('inconclusive');
    expect(verdict(judgeDropped, join)).toBe('inconclusive');
    expect(verdict(judgeDropped, [])).toBe('inconclusive');
  });

  it.each(DOUBTS)('with %s holds what is seen, not what is missing, against it', (_, doubt) => {
    expect(verdict(judgeDropped, [...listedAfter([900], [2800, 7000]), ...doubt])).toBe('inconclusive');
    expect(verdict(judgeDropped, [...listedAfter([900], [3000, 7000]), ...doubt])).toBe('inconclusive');
    expect(verdict(judgeDropped, [...listedAfter([900, 7900], [8400]), ...doubt])).toBe('fail');
  });

  it('allows a Hello to wait as long as this machine was late', () => {
    const kept = listedAfter([900, 6800], [8000]);
    expect(verdict(judgeDropped, [...kept, late(5000, 299)])).toBe('fail');
    expect(verdict(judgeDropped, [...kept, late(5000, 300)])).toBe('warn');
  });
});

describe('HEL-3: who says Hello each second stays on the list', () => {
  const seconds = Array.from({ length: 12 }, (_, i) => 1000 + 1000 * i);
  const renewed: TraceEvent[] = [PEER, OTHER].flatMap((peer) => [
    mark(1000, 'renewed', 12_000, peer),
    ...says(seconds, peer),
  ]);
  // Between the Hellos: 300 ms after one.
  const times = [2300, 4300, 5300, 6300, 7300, 8300];
  const where = (is: (peer: Endpoint, at: number) => boolean): string =>
    verdict(judgeRenewed, [...renewed, ...answers(times, is)]);

  it('passes if both are in each answer, and whatever comes in the first 3 s', () => {
    expect(where(() => true)).toBe('pass');
    expect(verdict(judgeRenewed, [...renewed, ...answers([2300, ...times], (_, at) => at !== 3300)])).toBe(
      'pass',
    );
  });

  it('fails if both are missing in one, is not sure if one is', () => {
    expect(where((_, at) => at !== 6300)).toBe('fail');
    expect(where((peer, at) => peer === PEER || at !== 6300)).toBe('inconclusive');
  });

  it('looks at no answer for which the last Hello came just now, or long ago', () => {
    const early = answers([6050], () => false);
    expect(verdict(judgeRenewed, [...renewed, ...answers(times, () => true), ...early])).toBe('pass');
    const pause = renewed.filter((event) => event.type === 'mark' || event.at < 7000 || event.at > 9000);
    const gap = answers([2300, 4300, 5300, 6300, 10_300, 8700], (_, at) => at !== 8700);
    expect(verdict(judgeRenewed, [...pause, ...gap])).toBe('pass'); // asked 2.7 s after the last one
  });

  it('cannot tell of peers that never joined, nor from three answers', () => {
    expect(where(() => false)).toBe('inconclusive');
    expect(verdict(judgeRenewed, [...renewed, ...answers(times.slice(0, 4), () => true)])).toBe(
      'inconclusive',
    );
  });

  it.each(DOUBTS)('is not sure of what is missing with %s', (_, doubt) => {
    const missing = answers(times, (_peer, at) => at !== 6300);
    expect(verdict(judgeRenewed, [...renewed, ...missing, ...doubt])).toBe('inconclusive');
  });

  it('blames a death where it happened', () => {
    expect(verdict(judgeRenewed, [...renewed, exited(5000, { signal: 'SIGSEGV' })])).toBe('fail');
    expect(verdict(judgeRenewed, [...renewed, exited(500, { signal: 'SIGSEGV' })])).toBe('inconclusive');
    expect(verdict(judgeRenewed, [...renewed, exited(5000, { signal: 'SIGKILL' })])).toBe('inconclusive');
  });
});

describe('HEL-5: only a Hello connects or renews', () => {
  const looks = [1900, 3000, 6200, 7900, 9000];
  const joins: TraceEvent[] = [
    mark(1000, 'requests', 12_000),
    ...says([1000]),
    ...[2000, 4000, 6000, 8000].map((at) => sent(at, '68010202')),
  ];
  const strangers = [mark(1000, 'requests alone', 12_000, STRANGER), sent(2000, '68010202', STRANGER)];
  const others = (part: string): TraceEvent[] => [mark(1000, part, 12_000, OTHER), ...says([1000], OTHER)];
  const normal = (peer: Endpoint, at: number): boolean => peer === PEER && at < 4500;
  const named = (peer: Endpoint, times: readonly number[]): TraceEvent[] =>
    times.map((at) => sent(at, addresses(peer), WITNESS));
  const all = [PEER, OTHER, STRANGER, RUMOUR];
  const judged = (events: readonly TraceEvent[], is: (peer: Endpoint, at: number) => boolean): string =>
    verdict(judgeOnlyHello, [...joins, ...events, ...answers(looks, is, all)]);

  it('passes peers that are gone 6.5 s after their only Hello, whatever else they say', () => {
    expect(judged([], normal)).toBe('pass');
    expect(judged(others('other TLVs'), (peer, at) => peer !== STRANGER && at < 4500)).toBe('pass');
  });

  it('fails requests that renew, seen twice; once may be an accident', () => {
    expect(judged([], (peer, at) => peer === PEER && at <= 9000)).toBe('fail');
    expect(judged([], (peer, at) => normal(peer, at) || (peer === PEER && at === 7900))).toBe('pass');
  });

  it('fails unknown TLVs that renew, and requests that connect a stranger', () => {
    expect(judged(others('other TLVs'), (peer, at) => normal(peer, at) || peer === OTHER)).toBe('fail');
    expect(judged(strangers, (peer, at) => normal(peer, at) || peer === STRANGER)).toBe('fail');
    expect(judged(strangers, (peer, at) => normal(peer, at) || (peer === STRANGER && at === 3000))).toBe(
      'pass',
    );
  });

  it('judges announcements only where lists hold no hearsay', () => {
    const announced = [...others('announcements'), ...named(OTHER, [2500, 5000, 7500])];
    const renews = (peer: Endpoint, at: number): boolean => normal(peer, at) || peer === OTHER;
    expect(judged(announced, renews)).toBe('fail');
    const rumour = named(RUMOUR, [2500, 5000, 7500]);
    const lists = (peer: Endpoint, at: number): boolean => renews(peer, at) || (peer === RUMOUR && at > 2500);
    expect(judged([...announced, ...rumour], lists)).toBe('pass');
  });

  it('fails announcements that disconnect: missing twice', () => {
    const kept = [
      mark(1000, 'kept', 12_000, OTHER),
      ...says([1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000], OTHER),
    ];
    expect(judged(kept, (peer, at) => normal(peer, at) || (peer === OTHER && at < 6500))).toBe('fail');
    expect(judged(kept, (peer, at) => normal(peer, at) || (peer === OTHER && at !== 6200))).toBe('pass');
    // Its first Hello was lost, or the table is full: it has not joined.
    expect(judged(kept, (peer, at) => normal(peer, at) || (peer === OTHER && at > 4000))).toBe('pass');
    expect(judged(kept, (peer, at) => normal(peer, at))).toBe('inconclusive');
    for (const [name, doubt] of DOUBTS)
      expect(
        judged([...kept, ...doubt], (peer, at) => normal(peer, at) || (peer === OTHER && at < 6500)),
        name,
      ).toBe('inconclusive');
  });

  it('cannot tell without an answer after the peers had gone; seen is seen whatever was dropped', () => {
    expect(verdict(judgeOnlyHello, [...joins, ...answers([1900, 3000, 6200], normal, all)])).toBe(
      'inconclusive',
    );
    expect(judged(dropsBy(30_000), (peer, at) => peer === PEER && at <= 9000)).toBe('fail');
  });
});

describe('HEL-6: a peer that was dropped comes back with a Hello', () => {
  const back: TraceEvent[] = [
    mark(8000, 'silent', 11_000),
    mark(8000, 'silent, then announced', 11_000, OTHER),
    ...says([8000]),
    ...says([8000], OTHER),
  ];
  const times = [8500, 9500, 10_500];

  it('passes if each is on one list again; one lost Hello is no fault', () => {
    expect(verdict(judgeReturn, [...back, ...answers(times, () => true)])).toBe('pass');
    expect(verdict(judgeReturn, [...back, ...answers(times, (_, at) => at > 10_000)])).toBe('pass');
  });

  it('fails if one of them is on none', () => {
    const lost = answers(times, (peer) => peer === PEER);
    expect(verdict(judgeReturn, [...back, ...lost])).toBe('fail');
    for (const [name, doubt] of DOUBTS) {
      const late9 = doubt.map((event) => (event.type === 'late' ? { ...event, at: 9000 } : event));
      expect(verdict(judgeReturn, [...back, ...lost, ...late9]), name).toBe('inconclusive');
    }
  });

  it('cannot tell from one answer', () => {
    expect(verdict(judgeReturn, [...back, ...answers([9500], () => false)])).toBe('inconclusive');
  });
});
