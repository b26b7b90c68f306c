/**
 * Each bug on purpose differs from a conforming node in one small scene: what the conforming node shows, what
 * the one with the bug shows.
 */
import { describe, expect, test } from 'vitest';
import { withBug } from '../../src/node/bugs/bug.ts';
import { BUGS, bugNamed } from '../../src/node/bugs/table.ts';
import { toHex } from '../../src/wire/bytes.ts';
import type { Tlv } from '../../src/wire/table.ts';
import { Bench, benchConfig, endpoint, HELLO, lab, named, REQUEST } from './bench.ts';

const [A, B, C, START] = [lab(1), lab(2), lab(3), lab(9)];
const UNKNOWN: Tlv = { name: 'tlv', type: 77, value: Uint8Array.of(1, 2) };

interface Scene {
  readonly act: (node: Bench) => unknown;
  readonly right: unknown;
  readonly wrong: unknown;
}

/** The table, start peer aside, after these bytes from A. */
function bytes(...bytes: number[]): (node: Bench) => unknown {
  return (node) => {
    node.receive(A, Uint8Array.from(bytes));
    return known(node);
  };
}

/** The table, start peer aside, after these TLVs from A. */
function said(...tlvs: Tlv[]): (node: Bench) => unknown {
  return (node) => {
    node.say(A, ...tlvs);
    return known(node);
  };
}

function known(node: Bench): string[] {
  return Object.keys(node.table()).filter((peer) => peer !== START);
}

/** The datagrams of what happens in hexadecimal. */
function sentHex(act: (node: Bench) => void): (node: Bench) => unknown {
  return (node) => {
    const before = node.sent.length;
    act(node);
    return node.sent.slice(before).map((sent) => toHex(sent.bytes));
  };
}

function hellos(until: number): (node: Bench) => unknown {
  return (node) => {
    node.run(until);
    return node.times(START, 'hello').length;
  };
}

