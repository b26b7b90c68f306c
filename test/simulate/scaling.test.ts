import { expect, test } from 'vitest';
import { outcomeOf } from '../../src/simulate/outcome.ts';
import { percentiles } from '../../src/simulate/percentiles.ts';
import { fitted, resized, scaleOf, smallerSizes } from '../../src/simulate/scaling.ts';
import { trialPlan, trialsOf } from '../../src/simulate/trial.ts';
import { bad, plan, ran } from './plan.ts';

test('the exponent of an exact power is found', () => {
  const scales = [5, 10, 40].map((nodes) => ({
    nodes,
    perSecond: { datagrams: 7 * nodes ** 2, bytes: 0.1 * nodes ** 2.5 },
    perNodeSecond: { datagrams: 0, bytes: 0 },
    connected: 1,
  }));
  const { datagrams, bytes } = fitted(scales);
  expect(datagrams).toBeCloseTo(2, 10);
  expect(bytes).toBeCloseTo(2.5, 10);
  expect(fitted(scales.slice(0, 1))).toEqual({ datagrams: null, bytes: null });
});

test('datagrams of a whole mesh grow with the square of the nodes, bytes with more', async () => {
  const scales = [];
  for (const nodes of [6, 12, 24])
    scales.push(scaleOf(nodes, outcomeOf(await ran(plan({ nodes, timeMs: 40_000 })))));
  const { datagrams, bytes } = fitted(scales);
  // n(n - 1): by so much steeper than n^2 in this range.
  expect(datagrams).toBeGreaterThan(1.98);
  expect(datagrams).toBeLessThan(2.15);
  expect(bytes).toBeGreaterThan(2.3);
  expect(bytes).toBeLessThan(3.1);
});

test('smaller sizes are an eighth, a quarter and a half, as far as they are networks', () => {
  expect(smallerSizes(plan({ nodes: 300 }))).toEqual([38, 75, 150]);
  expect(smallerSizes(plan({ nodes: 10 }))).toEqual([5]);
  expect(smallerSizes(plan({ nodes: 2 }))).toEqual([]);
});

test('a smaller network loses the same share of its nodes, and none of them is wrong', () => {
  const smaller = resized(plan({ nodes: 80, churnPerMinute: 20, bugs: [bad('hello-3s', 0.1)] }), 20);
  expect(smaller).toMatchObject({ nodes: 20, churnPerMinute: 5, bugs: [] });
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

test('percentiles are values that occurred', () => {
  expect(percentiles([])).toBeNull();
  expect(percentiles([7])).toEqual({ count: 1, p50: 7, p90: 7, p99: 7, max: 7 });
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(percentiles(hundred)).toEqual({ count: 100, p50: 50, p90: 90, p99: 99, max: 100 });
});
