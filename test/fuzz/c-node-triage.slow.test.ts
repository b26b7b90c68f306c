import { describe, expect, it } from 'vitest';
import type { Step } from '../../src/fuzz/case.ts';
import type { Suspicion } from '../../src/fuzz/suspicion.ts';
import type { Symptom, SymptomKind } from '../../src/fuzz/symptom.ts';
import { triage, type Verdict } from '../../src/fuzz/triage.ts';
import { systemClock } from '../../src/net/clock.ts';
import { seededRandom } from '../../src/net/random.ts';
import { commandTarget } from '../../src/net/target-command.ts';
import { udpNetwork } from '../../src/net/udp.ts';
import { toHex } from '../../src/wire/bytes.ts';
import { craft, type DraftItem } from '../../src/wire/craft.ts';
import { compiledNode, SANITIZED } from '../support/c-node.ts';
import { need } from '../support/need.ts';
import { byTurns } from '../support/turn.ts';

const PLACE = {
  target: { address: '127.0.0.1', port: 40_001 },
  startPeer: { address: '127.57.68.127', port: 32_601 },
};
const PEERS = Array.from({ length: 8 }, (_, i) => ({ address: `127.${60 + i}.66.127`, port: 32_610 + i }));
const HELLO: DraftItem = { name: 'hello' };
const REQUEST: DraftItem = { name: 'peer-request' };

function from(i: number): Step['from'] {
  return PEERS[i % PEERS.length] ?? PLACE.startPeer;
}

/** Well-formed traffic of eight peers, a few ms apart: what every node bears. */
function harmless(count: number, seed: number): Step[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const kinds: readonly DraftItem[][] = [
      [HELLO],
      [REQUEST],
      [HELLO, REQUEST],
      [{ name: 'peer-address', ...from(i + 1) }],
    ];
    return {
      at: 0.3 * i,
      from: from(Math.floor(random() * 8)),
      bytes: craft({ items: kinds[Math.floor(random() * kinds.length)] ?? [HELLO] }),
    };
  });
}

/** The traffic with these datagrams in it, at such a distance from its end. */
function planted(count: number, datagrams: readonly Uint8Array[], fromEnd = 100): Step[] {
  const steps = harmless(count, 7);
  const at = steps.length - fromEnd;
  for (const [i, bytes] of datagrams.entries()) {
    const step = steps[at + 3 * i];
    if (step !== undefined) steps[at + 3 * i] = { ...step, bytes };
  }
  return steps;
}

function suspicion(kind: SymptomKind, signature: string, steps: readonly Step[], last = 200): Suspicion {
  const symptom: Symptom = { kind, signature, requirement: null, expected: '', actual: '' };
  return { symptom, ...PLACE, steps, last, origin: 'test', output: '' };
}

async function triaged(fault: string | null, flags: readonly string[], what: Suspicion): Promise<Verdict> {
  const program = await compiledNode(fault, flags);
  const target = commandTarget([program], systemClock);
  let starts = 0;
  const world = {
    clock: systemClock,
    network: udpNetwork,
    target: {
      ...target,
      start: (...words: Parameters<typeof target.start>) => {
        starts += 1;
        return target.start(...words);
      },
    },
    random: seededRandom(5),
    signal: new AbortController().signal,
    instances: 4,
  };
  const began = systemClock.now();
  const verdict = await triage(what, world, { known: [], strict: false, until: began + 30_000 });
  if (process.env['PEERPROBE_TIMES'] === '1') {
    const found = verdict.kind === 'finding' ? verdict.finding : null;
    console.log(
      fault,
      `${Math.round(systemClock.now() - began)} ms, ${starts} starts`,
      verdict.kind === 'unconfirmed' ? verdict.reason : verdict.kind,
      found && [
        found.id,
        found.signature,
        found.requirement,
        found.reproduced,
        found.case.repeat,
        found.hint,
      ],
      found?.case.steps
        .map(({ at, bytes }) => `${at} ${toHex(bytes).slice(0, 40)} (${bytes.length})`)
        .slice(0, 6),
    );
  }
  return verdict;
}

const unknown = (size: number): DraftItem => ({
  name: 'tlv',
  type: 200,
  value: new Uint8Array(size).fill(7),
});
const noisy = (bytes: readonly number[]): Uint8Array => Uint8Array.of(104, 1, 1, 2, ...bytes);

const lone = (i: number): DraftItem => ({
  name: 'peer-address',
  address: `127.${4 + (i >> 6)}.${130 + (i & 63)}.127`,
  port: 32_520,
});

/** One address in each datagram, at which nobody listens, among other traffic. */
function announced(count: number): Step[] {
  const steps = harmless(2 * count, 9);
  return steps.map((step, i) => (i % 2 === 0 ? { ...step, bytes: craft({ items: [lone(i >> 1)] }) } : step));
}

interface Row {
  readonly kind: SymptomKind;
  readonly signature: string;
  readonly steps: readonly Step[];
  readonly last?: number;
  readonly flags?: readonly string[];
  /** Of the smallest case. */
  readonly most: number;
  readonly requirement?: string;
}