const SCENES: Record<string, Scene> = {
  'no-header-check': { act: bytes(9, 9, 1, 2), right: [], wrong: [A] },
  'magic-not-checked': { act: bytes(9, 1, 1, 2), right: [], wrong: [A] },
  'version-not-checked': { act: bytes(104, 2, 1, 2), right: [], wrong: [A] },
  'single-byte-ticks': {
    act: (node) => node.during(() => [1, 2, 3].map((tick) => node.receive(A, Uint8Array.of(tick)))),
    right: [],
    wrong: [`${START} hello`, `${START} peer-request`],
  },
  'second-datagram-without-header': {
    act: (node) => {
      for (let i = 0; i < 200; i += 1) node.say(lab(i), HELLO);
      return (sentHex(() => node.say(A, REQUEST))(node) as string[]).map((hex) => hex.slice(0, 8));
    },
    right: ['68010308', '68010308'],
    wrong: ['68010308', '03081388'],
  },
  'first-tlv-only': { act: said(HELLO, named(B)), right: [A, B], wrong: [A] },
  'stale-buffer': {
    act: (node) => {
      node.say(A, UNKNOWN, named(B), HELLO);
      node.receive(C, Uint8Array.of(104, 1));
      return known(node);
    },
    right: [B, A],
    wrong: [B, A, C],
  },
  'length-without-header': {
    // Read its way, 03 06 ... is a whole Peer Address and the Hello behind it begins where it should.
    act: (node) => {
      node.receive(A, Uint8Array.of(104, 1, 3, 6, 19, 136, 127, 1, 0, 2, 1, 0));
      return [known(node), ...(sentHex(() => node.run(1000))(node) as string[])];
    },
    right: [[], '68010102'],
    wrong: [[B, A], '68010100', '68010100', '68010100'],
  },
  'unknown-drops-all': { act: said(HELLO, UNKNOWN, named(B)), right: [A, B], wrong: [] },
  'unknown-ends-datagram': { act: said(HELLO, UNKNOWN, named(B)), right: [A, B], wrong: [A] },
  'extra-rejected': {
    act: said({ name: 'hello', extra: Uint8Array.of(7) }, named(B)),
    right: [A, B],
    wrong: [B],
  },
  'extra-misaligned': {
    act: said({ name: 'peer-request', extra: Uint8Array.of(1, 2) }),
    right: [],
    wrong: [A],
  },
  'acts-on-cut-address': {
    act: bytes(104, 1, 3, 4, 19, 136, 127, 1, 0, 2),
    right: [],
    wrong: [B],
  },
  'short-hello-length': {
    act: sentHex((node) => node.run(1000)),
    right: ['68010102'],
    wrong: ['68010100'],
  },
  'crash-on-short': {
    act: (node) => {
      try {
        return bytes(104, 1, 1, 0)(node);
      } catch (error) {
        return String(error);
      }
    },
    right: [],
    wrong: 'Error: bug on purpose: crash-on-short',
  },
  'hello-3s': { act: hellos(9000), right: 10, wrong: 4 },
  'hello-stops': { act: hellos(30_000), right: 31, wrong: 11 },
  'hello-burst': { act: hellos(9000), right: 10, wrong: 20 },
  'newcomer-ignored': { act: said(HELLO), right: [A], wrong: [] },
  'identity-by-ip': {
    act: (node) => {
      for (const peer of ['127.0.0.9:1', '127.0.0.9:2']) node.say(peer, HELLO);
      return known(node);
    },
    right: ['127.0.0.9:1', '127.0.0.9:2'],
    wrong: ['127.0.0.9:1'],
  },
  'identity-by-port': {
    act: (node) => {
      for (const peer of ['127.0.0.9:1', '127.0.0.8:1']) node.say(peer, HELLO);
      return known(node);
    },
    right: ['127.0.0.9:1', '127.0.0.8:1'],
    wrong: ['127.0.0.9:1'],
  },
  'hello-never-renews': {
    act: (node) => {
      node.runWith(4200, A);
      return node.eventTypes().slice(1);
    },
    right: ['peer-connected'],
    wrong: ['peer-connected', 'peer-expired'],
  },
  'expiry-40s': {
    act: (node) => {
      node.say(A, HELLO);
      node.run(10_000);
      return known(node);
    },
    right: [],
    wrong: [A],
  },
  'anything-renews': {
    act: (node) => {
      node.say(A, HELLO);
      node.run(3000);
      node.say(A, UNKNOWN);
      node.run(6000);
      return known(node);
    },
    right: [],
    wrong: [A],
  },
  'hello-ping-pong': {
    act: (node) => node.during(() => node.say(A, HELLO)),
    right: [],
    wrong: [`${A} hello`],
  },
  'answers-last-speaker': {
    act: (node) => {
      node.say(A, HELLO);
      node.say(B, HELLO);
      return node.during(() => node.say(A, REQUEST));
    },
    right: [`${A} ${A} ${B}`],
    wrong: [`${B} ${A} ${B}`],
  },
  'answers-nobody': {
    act: (node) => {
      node.say(A, HELLO);
      return node.ask(A);
    },
    right: [A],
    wrong: null,
  },
  'answers-once': {
    act: (node) => {
      node.say(A, HELLO);
      return [node.ask(A), node.ask(A)];
    },
    right: [[A], [A]],
    wrong: [[A], null],
  },
  'announced-ignored': { act: said(named(B), HELLO), right: [B, A], wrong: [A] },
  'first-address-only': { act: said(named(B), HELLO, named(C)), right: [B, A, C], wrong: [B, A] },
  'port-little-endian': {
    act: (node) => {
      node.say('127.0.0.9:258', HELLO, named('127.0.0.8:513'));
      return [known(node)[1], ...(sentHex(() => node.say('127.0.0.9:258', REQUEST))(node) as string[])];
    },
    right: ['127.0.0.8:513', '6801030801027f000009'],
    // 0102 is the same number the other way round as 258 is 0x0102: written 0201
    wrong: ['127.0.0.8:258', '6801030802017f000009'],
  },
  'address-reversed': {
    act: (node) => {
      node.say('127.0.0.9:258', HELLO, named('127.0.1.8:513'));
      return [known(node)[1], ...(sentHex(() => node.say('127.0.0.9:258', REQUEST))(node) as string[])];
    },
    right: ['127.0.1.8:513', '6801030801027f000009'],
    wrong: ['8.1.0.127:513', '6801030801020900007f'],
  },
};

describe.each(BUGS.map((bug) => [bug.name, bug] as const))('%s', (name, bug) => {
  const scene = SCENES[name];
  const config = benchConfig({}, { start: [endpoint(START)] });

  test('shows, and a conforming node does not', () => {
    expect(scene?.act(new Bench(config))).toEqual(scene?.right);
    expect(scene?.act(new Bench(withBug(config, bug)))).toEqual(scene?.wrong);
  });

  test('names a requirement and a section, and is found by name', () => {
    expect(bug.requirement).toMatch(/^(HDR|TLV|HEL|REQ|ADR|SIZ|ROB)-\d+$/);
    expect(bug.section).toMatch(/^[12](\.\d)?$/);
    expect(bugNamed(name)).toBe(bug);
  });
});

test('names are unique, and each has its scene', () => {
  expect(BUGS.map((bug) => bug.name).sort()).toEqual(Object.keys(SCENES).sort());
  expect(bugNamed('none')).toBeNull();
});

test('two nodes with a bug that holds state do not share it', () => {
  const bug = BUGS.find(({ name }) => name === 'stale-buffer');
  if (bug === undefined) throw new Error('no such bug');
  const [first, second] = [new Bench(withBug(benchConfig(), bug)), new Bench(withBug(benchConfig(), bug))];
  first.say(A, named(B), HELLO);
  second.receive(C, Uint8Array.of(104, 1));
  expect(known(second)).toEqual([]);
});
