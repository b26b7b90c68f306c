import { expect, test } from 'vitest';
import { Limiter, SOURCES, STRANGER_BYTES } from '../../src/node/limiter.ts';
import { Bench, benchConfig, HELLO, lab, REQUEST } from './bench.ts';

const [A, B] = [lab(1), lab(2)];

test('a stranger is answered once a second', () => {
  const node = new Bench();
  node.say(B, HELLO);
  const answered = [0, 1, 500, 999, 1000, 1999, 2000].filter((at) => {
    node.run(at);
    return node.ask(A) !== null;
  });
  expect(answered).toEqual([0, 1000, 2000]);
});

test('all strangers together get at most the budget, a connected peer is answered all the same', () => {
  const node = new Bench();
  const peers = Array.from({ length: 300 }, (_, i) => lab(i));
  for (const peer of peers) node.say(peer, HELLO);
  const before = node.sent.length;
  for (let i = 0; i < 500; i += 1) node.say(lab(1000 + i), REQUEST);
  const bytes = node.sent.slice(before).reduce((size, sent) => size + sent.bytes.length, 0);
  // 1394 + 1010 bytes an answer: five fit 14,000
  expect(bytes).toBe(5 * 2404);
  expect(node.ask(A)).toHaveLength(300);
  expect(node.events.filter((event) => event.type === 'refused' && event.reason === 'limit')).toHaveLength(
    495,
  );
});

test('the budget fills up again within a second, and no further', () => {
  const limiter = new Limiter();
  expect(limiter.take('a', STRANGER_BYTES, 0)).toBe(true);
  expect(limiter.take('b', 1, 0)).toBe(false);
  expect(limiter.take('b', STRANGER_BYTES / 2, 500)).toBe(true);
  expect(limiter.take('c', 1, 500)).toBe(false);
  expect(limiter.take('c', STRANGER_BYTES + 1, 1_000_000)).toBe(false);
  expect(limiter.take('c', STRANGER_BYTES, 1_000_000)).toBe(true);
});

test('strangers are remembered for a second, and not more than a bound', () => {
  const limiter = new Limiter();
  for (let i = 0; i < SOURCES; i += 1) expect(limiter.take(String(i), 1, 0)).toBe(true);
  expect(limiter.take('one more', 1, 999)).toBe(false);
  expect(limiter.take('one more', 1, 1000)).toBe(true);
});

test('a refusal costs nothing', () => {
  const limiter = new Limiter();
  expect(limiter.take('a', STRANGER_BYTES + 1, 0)).toBe(false);
  expect(limiter.take('a', STRANGER_BYTES, 0)).toBe(true);
});

test('strangers that are ignored cost nothing', () => {
  const node = new Bench(benchConfig({ strangers: 'ignored' }));
  node.say(B, HELLO);
  expect(node.during(() => node.say(A, REQUEST))).toEqual([]);
  expect(node.events.at(-1)).toMatchObject({ type: 'refused', reason: 'stranger' });
});
