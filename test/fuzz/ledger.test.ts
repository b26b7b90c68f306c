import { expect, it } from 'vitest';
import { Ledger } from '../../src/fuzz/ledger.ts';
import { exited, traceOf } from '../support/trace.ts';

it('could not tell where the target was seen, but nothing was tried on it', () => {
  const ledger = new Ledger(0, false);
  ledger.seen = true;
  expect(ledger.result(1, 2000, null).verdict).toBe('inconclusive');
  ledger.cases = 1;
  expect(ledger.result(1, 2000, null).verdict).toBe('pass');
  expect(ledger.result(1, 2000, 'lost').verdict).toBe('inconclusive');
});

it('counts an instance as ended by itself that neither we nor somebody else ended', () => {
  const deaths = [
    { signal: 'SIGSEGV' },
    { signal: 'SIGKILL' },
    { signal: 'SIGTERM', byUs: true },
    { code: 0 },
  ].map((how) => {
    const ledger = new Ledger(0, true);
    ledger.told(traceOf([exited(5, { signal: null, ...how })]), 0);
    return ledger.deaths;
  });
  expect(deaths).toEqual([1, 0, 0, 1]);
});
