import { describe, expect, test } from 'vitest';
import type { NodeConfig } from '../../src/node/config.ts';
import { Bench, benchConfig, endpoint, HELLO, lab } from './bench.ts';

const [A, B, C] = [lab(1), lab(2), lab(3)];

function bench(more: Partial<NodeConfig> = {}): Bench {
  return new Bench(benchConfig({}, more));
}

describe('the options of §2.3', () => {
  test('minimumPeers keeps silent peers if there are no others, those heard last', () => {
    const node = bench({ minimumPeers: 2 });
    for (const peer of [A, B, C]) {
      node.say(peer, HELLO);
      node.run(node.now + 100);
    }
    node.run(60_000);
    expect(node.table()).toEqual({ [B]: 'known', [C]: 'known' });
    expect(node.times(B, 'hello').at(-1)).toBe(60_000);
    node.say(A, HELLO);
    expect(node.table()).toEqual({ [C]: 'known', [A]: 'connected' });
  });

  test('minimumPeers lists no silent peer', () => {
    const node = bench({ minimumPeers: 9 });
    node.say(A, HELLO);
    node.run(9000);
    node.say(B, HELLO);
    expect(node.ask(B)).toEqual([B]);
  });

  test.each([
    [false, B], // heard last
    [true, A], // connected longest
  ])('preferStable %s chooses which silent peer keeps its place in a full table', (preferStable, kept) => {
    const node = new Bench(benchConfig({ silentPeers: 'kept' }, { capacity: 2, preferStable }));
    node.runWith(9000, A);
    node.say(B, HELLO);
    node.run(60_000);
    expect(Object.keys(node.table())).toEqual([A, B]);
    node.say(C, HELLO);
    expect(Object.keys(node.table())).toEqual([kept, C]);
  });

  test('keepStart decides whether a start peer that is silent is greeted for ever', () => {
    for (const [keepStart, last] of [
      [true, 100_000],
      [false, 29_000],
    ] as const) {
      const node = bench({ keepStart, start: [endpoint(A)] });
      node.run(100_000);
      expect(node.times(A, 'hello').at(-1)).toBe(last);
    }
  });
});
