import { describe, expect, test } from 'vitest';
import type { NodeConfig } from '../../src/node/config.ts';
import { fromHex } from '../../src/wire/bytes.ts';
import { addresses, Bench, benchConfig, endpoint, HELLO, lab, named, REQUEST, SELF } from './bench.ts';

const [A, B, C] = [lab(1), lab(2), lab(3)];

function bench(more: Partial<NodeConfig> = {}): Bench {
  return new Bench(benchConfig({}, more));
}

function hex(text: string): Uint8Array {
  const bytes = fromHex(text.replaceAll(' ', ''));
  if (bytes === null) throw new Error(text);
  return bytes;
}

describe('the schedule', () => {
  test('a start peer gets a Hello at once and every second, byte for byte', () => {
    const node = bench({ start: [endpoint(A)] });
    node.run(3500);
    expect(node.sent.map(({ at, to, bytes }) => [at, to, [...bytes]])).toEqual(
      [0, 1000, 2000, 3000].map((at) => [at, A, [104, 1, 1, 2]]),
    );
  });

  test('a newcomer waits for the schedule, and so does an announced address', () => {
    const node = bench();
    node.run(300);
    expect(node.during(() => node.say(A, HELLO, named(B)))).toEqual([]);
    expect(node.during(() => node.run(999))).toEqual([]);
    expect(node.during(() => node.run(1000))).toEqual([`${A} hello`, `${B} hello`]);
  });

  test('a deadline met late does not move the others, missed seconds are not made up for', () => {
    const node = new Bench(benchConfig({}, { start: [endpoint(A)] }));
    node.now = 1400;
    node.wakeAt = 1400;
    node.run(1400);
    node.now = 4100;
    node.wakeAt = 4100;
    node.run(6000);
    expect(node.times(A, 'hello')).toEqual([0, 1400, 4100, 5000, 6000]);
  });

  test('a connected peer is asked every 10 s, a known one never', () => {
    const node = bench({ start: [endpoint(B)] });
    node.runWith(31_000, A);
    expect(node.times(A, 'peer-request')).toEqual([10_000, 20_000, 30_000]);
    expect(node.times(B, 'peer-request')).toEqual([]);
  });

  test('without peers a node still names a finite wake', () => {
    expect(bench().wakeAt).toBe(60_000);
  });
});

describe('who is connected', () => {
  test.each([
    [3999, [A, B]],
    [4000, [B]],
  ])('%i ms after its last Hello', (age, listed) => {
    const node = bench();
    node.run(500);
    node.say(A, HELLO);
    node.run(500 + age);
    node.say(B, HELLO);
    expect(node.ask(B)).toEqual(listed);
  });

  test('each Hello renews', () => {
    const node = bench();
    node.runWith(20_000, A);
    expect(node.ask(A)).toEqual([A]);
    expect(node.eventTypes()).toEqual(['peer-connected']);
  });

  test('nothing but a Hello connects or renews', () => {
    const node = bench();
    node.say(A, HELLO);
    for (const at of [1000, 2000, 3000, 3900]) {
      node.run(at);
      node.receive(A, hex('6801 02 02 c8 03 00'));
      node.say(B, REQUEST, named(A));
    }
    node.run(4000);
    expect(node.table()).toEqual({ [A]: 'known' });
    expect(node.ask(C)).toBeNull();
  });

  test('a peer that was dropped comes back with its next Hello, announced in between or not', () => {
    for (const announced of [false, true]) {
      const node = bench();
      node.say(A, HELLO);
      node.run(10_000);
      expect(node.table()).toEqual({});
      if (announced) node.say(B, named(A));
      node.say(A, HELLO);
      expect(node.ask(A)).toEqual([A]);
    }
  });

  test('identity is address and port', () => {
    const node = bench();
    for (const peer of ['127.0.0.9:1', '127.0.0.9:2', '127.0.0.10:1']) node.say(peer, HELLO);
    expect(node.ask('127.0.0.9:2')).toEqual(['127.0.0.9:1', '127.0.0.9:2', '127.0.0.10:1']);
  });

  test('the events tell the life of a peer', () => {
    const node = bench();
    node.say(B, named(A));
    node.say(A, HELLO);
    node.run(9000);
    expect(node.events).toEqual([
      { type: 'peer-known', peer: endpoint(A), by: endpoint(B) },
      { type: 'peer-connected', peer: endpoint(A) },
      { type: 'peer-expired', peer: endpoint(A) },
      { type: 'peer-forgotten', peer: endpoint(A), reason: 'silent' },
    ]);
  });
});

