/**
 * Each value of each free choice shows its behaviour. The last test demands that none is left out.
 */
import { describe, expect, test } from 'vitest';
import {
  DIALECT_KEYS,
  type Dialect,
  type DialectKey,
  type DialectValue,
  dialectValues,
} from '../../src/node/dialect.ts';
import { fromHex } from '../../src/wire/bytes.ts';
import { encode } from '../../src/wire/encode.ts';
import type { Tlv } from '../../src/wire/table.ts';
import { Bench, benchConfig, endpoint, HELLO, lab, named, REQUEST, SELF } from './bench.ts';

const [A, B, C, D] = [lab(1), lab(2), lab(3), lab(4)];
const shown = new Set<string>();

/** For each value of the key, what `look` sees of a node of that value. */
function shows<K extends DialectKey>(
  key: K,
  expected: Record<DialectValue<K>, unknown>,
  look: (node: Bench) => unknown,
  around: Partial<Dialect> = {},
): void {
  describe(key, () => {
    for (const [value, seen] of Object.entries(expected)) {
      shown.add(`${key}=${value}`);
      test(value, () => {
        const node = new Bench(benchConfig({ ...around, [key]: value }, { start: [endpoint(D)] }));
        expect(look(node)).toEqual(seen);
      });
    }
  });
}

/** Who is in the table, start peer aside, after a datagram of A: `680101 02`, that is a Hello, then this. */
function after(body: string): (node: Bench) => unknown {
  return (node) => {
    node.receive(A, fromHex(`68010102${body}`) ?? new Uint8Array(0));
    return known(node);
  };
}

function known(node: Bench): string[] {
  return Object.keys(node.table()).filter((peer) => peer !== D);
}

// 03 08 1388 7f010002 is the address of B.
const ADDRESS_OF_B = '030813887f010002';
shows(
  'malformed.short',
  { 'keep-prefix': [A], 'drop-datagram': [], 'as-2': [A, B] },
  after(`c800${ADDRESS_OF_B}`),
);
shows('malformed.cut', { 'keep-prefix': [A], 'drop-datagram': [] }, after('0308138800'));
shows('malformed.stray', { 'keep-prefix': [A], 'drop-datagram': [] }, after('01'));
shows(
  'malformed.address',
  { skip: [A, B], 'keep-prefix': [A], 'drop-datagram': [] },
  after(`03041388${ADDRESS_OF_B}`),
);

describe('as-2', () => {
  test('a Hello of length 0 acts', () => {
    const node = new Bench(benchConfig({ 'malformed.short': 'as-2' }));
    node.receive(A, Uint8Array.of(104, 1, 1, 0));
    expect(known(node)).toEqual([A]);
  });

  test('a Peer Address of length 0 has no fields: what follows is read as TLVs', () => {
    const node = new Bench(benchConfig({ 'malformed.short': 'as-2' }));
    node.receive(A, Uint8Array.of(104, 1, 3, 0, 19, 136, 127, 1, 0, 2));
    expect(known(node)).toEqual([]);
  });
});

shows(
  'extraTlvs',
  {
    none: ['68010102'],
    unknown: ['6801c804cafe0102'],
    extra: ['68010104cafe'],
  },
  (node) => node.sent.map(({ bytes }) => Buffer.from(bytes).toString('hex')),
);

describe('extraTlvs', () => {
  test.each(dialectValues('extraTlvs'))('%s: answers of 300 stay within 1400 bytes and complete', (value) => {
    const node = new Bench(benchConfig({ extraTlvs: value as Dialect['extraTlvs'] }));
    for (let i = 0; i < 300; i += 1) node.say(lab(i), HELLO);
    expect(node.ask(A)).toHaveLength(300);
    expect(node.sent.every(({ bytes }) => bytes.length <= 1400)).toBe(true);
  });
});

shows('greeting', { none: [[], []], 'at-once': [[`${A} hello`], []] }, (node) => {
  node.run(300);
  return [node.during(() => node.say(A, HELLO)), node.during(() => node.say(A, HELLO))];
});

