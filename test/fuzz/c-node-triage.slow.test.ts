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
import { compiledNode } from '../support/c-node.ts';
import { need } from '../support/need.ts';

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

describe.runIf(need('gcc'))('a suspicion of thousands of datagrams', () => {
  it.each<[string, SymptomKind, string, readonly Uint8Array[], number, string]>([
    ['CRASH_ON_CUT', 'crash', 'SIGSEGV', [noisy([200, 255, 9, 9, 9])], 1, 'TLV-4'],
    ['STACK_OVERFLOW', 'crash', 'SIGABRT', [new Uint8Array(4000).fill(0xff)], 1, 'SIZ-2'],
    [
      'RECURSES',
      'crash',
      'SIGSEGV',
      [craft({ items: Array.from({ length: 600 }, () => unknown(0)) })],
      1,
      'TLV-2',
    ],
    ['ASSERTS_TYPE', 'crash', 'SIGABRT', [craft({ items: [HELLO, unknown(9)] })], 1, 'TLV-2'],
    ['EXITS_ON_EMPTY', 'exit', 'status 0', [new Uint8Array(0)], 1, 'SIZ-2'],
    ['LOOPS_ON_ZERO', 'hang', 'hang spinning', [noisy([200, 0, 1, 2])], 1, 'TLV-4'],
  ])(
    '%s comes down to the datagram that causes it',
    async (fault, kind, signature, datagrams, count, row) => {
      const verdict = await triaged(fault, [], suspicion(kind, signature, planted(3000, datagrams)));
      expect(verdict.kind).toBe('finding');
      if (verdict.kind !== 'finding') return;
      const { finding } = verdict;
      expect(finding).toMatchObject({ kind, requirement: row, reproduced: { times: 5, of: 5 } });
      expect(finding.case.steps).toHaveLength(count);
    },
    40_000,
  );
});
