import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPieces } from '../../src/report/json-pieces.ts';
import { LazyRows } from '../../src/sniff/statistics/rows.ts';
import { SEED } from '../support/arbitrary.ts';
import { longRuns } from '../support/runs.ts';

const value = fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()));

test('pieces are the JSON of the whole, whether its lists are there or made on the way', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), fc.array(fc.jsonValue()), (object, rows) => {
      const lazy = new LazyRows(Uint32Array.from(rows.keys()), (row) => rows[row]);
      expect([...jsonPieces({ ...object, rows: lazy })].join('')).toBe(JSON.stringify({ ...object, rows }));
      expect(JSON.stringify(lazy)).toBe(JSON.stringify(rows));
    }),
    // Each is a tree of values.
    { numRuns: longRuns(1000), seed: SEED },
  );
  expect([...jsonPieces({})].join('')).toBe('{}');
});

test('no piece holds much more than one row', () => {
  const rows = new LazyRows(
    Uint32Array.from({ length: 1000 }, (_, row) => row),
    () => 'x'.repeat(1000),
  );
  const pieces = [...jsonPieces({ rows })];
  expect(pieces.length).toBeGreaterThan(10);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000);
});