test('greeting at-once: who is refused is not greeted', () => {
  const node = new Bench(benchConfig({ greeting: 'at-once' }, { capacity: 1 }));
  node.say(A, HELLO);
  expect(node.during(() => node.say(B, HELLO))).toEqual([]);
});

shows('emptyAnswer', { silence: [], datagram: [A] }, (node) => node.during(() => node.say(A, REQUEST)));
shows('strangers', { answered: [B], ignored: null }, (node) => {
  node.say(B, HELLO);
  return node.ask(A);
});

shows('list', { connected: [A], known: [D, A, B] }, (node) => {
  node.say(C, HELLO);
  node.run(3900);
  node.say(A, HELLO, named(B));
  node.run(4100); // C has fallen silent: no dialect lists it
  return node.ask(A);
});

test('list known: a silent peer that is kept is listed again when it is announced again', () => {
  const node = new Bench(benchConfig({ list: 'known', silentPeers: 'kept' }));
  node.say(A, HELLO);
  node.run(5000);
  node.say(B, HELLO);
  expect(node.ask(B)).toEqual([B]);
  node.say(B, named(A));
  expect(node.ask(B)).toEqual([A, B]);
});

shows('requester', { included: [A, B], excluded: [B] }, (node) => {
  node.say(A, HELLO);
  node.say(B, HELLO);
  return node.ask(A);
});

shows(
  'requestInterval',
  {
    '4s': [4100, 8100, 12_100, 16_100, 20_100, 24_100, 28_100, 32_100],
    '4s+at-once': [100, 4100, 8100, 12_100, 16_100, 20_100, 24_100, 28_100, 32_100],
    '10s': [10_100, 20_100, 30_100],
    '10s+at-once': [100, 10_100, 20_100, 30_100],
    '30s': [30_100],
    '30s+at-once': [100, 30_100],
  },
  (node) => {
    node.run(100);
    node.runWith(35_000, A);
    return node.times(A, 'peer-request');
  },
);

shows('answers', { all: [0, 500, 999, 1000, 2100], limited: [0, 1000, 2100] }, (node) => {
  node.say(A, HELLO);
  return [0, 500, 999, 1000, 2100].filter((at) => {
    node.run(at);
    return node.ask(A) !== null;
  });
});

shows('hearsay', { anyone: [B, A, C], peers: [A, C] }, (node) => {
  node.say(A, named(B), HELLO, named(C));
  return known(node);
});

shows('unheard', { '4s': 4000, '30s': 30_000, forever: 100_000 }, (node) => {
  node.say(A, named(B));
  node.run(100_000);
  return node.times(B, 'hello').length * 1000 + (node.table()[B] === undefined ? 1000 : 0);
});

const ODD = ['0.0.0.0:9', '127.0.0.1:0', '127.255.255.255:9', '255.255.255.255:9', '224.0.0.1:9', SELF];
shows('oddAddresses', { filtered: [A], added: [...ODD, A] }, (node) => {
  node.say(B, ...ODD.map(named), named(A));
  return known(node);
});

shows('receiveLimit', { whole: [A, B, C], cut: [A, C], dropped: [C] }, (node) => {
  const filler: Tlv = { name: 'tlv', type: 200, value: new Uint8Array(248) };
  // 2 + 2 + 5 * 250 = 1254, and 138 more: the address ends at 1400 in one datagram, at 1401 in the other.
  const rest = (size: number): Tlv => ({ name: 'tlv', type: 200, value: new Uint8Array(size) });
  const exact = encode({ tlvs: [HELLO, ...Array<Tlv>(5).fill(filler), rest(136), named(C)] });
  expect(exact).toHaveLength(1400);
  const long = encode({ tlvs: [HELLO, ...Array<Tlv>(5).fill(filler), rest(137), named(B)] });
  node.receive(A, long);
  node.receive(lab(9), exact);
  return known(node).filter((peer) => peer !== lab(9));
});