const ROWS: Readonly<Record<string, Row>> = {
  CRASH_ON_CUT: {
    kind: 'crash',
    signature: 'SIGSEGV',
    steps: planted(3000, [noisy([200, 255, 9, 9, 9])]),
    most: 1,
    requirement: 'TLV-4',
  },
  STACK_OVERFLOW: {
    kind: 'crash',
    signature: 'SIGABRT',
    steps: planted(3000, [new Uint8Array(4000).fill(0xff)]),
    most: 1,
    requirement: 'SIZ-2',
  },
  RECURSES: {
    kind: 'crash',
    signature: 'SIGSEGV',
    steps: planted(3000, [craft({ items: Array.from({ length: 600 }, () => unknown(0)) })]),
    most: 1,
    requirement: 'TLV-2',
  },
  ASSERTS_TYPE: {
    kind: 'crash',
    signature: 'SIGABRT',
    steps: planted(3000, [craft({ items: [HELLO, unknown(9)] })]),
    most: 1,
    requirement: 'TLV-2',
  },
  HEAP_OVERFLOW: {
    kind: 'crash',
    signature: 'SIGABRT',
    steps: planted(3000, [craft({ items: Array.from({ length: 170 }, (_, i) => lone(i)) })]),
    most: 1,
  },
  CRASHES_ABOVE_255: { kind: 'crash', signature: 'SIGSEGV', steps: announced(400), most: 2 },
  NULL_STRANGER: {
    kind: 'crash',
    signature: 'SIGSEGV',
    steps: [
      ...harmless(40, 3).filter(({ bytes }) => bytes[2] === 1 && bytes.length === 4),
      { at: 40, from: PEERS[7] ?? from(7), bytes: craft({ items: [REQUEST] }) },
    ],
    most: 1,
  },
  DIVIDES_BY_ZERO: {
    kind: 'crash',
    signature: 'SIGFPE',
    steps: [{ at: 0, from: from(1), bytes: craft({ items: [REQUEST, HELLO] }) }],
    most: 1,
  },
  USE_AFTER_FREE: {
    kind: 'crash',
    signature: 'SIGSEGV',
    steps: [...harmless(3000, 7), { at: 4600, from: from(0), bytes: craft({ items: [HELLO] }) }],
    last: 40,
    most: 1,
  },
  EXITS_ON_EMPTY: {
    kind: 'exit',
    signature: 'status 0',
    steps: planted(3000, [new Uint8Array(0)]),
    most: 1,
    requirement: 'SIZ-2',
  },
  LOOPS_ON_ZERO: {
    kind: 'hang',
    signature: 'hang spinning',
    steps: planted(3000, [noisy([200, 0, 1, 2])]),
    most: 1,
    requirement: 'TLV-4',
  },
  BLOCKS_ON_HEADER: {
    kind: 'hang',
    signature: 'hang blocked',
    steps: [...harmless(300, 4), { at: 90, from: from(0), bytes: Uint8Array.of(104, 1) }],
    most: 1,
    requirement: 'HDR-3',
  },
  DEADLOCKS_ON_KNOWN: { kind: 'hang', signature: 'hang blocked', steps: harmless(300, 5), most: 2 },
  DEADLOCKS_WHEN_FULL: { kind: 'hang', signature: 'hang blocked', steps: announced(200), most: 1 },
  READS_PAST_END: {
    kind: 'sanitizer',
    signature: 'heap-buffer-overflow in note_value < parse_tlvs',
    flags: SANITIZED,
    steps: planted(3000, [noisy([200, 255, 9, 9, 9])]),
    most: 1,
    requirement: 'TLV-4',
  },
  FLOODS_START_PEER: { kind: 'storm', signature: 'storm', steps: harmless(300, 6), most: 0 },
  LEAKS: { kind: 'leak', signature: 'memory', steps: harmless(2000, 6), most: 1 },
  LEAKS_DESCRIPTORS: { kind: 'leak', signature: 'descriptors', steps: harmless(2000, 6), most: 1 },
  LEAKS_THREADS: { kind: 'leak', signature: 'threads', steps: harmless(2000, 6), most: 1 },
};

describe.runIf(need('gcc'))('a suspicion of many datagrams', () => {
  it.each(byTurns(Object.entries(ROWS), 2))(
    '%s comes down to what causes it',
    // A deadline in real time, and ICMP errors that come when they come: a busy machine gets another try.
    { timeout: 40_000, retry: 2 },
    async (fault, row) => {
      const { kind, signature, steps, last = 200, flags = [], most, requirement } = row;
      const verdict = await triaged(fault, flags, suspicion(kind, signature, steps, last));
      expect(verdict.kind).toBe('finding');
      if (verdict.kind !== 'finding') return;
      const { finding } = verdict;
      expect(finding).toMatchObject({ kind, reproduced: { times: 5, of: 5 } });
      if (requirement !== undefined) expect(finding.requirement).toBe(requirement);
      expect(finding.case.steps.length).toBeLessThanOrEqual(most);
    },
  );

  it.each(['crash', 'hang', 'leak', 'wrong-answer', 'schedule'] as const)(
    '%s of a sound program is not confirmed',
    async (kind) => {
      const verdict = await triaged(null, [], suspicion(kind, 'SIGSEGV', harmless(1500, 8)));
      if (kind !== 'crash') return expect(verdict.kind).toBe('unconfirmed');
      // It was seen to die, so it did.
      expect(verdict).toMatchObject({ kind: 'finding', finding: { reproduced: { times: 0, of: 5 } } });
    },
    60_000,
  );
});
