import { expect, test } from 'vitest';
import { Bench, benchConfig, endpoint, HELLO, lab, named } from './bench.ts';

const [A, B, C, D] = [lab(1), lab(2), lab(3), lab(4)];

function known(node: Bench): string[] {
  return Object.keys(node.table()).filter((peer) => peer !== D);
}

test('capacity: a flood of announcements keeps nobody out who says Hello', () => {
  const node = new Bench(benchConfig({ capacity: '16' }));
  for (let i = 0; i < 1000; i += 1) node.say(A, named(lab(i + 100)));
  expect(node.node.peers.size).toBe(16);
  node.say(B, HELLO);
  expect([node.node.peers.size, node.table()[B]]).toEqual([16, 'connected']);
});

test('capacity: a start peer is the last to make room', () => {
  const node = new Bench(benchConfig({ capacity: '16' }, { start: [endpoint(D)] }));
  for (let i = 0; i < 15; i += 1) node.say(A, named(lab(i + 100)));
  for (let i = 0; i < 15; i += 1) node.say(lab(i + 200), HELLO);
  expect(node.table()[D]).toBe('known');
  node.say(B, HELLO);
  expect([node.table()[D], node.table()[B]]).toEqual([undefined, 'connected']);
});

test('capacity: an announced address displaces those alone to whom no Hello is owed', () => {
  const node = new Bench(benchConfig({ unheard: 'forever' }, { capacity: 3, start: [endpoint(D)] }));
  node.say(A, named(B), named(C));
  node.run(3999);
  node.say(A, named(lab(5)));
  expect(known(node)).toEqual([B, C]);
  node.run(4000);
  node.say(A, named(C), named(lab(5)), named(lab(6)));
  expect(known(node)).toEqual([C, lab(5)]);
  expect(node.table()[D]).toBe('known');
});