test('receiveLimit: cut leaves the first 1400 bytes, no more and no less', () => {
  const strict = { 'malformed.cut': 'drop-datagram', 'malformed.stray': 'drop-datagram' } as const;
  const node = new Bench(benchConfig({ receiveLimit: 'cut', ...strict }));
  const filler = [248, 248, 248, 248, 248, 144].map(
    (size): Tlv => ({ name: 'tlv', type: 200, value: new Uint8Array(size) }),
  );
  const bytes = new Uint8Array(1401); // 2 + 2 + 5 * 250 + 146, and a lone byte
  bytes.set(encode({ tlvs: [HELLO, ...filler] }));
  node.receive(A, bytes);
  expect(known(node)).toEqual([A]);
});

test('receiveLimit: the last TLV of 65,507 bytes acts where all is read', () => {
  const node = new Bench(benchConfig({ receiveLimit: 'whole' }));
  const bytes = new Uint8Array(65_507).fill(0);
  bytes.set([104, 1]);
  for (let at = 2; at < bytes.length - 3; at += 2) bytes.set([200, 2], at);
  bytes.set([200, 3, 0, 1, 2], bytes.length - 5);
  node.receive(A, bytes);
  expect(known(node)).toEqual([A]);
});

const phases = { together: [1000, 1000], spread: [730, 930], jitter: [730, 930] };
shows('helloPhase', phases, (node) => {
  // random() is 0.5: half a second after each came
  node.run(230);
  node.say(A, HELLO);
  node.run(430);
  node.say(B, HELLO);
  node.run(3000);
  return [node.times(A, 'hello')[0], node.times(B, 'hello')[0]];
});

test('helloPhase: spread keeps the phase, jitter has gaps of 0.9 to 1.1 s', () => {
  for (const [helloPhase, low, high] of [
    ['spread', 1000, 1000],
    ['jitter', 900, 1100],
  ] as const) {
    let chance = 0;
    const random = (): number => {
      chance = (chance + 0.37) % 1;
      return chance;
    };
    const node = new Bench(benchConfig({ helloPhase }, { random, start: [endpoint(A)] }));
    node.run(60_000);
    const times = node.times(A, 'hello');
    const gaps = times.slice(1).map((at, i) => Math.round(at - (times[i] ?? 0)));
    expect(times.length).toBeGreaterThan(53);
    expect([Math.min(...gaps) >= low, Math.max(...gaps) <= high]).toEqual([true, true]);
    if (helloPhase === 'jitter') expect(Math.max(...gaps)).toBeGreaterThan(1050);
  }
});

shows(
  'silentPeers',
  {
    dropped: [undefined, [1000, 2000, 3000, 4000]],
    kept: ['known', [1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000]],
  },
  (node) => {
    node.run(500);
    node.say(A, HELLO);
    node.run(9500);
    return [node.table()[A], node.times(A, 'hello')];
  },
);

for (const value of dialectValues('capacity')) {
  shown.add(`capacity=${value}`);
  test(`capacity ${value}: full of connected peers it refuses, keeps and lists; later it takes again`, () => {
    const capacity = Number(value);
    const node = new Bench(benchConfig({ capacity: value as Dialect['capacity'] }));
    const all = Array.from({ length: capacity }, (_, i) => lab(i));
    for (const peer of all) node.say(peer, HELLO);
    expect(node.during(() => node.say(lab(5000), HELLO, named(lab(5001))))).toEqual([]);
    expect(node.events.slice(-2)).toMatchObject([
      { type: 'refused', reason: 'full', peer: endpoint(lab(5000)) },
      { type: 'refused', reason: 'full', peer: endpoint(lab(5001)) },
    ]);
    expect(node.ask(lab(0))).toEqual(all);
    node.run(4000);
    node.say(lab(5000), HELLO);
    expect(node.table()).toEqual({ [lab(5000)]: 'connected' });
  });
}

test('no value of the table goes without its test', () => {
  expect([...shown].sort()).toEqual(
    DIALECT_KEYS.flatMap((key) => dialectValues(key).map((value) => `${key}=${value}`)).sort(),
  );
});