describe('answers', () => {
  test('300 peers fill two datagrams of at most 1400 bytes, each peer once', () => {
    const node = bench();
    const peers = Array.from({ length: 300 }, (_, i) => lab(i));
    for (const peer of peers) node.say(peer, HELLO);
    const before = node.sent.length;
    node.say(A, REQUEST);
    const answers = node.sent.slice(before);
    // 2 + 174 * 8 = 1394 and 2 + 126 * 8 = 1010
    expect(answers.map(({ to, bytes }) => [to, bytes.length])).toEqual([
      [A, 1394],
      [A, 1010],
    ]);
    expect(answers.flatMap(({ bytes }) => addresses(bytes))).toEqual(peers);
  });

  test('the bytes are in network order', () => {
    const node = bench();
    node.say('1.2.3.4:258', HELLO);
    node.say('1.2.3.4:258', REQUEST);
    expect([...(node.sent[0]?.bytes ?? [])]).toEqual([104, 1, 3, 8, 1, 2, 1, 2, 3, 4]);
  });

  test('many requests of one datagram are one answer, in their place among the TLVs', () => {
    const node = bench();
    node.say(B, HELLO);
    expect(node.during(() => node.say(A, HELLO, ...Array(100).fill(REQUEST)))).toEqual([`${A} ${B} ${A}`]);
  });

  test('a request sets off the answer and nothing else', () => {
    const node = bench();
    node.say(A, HELLO);
    node.say(B, HELLO);
    expect(node.during(() => node.say(A, REQUEST))).toEqual([`${A} ${A} ${B}`]);
  });
});

describe('what is ignored', () => {
  test.each([
    ['empty', ''],
    ['one byte', '01'],
    ['wrong magic', '6901 0102'],
    ['wrong version', '6802 0102'],
    ['both swapped', '0168 0102'],
  ])('%s', (_, bytes) => {
    const node = bench();
    node.receive(A, hex(bytes));
    node.run(3000);
    expect([node.table(), node.sent, node.eventTypes()]).toEqual([{}, [], ['datagram-ignored']]);
  });

  test('its own datagrams; bound to 0.0.0.0 those of any loopback address with its port', () => {
    for (const [self, own] of [
      [SELF, SELF],
      ['0.0.0.0:4200', '127.9.9.9:4200'],
    ] as const) {
      const node = bench({ self: endpoint(self) });
      node.say(own, HELLO, REQUEST);
      expect([node.table(), node.sent]).toEqual([{}, []]);
    }
    const node = bench();
    node.say('127.9.9.9:4200', HELLO);
    expect(node.table()).toEqual({ '127.9.9.9:4200': 'connected' });
  });

  test('a long datagram does not leave anything for a shorter one', () => {
    const node = bench();
    node.say(A, HELLO, named(C), REQUEST);
    expect(node.during(() => node.receive(B, hex('6801')))).toEqual([]);
    expect(Object.keys(node.table())).toEqual([A, C]);
  });
});

describe('the fence', () => {
  const fenced = { allowPeer: ({ address }: { address: string }) => address.startsWith('127.') };

  test('nobody behind it is added, greeted or answered', () => {
    const node = bench({ ...fenced, start: [endpoint('10.0.0.1:1')] });
    node.say(A, HELLO, named('10.0.0.2:2'));
    node.say('10.0.0.3:3', HELLO, REQUEST, named(B));
    node.run(3000);
    expect(Object.keys(node.table())).toEqual([A]);
    expect(new Set(node.sent.map(({ to }) => to))).toEqual(new Set([A]));
    expect(node.events.filter(({ type }) => type !== 'peer-connected').slice(0, 3)).toMatchObject([
      { type: 'refused', reason: 'fence', peer: endpoint('10.0.0.1:1') },
      { type: 'refused', reason: 'fence', peer: endpoint('10.0.0.2:2') },
      { type: 'datagram-ignored', reason: 'fence', from: endpoint('10.0.0.3:3') },
    ]);
  });

  test('it holds whatever the rules say', () => {
    const node = bench({
      ...fenced,
      rules: { greet: () => [{ type: 'send', to: endpoint('10.0.0.1:1'), tlvs: [HELLO] }] },
    });
    node.say(A, HELLO);
    node.run(3000);
    expect(node.sent).toEqual([]);
  });
});
