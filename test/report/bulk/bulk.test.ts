import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SEED } from '../../support/arbitrary.ts';
import { RUNS } from '../../support/runs.ts';
import { careful, chunked, MODES, short } from './answers.ts';
import { capture, damagedCapture } from './capture.ts';

const chunk = fc.constantFrom(7, 64, 1000, 5000, 100_000);
// A run makes a dozen packets and reads them six times.
const runs = { numRuns: RUNS / 20, seed: SEED };

describe('the short way says what the careful one says, byte for byte', () => {
  test('of any capture', async () => {
    await fc.assert(
      fc.asyncProperty(capture, chunk, async (file, size) => {
        const inputs = () => [chunked('f', file, size)];
        for (const mode of MODES) expect(await short(inputs(), mode)).toEqual(await careful(inputs(), mode));
      }),
      runs,
    );
  });

  test('of damaged captures, several of them', async () => {
    await fc.assert(
      fc.asyncProperty(damagedCapture, damagedCapture, chunk, async (one, other, size) => {
        const inputs = () => [chunked('a "quoted" name', one, size), chunked('b', other, size)];
        for (const mode of MODES) expect(await short(inputs(), mode)).toEqual(await careful(inputs(), mode));
      }),
      runs,
    );
  });
});
