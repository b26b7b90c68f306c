import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Journal } from '../../src/fuzz/journal.ts';
import { SEED } from '../support/arbitrary.ts';
import { RUNS } from '../support/runs.ts';
import { PEER, WITNESS } from '../support/trace.ts';

/** Thousands of times faster on large arrays than `toEqual`. */
function isSame(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && Buffer.compare(a, b) === 0;
}

it('gives back the newest datagrams as they were, whatever is done to the arrays afterwards', () => {
  const sizes = fc.array(fc.oneof(fc.nat(40), fc.constantFrom(0, 1400, 65_507)), { maxLength: 60 });
  fc.assert(
    fc.property(sizes, (lengths) => {
      const journal = new Journal();
      const put = lengths.map((length, i) => {
        const bytes = new Uint8Array(length).fill(i);
        const kept = journal.put(i, i % 2 === 0 ? PEER : WITNESS, bytes);
        bytes.fill(255);
        return kept.slice();
      });
      const steps = journal.steps();
      expect(journal.count).toBe(lengths.length);
      expect(steps.every(({ bytes }, i) => isSame(bytes, put[i]))).toBe(true);
      expect(steps.map(({ at }) => at)).toEqual(lengths.map((_, i) => i));
      expect(journal.steps(3).map(({ at }) => at)).toEqual(steps.slice(-3).map(({ at }) => at));
      expect(steps).toHaveLength(lengths.length);
    }),
    // Each makes a journal of 34 MiB.
    { seed: SEED, numRuns: RUNS / 50 },
  );
});

it('forgets the oldest when it is full, and never gives bytes that were overwritten', () => {
  const journal = new Journal();
  const size = 65_507;
  const count = 1600; // three times round
  for (let i = 0; i < count; i++) {
    journal.put(i, PEER, new Uint8Array(i % 7 === 0 ? 0 : size).fill(i % 251));
  }
  const steps = journal.steps();
  expect(steps.at(-1)?.at).toBe(count - 1);
  expect(steps.length).toBeGreaterThan(500);
  for (const { at, bytes } of steps) {
    expect(bytes.length).toBe(at % 7 === 0 ? 0 : size);
    expect(isSame(bytes, new Uint8Array(bytes.length).fill(at % 251))).toBe(true);
  }
});

it('is bounded in number too', () => {
  const journal = new Journal();
  for (let i = 0; i < 300_000; i++) journal.put(i, PEER, Uint8Array.of(i));
  const steps = journal.steps();
  expect(steps).toHaveLength(131_072);
  expect(steps[0]?.at).toBe(300_000 - 131_072);
});
