import { expect, test } from 'vitest';
import { swarm, table } from './swarm.ts';

test('60 nodes that know the first one alone find each other, one datagram in five lost', async () => {
  const rounds = await swarm({
    nodes: 60,
    loss: 0.2,
    seed: 1,
    rounds: 8,
    roundMs: 5000,
    startOf: (index) => (index === 0 ? null : 0),
  });
  expect(table(rounds)).toMatchInlineSnapshot(`
    "
        s   connected    met    sent   lost    bytes
        5    118/3540    118     524    101     2096
       10    118/3540    118     590    102     2360
       15   3003/3540   3003   10156   2042    65874
       20   3074/3540   3078   15372   3089    61488
       25   3534/3540   3536   22321   4521  1190834
       30   3536/3540   3540   17901   3516   114772
       35   3532/3540   3540   23716   4672  1361836
       40   3538/3540   3540   18018   3686   139568
    "
  `);
});
