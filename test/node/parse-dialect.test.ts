import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_DIALECT, DIALECT_KEYS, dialectValues, parseDialect } from '../../src/node/dialect.ts';

describe('parseDialect', () => {
  test('takes every value of the table', () => {
    for (const key of DIALECT_KEYS)
      for (const value of dialectValues(key))
        expect(parseDialect(key, value)).toEqual({ ok: true, dialect: { [key]: value } });
  });

  test('names what is allowed', () => {
    expect(parseDialect('list', 'none')).toEqual({
      ok: false,
      error: 'list is not "none": connected, known',
    });
    expect(parseDialect('toString', 'x')).toMatchObject({ ok: false });
    fc.assert(fc.property(fc.string(), fc.string(), (key, value) => !parseDialect(key, value).ok));
  });
});

test('the defaults are the first values', () => {
  expect(Object.entries(DEFAULT_DIALECT)).toEqual(DIALECT_KEYS.map((key) => [key, dialectValues(key)[0]]));
});
