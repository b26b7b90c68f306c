import { expect, test } from 'vitest';
import { percentiles } from '../../src/simulate/percentiles.ts';
import { fitted, resized, smallerSizes } from '../../src/simulate/scaling.ts';
import { bad, plan } from './plan.ts';

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

test('smaller sizes are an eighth, a quarter and a half, as far as they are networks', () => {
  expect(smallerSizes(plan({ nodes: 300 }))).toEqual([38, 75, 150]);
  expect(smallerSizes(plan({ nodes: 10 }))).toEqual([5]);
  expect(smallerSizes(plan({ nodes: 2 }))).toEqual([]);
});

test('a smaller network loses the same share of its nodes, and none of them is wrong', () => {
  const smaller = resized(plan({ nodes: 80, churnPerMinute: 20, bugs: [bad('hello-3s', 0.1)] }), 20);
  expect(smaller).toMatchObject({ nodes: 20, churnPerMinute: 5, bugs: [] });
});

test('percentiles are values that occurred', () => {
  expect(percentiles([])).toBeNull();
  expect(percentiles([7])).toEqual({ count: 1, p50: 7, p90: 7, p99: 7, max: 7 });
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(percentiles(hundred)).toEqual({ count: 100, p50: 50, p90: 90, p99: 99, max: 100 });
});
