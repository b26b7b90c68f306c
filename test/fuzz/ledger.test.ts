import { expect, it } from 'vitest';
import { Ledger } from '../../src/fuzz/ledger.ts';

it('could not tell where the target was seen, but nothing was tried on it', () => {
  const ledger = new Ledger(0, false);
  ledger.seen = true;
  expect(ledger.result(1, 2000, null).verdict).toBe('inconclusive');
  ledger.cases = 1;
  expect(ledger.result(1, 2000, null).verdict).toBe('pass');
  expect(ledger.result(1, 2000, 'lost').verdict).toBe('inconclusive');
});
