import { expect, test } from 'vitest';
import { DIALECT_KEYS, type Dialect, dialectValues } from '../../src/node/dialect.ts';
import { swarm, table } from './swarm.ts';

test('a chain of 50 nodes closes in a few rounds of requests, and stays closed', async () => {
  const rounds = await swarm({
    nodes: 50,
    loss: 0,
    seed: 2,
    rounds: 7,
    roundMs: 10_000,
    startOf: (index) => (index === 0 ? null : index - 1),
  });
  // In the end 50 x 49 pairs: in ten seconds ten Hellos, a request and an answer each, 4 + 4 + 394 bytes.
  expect(table(rounds)).toMatchInlineSnapshot(`
    "
        s   connected    met    sent   lost    bytes
       10     98/2450     98     931      0     3724
       20    246/2450    246    2433      0    11336
       30    734/2450    734    6782      0    39772
       40   2162/2450   2162   19252      0   209252
       50   2450/2450   2450   28450      0   940628
       60   2450/2450   2450   29400      0  1073100
       70   2450/2450   2450   29400      0  1073100
    "
  `);
}, 300_000);

test('60 nodes of as many dialects find each other', async () => {
  const rounds = await swarm({
    nodes: 60,
    loss: 0.05,
    seed: 3,
    rounds: 5,
    roundMs: 10_000,
    startOf: (index) => (index === 0 ? null : Math.floor((index - 1) / 2)),
    dialectOf,
  });
  expect(table(rounds)).toMatchInlineSnapshot(`
    "
        s   connected    met    sent   lost    bytes
       10   3166/3540   3166   24343   1189  1011476
       20   3486/3540   3486   42378   2118  2418626
       30   3486/3540   3486   43972   2179  2748164
       40   3540/3540   3540   45356   2266  3044986
       50   3540/3540   3540   44724   2202  2829844
    "
  `);
}, 300_000);

test('when half of the nodes die the others forget them', async () => {
  const rounds = await swarm({
    nodes: 50,
    loss: 0.1,
    seed: 4,
    rounds: 6,
    roundMs: 5000,
    startOf: (index) => (index === 0 ? null : 0),
    dialectOf: () => ({ requestInterval: '4s' }),
    halfDiesIn: 5,
  });
  expect(table(rounds)).toMatchInlineSnapshot(`
    "
        s   connected    met    sent   lost    bytes
        5     98/2450     98     529     46     2374
       10   2405/2450   2405   11380   1139   297882
       15   2450/2450   2450   19474   1949  1420184
       20   2450/2450   2450   17537   1766  1050998
       25     600/600   2450    7884    783   238926
       30     600/600   2450    5808    602   152978
    "
  `);
}, 300_000);

/** Each free choice goes round its values at a pace of its own; the table must hold all 60. */
function dialectOf(index: number): Partial<Dialect> {
  const choices = DIALECT_KEYS.filter((key) => key !== 'capacity').map((key, place) => {
    const values = dialectValues(key);
    return [key, values[Math.floor(index / (1 + (place % 7))) % values.length]];
  });
  return Object.fromEntries(choices) as Partial<Dialect>;
}
