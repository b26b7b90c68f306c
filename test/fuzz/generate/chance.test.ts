import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Chance } from '../../../src/fuzz/generate/chance.ts';

function numbers(chance: Chance, count = 64): number[] {
  return Array.from({ length: count }, () => chance.uint32());
}

test('seed and place give the same numbers, wherever one comes from', () => {
  fc.assert(
    fc.property(fc.nat(), fc.maxSafeNat(), fc.nat(50), (seed, place, before) => {
      const jumper = new Chance(1, 2);
      numbers(jumper, before);
      jumper.begin(seed, place);
      expect(numbers(jumper)).toEqual(numbers(new Chance(seed, place)));
    }),
  );
});

test('neighbours have nothing in common: places, seeds, and places beyond 32 bits', () => {
  const places = [0, 1, 2, 3, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 33];
  const all = places.flatMap((place) => [5, 6].flatMap((seed) => numbers(new Chance(seed, place))));
  expect(new Set(all).size).toBe(all.length);
  // Half of the bits differ between one place and the next, in each position.
  const differences = new Uint32Array(32);
  const cases = 2000;
  for (let place = 0; place < cases; place++) {
    const changed = new Chance(9, place).uint32() ^ new Chance(9, place + 1).uint32();
    for (let bit = 0; bit < 32; bit++) differences[bit] = (differences[bit] ?? 0) + ((changed >>> bit) & 1);
  }
  for (const count of differences) expect(Math.abs(count / cases - 0.5)).toBeLessThan(0.06);
});

test('numbers below a limit are spread evenly, and every one comes', () => {
  const chance = new Chance(3);
  for (const limit of [1, 2, 7, 256, 1000]) {
    const counts = new Uint32Array(limit);
    for (let i = 0; i < 200 * limit; i++) {
      const number = chance.below(limit);
      counts[number] = (counts[number] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(120);
    expect(Math.max(...counts)).toBeLessThan(280);
  }
  expect(chance.below(0)).toBe(0);
  const bounds = Array.from({ length: 500 }, () => chance.between(-2, 2));
  expect(new Set(bounds)).toEqual(new Set([-2, -1, 0, 1, 2]));
  expect(() => chance.pick([])).toThrow(RangeError);
});
