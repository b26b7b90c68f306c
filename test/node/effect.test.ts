import { describe, expect, test } from 'vitest';
import type { NodeConfig } from '../../src/node/config.ts';
import type { Rules } from '../../src/node/rules.ts';
import { Bench, benchConfig, endpoint, HELLO, lab, named, REQUEST } from './bench.ts';

const [A, B] = [lab(1), lab(2)];

function bench(more: Partial<NodeConfig> = {}): Bench {
  return new Bench(benchConfig({}, more));
}

describe('the effects that rules may ask for', () => {
  const react = (delayMs: number): Partial<Rules> => ({
    react: (_, from) => [{ type: 'later', delayMs, effect: { type: 'send', to: from, tlvs: [HELLO] } }],
  });

  test('later comes when it is due, once', () => {
    const node = bench({ rules: react(250) });
    node.run(100);
    node.say(A, HELLO);
    node.say(B, HELLO);
    node.run(60_000);
    expect(node.sent.map(({ at, to }) => [at, to])).toEqual([
      [350, A],
      [350, B],
    ]);
  });

  test('later effects come in the order of their times', () => {
    const delays = { hello: 500, 'peer-request': 100, 'peer-address': 900, unknown: 0 };
    const effect = { type: 'send', to: endpoint(A), tlvs: [HELLO] } as const;
    const node = bench({
      rules: { react: (item) => [{ type: 'later', delayMs: delays[item.type], effect }] },
    });
    node.say(A, HELLO, REQUEST, named(B));
    node.run(60_000);
    expect(node.times(A, 'hello')).toEqual([100, 500, 900]);
  });

  test('later is bounded', () => {
    const node = bench({ rules: react(250) });
    node.say(A, ...Array(2000).fill(HELLO));
    node.run(1000);
    expect(node.sent).toHaveLength(1024);
  });

  test('forget takes the peer out of the table', () => {
    const node = bench({ rules: { ask: (peer) => [{ type: 'forget', peer: peer.endpoint }] } });
    node.runWith(10_100, A);
    expect(node.eventTypes()).toContain('peer-forgotten');
  });

  test('rules that are always due do not make the driver spin', () => {
    const node = bench({ start: [endpoint(A)], rules: { helloAt: (_, scene) => scene.now } });
    node.run(10);
    expect(node.times(A, 'hello')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
