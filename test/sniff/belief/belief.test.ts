import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Family } from '../../../src/oracle/family.ts';
import { toHex } from '../../../src/wire/bytes.ts';
import { craft } from '../../../src/wire/craft.ts';
import { endpointText } from '../../../src/wire/endpoint.ts';
import { draft, SEED } from '../../support/arbitrary.ts';
import { TARGET } from '../../support/trace.ts';
import { believed, folded, HELLO, held, hellos, type Line, naming, node, told } from './scene.ts';

describe('the timeline of what nodes must believe', () => {
  test('a peer comes, falls silent, may be dropped after 2.9 s and is gone after 6.5 s', () => {
    const lines = [...hellos(10_000, 20, 1, 2), ...hellos(10_500, 3, 2, 1)];
    expect(told(believed(lines, 20_000).events)).toEqual([
      '30.000 #1 heard for the first time',
      '30.000 #2 may be connected to #1: nothing from #2 was captured before',
      '30.500 #2 heard for the first time',
      '30.500 #1 connected to #2',
      '31.000 #2 connected to #1 for sure',
      '35.400 #1 may have dropped #2: no Hello since 32.500',
      '39.000 #2 silent since 32.500: whom it holds connected cannot be told any more',
      '39.000 #1 no longer connected to #2: expired, no Hello since 32.500',
    ]);
  });

  test('the times of expiry are those of HEL-4, to the millisecond', () => {
    const lines = [...hellos(0, 30, 1, 2), [20_000, 2, 1] as const];
    const at = (end: number) => held(believed(lines, end).nodes)['10.0.0.1:4201 10.0.0.2:4202'];
    expect([at(20_049), at(20_050), at(22_899), at(22_900)]).toEqual(['may', 'must', 'must', 'may']);
    expect([at(26_499), at(26_500)]).toEqual(['may', undefined]);
  });

  test('what was so before the capture began is not told from what comes in its first 6.5 s', () => {
    const events = [...hellos(0, 9, 1, 2), ...hellos(500, 9, 2, 1), ...hellos(7000, 2, 3, 1)];
    expect(told(believed(events, 8000).events).filter((line) => line.includes('connected to'))).toEqual([
      '20.000 #2 may be connected to #1: nothing from #2 was captured before',
      '20.500 #1 connected to #2, perhaps since before the capture began',
      '21.000 #2 connected to #1 for sure, perhaps since before the capture began',
      '27.000 #1 connected to #3',
    ]);
  });

  test('somebody who comes back', () => {
    const lines = [...hellos(10_000, 30, 1, 2), ...hellos(10_100, 1, 2, 1), ...hellos(14_100, 1, 2, 1)];
    const events = believed([...lines, [25_000, 2, 1]], 26_000).events;
    expect(told(events).filter((line) => line.includes('#1 connected') || line.includes('again'))).toEqual([
      '30.100 #1 connected to #2',
      '34.100 #1 connected to #2 for sure',
      '45.000 #2 heard again',
      '45.000 #1 connected to #2 again',
    ]);
  });

  test('a Hello that not every reader finds obliges nobody', () => {
    const malformed: Line = [12_500, 2, 1, '680101000102'];
    expect(told(believed([...hellos(10_000, 5, 1, 2), malformed], 13_900).events)).toContain(
      '32.500 #1 may be connected to #2: not every reader finds a Hello in that datagram',
    );
    // HDR-3, TLV-2, TLV-3: behind another TLV, with extra bytes, behind an unknown one.
    for (const hex of ['680102020102', '68010105aabbcc', '6801c8020102'])
      expect(told(believed([...hellos(10_000, 5, 1, 2), [12_500, 2, 1, hex]], 13_000).events)).toContain(
        '32.500 #1 connected to #2',
      );
  });

  test('a table of more than a dozen may refuse a newcomer, unless it greets him', () => {
    const crowd = Array.from({ length: 13 }, (_, i) => hellos(10_500 + i, 9, 10 + i, 1)).flat();
    const lines = [...hellos(10_000, 9, 1, 10), ...crowd];
    const of = (more: readonly Line[]) =>
      told(believed([...lines, ...more], 15_000).events).filter((line) => /#1 .*#22/.test(line));
    expect(of([])).toEqual(['30.512 #1 may be connected to #22: the table may be full']);
    expect(of([[13_000, 1, 22]]).slice(1)).toEqual(['33.512 #1 connected to #22 for sure']);
  });
});

describe('who advertised the dead', () => {
  const born = hellos(6000, 30, 1, 2);
  const peer = hellos(6100, 30, 2, 1);
  const dead = hellos(10_000, 3, 3, 1);
  const listing: Line = [22_700, 1, 2, naming(2, 3)];
  const adverts = (...lines: readonly (readonly Line[])[]) =>
    told(believed(lines.flat(), 30_000).events).filter((line) => line.includes('advertised'));

  test('a node names whom it may not hold connected any more', () => {
    expect(adverts(born, peer, dead, [listing])).toEqual(['42.700 #1 advertised #3 to #2, dead for 6.7 s']);
  });

  test('not before the last clock has dropped it', () => {
    expect(adverts(born, peer, dead, [[18_499, 1, 2, naming(3)]])).toEqual([]);
    expect(adverts(born, peer, dead, [[18_501, 1, 2, naming(3)]])).toHaveLength(1);
  });

  test('nor if it has come back, or never said Hello', () => {
    expect(adverts(born, peer, dead, [[20_000, 3, 1]], [listing])).toEqual([]);
    expect(adverts(born, peer, [[22_000, 1, 2, naming(9)]])).toEqual([]);
  });

  test.each([
    ['#2 announced it', born, [[9000, 2, 1, naming(3)]]],
    ['#2 announced it', born, [[20_000, 2, 1, naming(3)]]],
    ['it may have been given at start', hellos(0, 30, 1, 2), []],
    ['it may have been given at start', born, [[7000, 1, 3]]],
  ] as [string, Line[], Line[]][])('but it may: %s', (why, own, more) => {
    expect(adverts(own, peer, dead, more, [listing])).toEqual([
      `42.700 #1 advertised #3 to #2, dead for 6.7 s; it may: ${why}`,
    ]);
  });

  test('whoever speaks to others is dead to this node alone', () => {
    expect(adverts(born, peer, dead, hellos(15_000, 9, 3, 2), [listing])).toEqual([
      '42.700 #1 advertised #3 to #2, dead to it for 6.7 s (it speaks to others)',
    ]);
  });

  test('a pause of the capture is an excuse', () => {
    const events = believed([...born, ...peer, ...dead, listing], 30_000, () => 3000).events;
    expect(told(events).filter((line) => line.includes('#1') && line.includes('#3'))).toEqual([
      '30.000 #1 connected to #3',
      '34.900 #1 may have dropped #3: no Hello since 32.000',
      '38.500 #1 no longer connected to #3: expired, no Hello since 32.000; but nothing at all was captured for 3.0 s of that',
      '42.700 #1 advertised #3 to #2, dead for 6.7 s; it may: nothing at all was captured for 3.0 s of its silence',
    ]);
  });
});

test('the state at one time says who is known and listed', () => {
  const lines: Line[] = [
    ...hellos(6000, 14, 1, 2),
    ...hellos(6100, 14, 2, 1),
    ...hellos(10_000, 2, 3, 1),
    [18_000, 2, 1, naming(4, 1)],
    [12_000, 2, 1, naming(5)],
  ];
  const [first] = believed(lines, 19_000).nodes;
  const rows = first?.peers.map(({ peer, connected, known, listed }) => [
    endpointText(peer),
    connected,
    known,
    listed,
  ]);
  expect(rows).toEqual([
    ['10.0.0.2:4202', 'must', 'must', 'must'],
    // Its own address it may filter (ADR-5).
    ['10.0.0.1:4201', 'no', 'may', 'may'],
    ['10.0.0.3:4203', 'no', 'may', 'no'],
    ['10.0.0.4:4204', 'no', 'must', 'may'],
    ['10.0.0.5:4205', 'no', 'may', 'may'],
  ]);
  expect(first?.peers[2]).toMatchObject({ lastHello: 11_000, expiredAt: 17_500, excuse: null });
});

/** Some nodes that say things to each other now and then. */
function scenes(): fc.Arbitrary<Line[]> {
  const who = fc.integer({ min: 1, max: 4 });
  const hex = fc.oneof(
    { weight: 6, arbitrary: fc.constant(HELLO) },
    {
      weight: 2,
      arbitrary: fc.array(who, { minLength: 1, maxLength: 3 }).map((some) => naming(...some)),
    },
    { weight: 1, arbitrary: draft().map((one) => toHex(craft(one))) },
  );
  return fc.array(fc.tuple(fc.nat(3000), who, who, hex), { maxLength: 60 }).map((steps) => {
    let at = 0;
    return steps.map(([gap, from, to, said]): Line => {
      at += gap;
      return [at, from, to === from ? (to % 4) + 1 : to, said];
    });
  });
}

describe('whatever is said', () => {
  test('the state at any time is what the events up to then make', () => {
    fc.assert(
      fc.property(scenes(), fc.nat(60_000), (lines, at) => {
        const { events } = believed(lines, 200_000);
        const times = events.map((event) => event.at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(folded(events, at)).toEqual(held(believed(lines, at).nodes));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  test('it may be what the family may, and must be what it must while the node is there', () => {
    fc.assert(
      fc.property(scenes(), fc.integer({ min: 1, max: 4 }), fc.nat(60_000), (lines, owner, at) => {
        const state = held(believed(lines, at).nodes);
        const past = lines.filter(([when]) => when <= at);
        const said = past.filter(([, from]) => from === owner).map(([when]) => when);
        const toldTo = past.filter(([, , to]) => to === owner);
        const events = toldTo.map(([when, from, to, hex = HELLO]) => {
          const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
          return { type: 'sent' as const, at: when, from: node(from), to: node(to), bytes };
        });
        const family = new Family({ target: TARGET, startPeer: null, events });
        const there = at - (said.at(-1) ?? Number.NEGATIVE_INFINITY) < 6500;
        for (const peer of [1, 2, 3, 4].map((one) => endpointText(node(one)))) {
          const bound = state[`${endpointText(node(owner))} ${peer}`] ?? 'no';
          // At the very edge of its time the one says still, the other no more.
          const may = family.mayBeConnected(peer, at) && family.lastMaybe(peer, at) !== at - 6500;
          expect([peer, bound !== 'no']).toEqual([peer, may]);
          if (bound === 'must') expect(said.length).toBeGreaterThan(0);
          const hello = family.lastHello(peer, at - 50);
          if (!there || hello === null || at - hello >= 2900) continue;
          // It was there all the time from before that Hello on.
          if (said.some((when) => when < hello && at - when < 6500))
            expect([peer, bound]).toEqual([peer, 'must']);
        }
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});
