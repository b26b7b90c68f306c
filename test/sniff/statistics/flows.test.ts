import { expect, test } from 'vitest';
import { Claims, MAX_CLAIMS } from '../../../src/sniff/statistics/claims.ts';
import { Content } from '../../../src/sniff/statistics/content.ts';
import { factsOf } from '../../../src/sniff/statistics/facts.ts';
import { Flows, MAX_FLOWS } from '../../../src/sniff/statistics/flows.ts';
import { Statistics } from '../../../src/sniff/statistics/statistics.ts';
import { fromHex } from '../../../src/wire/bytes.ts';

const [A, B] = [
  { address: '10.0.0.1', port: 4200 },
  { address: '10.0.0.2', port: 4201 },
];
const [SIX, OTHER] = [
  { address: 'fe80::1', port: 4200 },
  { address: 'fe80::2', port: 4200 },
];

test('a flow is found again, as numbers and as texts, in its direction', () => {
  const flows = new Flows();
  const there = flows.between(A, B);
  expect(flows.of4(0x0a000001, 4200, 0x0a000002, 4201)).toBe(there);
  const back = flows.between(B, A);
  const six = flows.between(SIX, OTHER);
  expect(new Set([there, back, six]).size).toBe(3);
  for (let i = 0; i < 5000; i++) flows.of4(i, i & 0xffff, i * 7, 1);
  expect([flows.between(A, B), flows.between(B, A), flows.between(SIX, OTHER)]).toEqual([there, back, six]);
  expect(flows.ends.endpoint(flows.sources[six] ?? 0)).toEqual(SIX);
  expect(flows.ends.endpoint(flows.destinations[there] ?? 0)).toEqual(B);
});

test('no more flows are kept than is said; the rest is counted', () => {
  const statistics = new Statistics();
  const content = new Content();
  const hello = fromHex('68010102') ?? new Uint8Array(0);
  for (let i = 0; i < MAX_FLOWS + 5; i++) {
    content.read(hello, 0, hello.length, hello.length);
    statistics.add(statistics.flow4(i, 1, 2, 3), i, content);
  }
  const { conversations, nodes, more } = factsOf(statistics);
  expect([conversations.length, nodes.length]).toEqual([MAX_FLOWS, MAX_FLOWS + 1]);
  expect(more).toMatchObject({ datagrams: 5, bytes: 20 });
});

test('of a node that claims many, so many are kept, the first ones', () => {
  const claims = new Claims();
  for (let i = 0; i < MAX_CLAIMS; i++) for (let again = 0; again < 2; again++) claims.add(3, i, 4200);
  expect([claims.size, claims.hasMore(3)]).toEqual([MAX_CLAIMS, false]);
  claims.add(3, 99_999, 4200);
  claims.add(4, 1, 4200);
  expect([claims.size, claims.hasMore(3), claims.hasMore(4)]).toEqual([MAX_CLAIMS + 1, true, false]);
  expect(claims.peers(3).slice(0, 2)).toEqual([
    { address: '0.0.0.0', port: 4200 },
    { address: '0.0.0.1', port: 4200 },
  ]);
});

test('all claims together are bounded too', () => {
  const claims = new Claims();
  for (let node = 0; node < 600; node++) for (let i = 0; i < MAX_CLAIMS; i++) claims.add(node, i, 4200);
  expect([claims.size, claims.isFull]).toEqual([2 ** 18, true]);
});
