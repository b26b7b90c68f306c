/** Two threads that count (kernel/ring.ts): what they say of a file, which is read while they do, is what one says. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { fileChunks } from '../../src/capture/source.ts';
import { RAW_IP, udpFrame } from '../../src/capture/udp-frame.ts';
import { Bulk } from '../../src/sniff/bulk.ts';
import { fileInput, type Readers } from '../../src/sniff/input.ts';
import { instantiated } from '../../src/sniff/instance.ts';
import type { Kernel } from '../../src/sniff/kernel.ts';
import { SecondCounter } from '../../src/sniff/second-counter.ts';
import { Sniffer } from '../../src/sniff/sniffer.ts';
import { concat } from '../../src/wire/bytes.ts';
import { hex, LITTLE } from '../capture/sample.ts';
import { type Answer, chunked, short } from '../report/bulk/answers.ts';
import { answer, HELLO, node, REQUEST } from './plain-traffic.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-second-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

const BAD = hex('6801 0101');
const UNKNOWN = hex('6801 c804aabb 0102');
const FOREIGN = new Uint8Array(12_000);

const LARGE = answer(0, 4000);

/** What the packet with that number says: one that is not in order among 2,000. */
function payload(i: number): Uint8Array {
  if (i % 2000 === 1999) return BAD;
  return (
    [HELLO, answer(i % 7000, 1 + (i % 174)), REQUEST, HELLO, answer(i, 174), FOREIGN, UNKNOWN][i % 7] ?? HELLO
  );
}

/** A capture that is longer than all that it is read into, of so many packets between so many nodes. */
function capture(name: string, packets: number, nodes: number, of = payload): string {
  const path = join(folder, name);
  const records = Array.from({ length: packets }, (_, i) => {
    const [from, to] = [node((i * 31) % nodes), node(nodes + ((i * 17) % 11))];
    const at = i * 397 + ((i * 7919) % 3000);
    return LITTLE.record(1_700_000_000 + Math.floor(at / 1e6), at % 1e6, udpFrame(from, to, of(i)));
  });
  writeFileSync(path, concat([LITTLE.pcapHeader({ link: RAW_IP }), ...records]));
  return path;
}

/** The file; from the second chunk on a second thread counts. */
function helped(path: string, then: (kernel: Kernel) => void = () => {}): Readers {
  const of = vi.spyOn(SecondCounter, 'of');
  return fileInput('f', async function* (space) {
    let chunks = 0;
    for await (const chunk of fileChunks(path, space)) {
      if (chunks++ === 1) {
        const [kernel] = of.mock.calls.at(-1) ?? [];
        const second = of.mock.results.at(-1);
        if (kernel === undefined || second?.type !== 'return' || second.value === null)
          throw new Error('no second thread was asked for');
        await second.value.begun;
        then(kernel);
      }
      yield chunk;
    }
    // So that each of those that it is read into is read into again while two threads are at work.
    expect(chunks).toBeGreaterThan(2 + (space?.chunks.length ?? 0));
  });
}

/** A difference is shown by the first node that has one, not by all of thousands. */
function same(found: Answer, expected: Answer): void {
  if (found.counts === expected.counts) return;
  const [{ nodes, ...rest }, { nodes: expectedNodes, ...expectedRest }] = [found, expected].map(
    ({ counts }) => JSON.parse(counts) as { readonly nodes: readonly unknown[] },
  ) as [{ nodes: unknown[] }, { nodes: unknown[] }];
  expect(rest).toEqual(expectedRest);
  for (const [at, node] of expectedNodes.entries()) expect(nodes[at]).toEqual(node);
  throw new Error('the counts differ, but not in what they say');
}

function alone(path: string): Readers {
  return fileInput('f', (space) => fileChunks(path, space));
}

test.each([
  ['few nodes', 7000, 40, payload],
  ['flows that are new all the time', 7000, 7000, payload],
  ['large datagrams, which fill no batch before their chunk is needed again', 450, 3, () => LARGE],
] as const)('two threads count what one counts: %s', async (name, packets, nodes, of) => {
  const path = capture(name.slice(0, 8), packets, nodes, of);
  const left = vi.spyOn(Sniffer.prototype, 'packet');
  const expected = await short([alone(path)], 'summary', { long: Number.POSITIVE_INFINITY });
  const count = left.mock.calls.length;
  same(await short([helped(path)], 'summary', { long: 0 }), expected);
  // The second thread leaves no more to the careful way than the first one did.
  expect(left.mock.calls.length).toBe(2 * count);
});

test('of flows that find no room, what they say is counted', async () => {
  const [packets, others, kept] = [69_000, 1150, 2 ** 16];
  const path = capture('flows', packets, 70_000, (i) => (i % (packets / others) === 0 ? FOREIGN : HELLO));
  for (const [input, long] of [
    [alone(path), Number.POSITIVE_INFINITY],
    [helped(path), 0],
  ] as const) {
    const bulk = new Bulk(null, new AbortController().signal, long);
    for await (const event of bulk.run([input])) expect(event).toBeNull();
    const { ours, foreign, bytes, tlvs, statistics } = bulk.summary;
    const hellos = packets - others;
    expect([ours, foreign, bytes.ours]).toEqual([hellos, others, 4 * hellos]);
    expect(tlvs.entries()).toEqual([['hello', hellos]]);
    const { flows, moreDatagrams, moreBytes } = statistics;
    expect([flows.size, moreDatagrams, moreBytes]).toEqual([kept, hellos - kept, 4 * (hellos - kept)]);
  }
});

test('the captures that follow are counted by both too', async () => {
  const [first, second] = [capture('first', 7000, 40), capture('second', 7000, 300)];
  const few = concat([
    LITTLE.pcapHeader({ link: RAW_IP }),
    LITTLE.record(1, 2, udpFrame(node(1), node(2), HELLO)),
  ]);
  const long = Number.POSITIVE_INFINITY;
  const expected = await short([alone(first), chunked('f', few, 50), alone(second)], 'summary', { long });
  const found = await short([helped(first), chunked('f', few, 50), alone(second)], 'summary', { long: 0 });
  same(found, expected);
});

test('if the second thread fails, that is said, and nobody waits for it', async () => {
  const path = capture('fails', 7000, 40);
  const input = helped(path, ({ parts }) => {
    const { fail } = instantiated(parts) as { fail(): void };
    fail();
  });
  const bulk = new Bulk(null, new AbortController().signal, 0);
  await expect(async () => {
    for await (const event of bulk.run([input])) expect(event).toBeNull();
  }).rejects.toThrow('the thread that counts has failed');
});
