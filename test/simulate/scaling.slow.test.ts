import { expect, test } from 'vitest';
import { outcomeOf } from '../../src/simulate/outcome.ts';
import { fitted, scaleOf } from '../../src/simulate/scaling.ts';
import { trialPlan, trialsOf } from '../../src/simulate/trial.ts';
import { plan, ran } from './plan.ts';

test('datagrams of a whole mesh grow with the square of the nodes, bytes with more', async () => {
  const scales = [];
  for (const nodes of [12, 25, 50])
    scales.push(scaleOf(nodes, outcomeOf(await ran(plan({ nodes, timeMs: 40_000 })))));
  const { datagrams, bytes } = fitted(scales);
  // n(n - 1): by so much steeper than n^2 in this range.
  expect(datagrams).toBeGreaterThan(1.98);
  expect(datagrams).toBeLessThan(2.15);
  expect(bytes).toBeGreaterThan(2.3);
  expect(bytes).toBeLessThan(3.1);
});

test('a small table saves, and asking seldom saves most', async () => {
  const wanted = plan({ nodes: 60, timeMs: 40_000 });
  const base = trialPlan(wanted);
  const cost = async (name: string): Promise<number> => {
    const trial = trialsOf(wanted).find((one) => one.name === name);
    if (trial === undefined) throw new Error(`no trial ${name}`);
    return scaleOf(base.nodes, outcomeOf(await ran({ ...base, ...trial.change }))).perSecond.bytes;
  };
  const none = await cost('none');
  expect(await cost('capacity-16')).toBeLessThan(0.8 * none);
  expect(await cost('ask-30s')).toBeLessThan(0.5 * none);
});
