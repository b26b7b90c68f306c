import { expect, it } from 'vitest';
import { runDiff } from '../../../src/report/run/run-diff.ts';
import { checkReport, foundRow, fuzzReport, interopReport, row } from '../../support/run-report.ts';

it('tells what is fixed, broken, still there, flaky, and what one of them says nothing of', () => {
  const before = checkReport(
    [
      row('A', 'fixed', { verdict: 'fail' }),
      row('A', 'broken'),
      row('A', 'still', { verdict: 'fail' }),
      row('A', 'flaky', { verdict: 'fail' }),
      row('A', 'gone', { verdict: 'fail' }),
      row('A', 'unsure', { verdict: 'fail' }),
      row('A', 'fresh', { verdict: 'skipped' }),
    ],
    { flaky: ['A flaky'] },
  );
  const after = checkReport([
    row('A', 'fixed'),
    row('A', 'broken', { verdict: 'fail' }),
    row('A', 'still', { verdict: 'fail' }),
    row('A', 'flaky'),
    row('A', 'unsure', { verdict: 'inconclusive' }),
    row('A', 'fresh', { verdict: 'fail' }),
  ]);
  expect(runDiff(before, after)).toEqual({
    fixed: ['A fixed'],
    broken: ['A broken'],
    still: ['A still'],
    flaky: ['A flaky'],
    untold: ['A gone', 'A unsure', 'A fresh'],
  });
});

it('compares tests of interop by the names of the nodes', () => {
  const before = interopReport();
  const { interop } = before;
  const mended = interop?.pairings.map((pairing) => ({
    ...pairing,
    tests: pairing.tests.map((test) => ({ ...test, outcome: 'pass' as const, faults: [] })),
  }));
  const after = interop === null ? before : { ...before, interop: { ...interop, pairings: mended ?? [] } };
  const lost = ['./a joins ./b: lose', './b joins ./b: lose'];
  expect(runDiff(before, after)).toMatchObject({ fixed: lost, broken: [], still: [], untold: [] });
  expect(runDiff(after, before)).toMatchObject({ fixed: [], broken: lost });
});

it('takes a new finding for broken, and one that did not show for nothing', () => {
  const diff = runDiff(
    fuzzReport([foundRow('a'), foundRow('b')]),
    fuzzReport([foundRow('b'), foundRow('c')]),
  );
  expect(diff).toEqual({ fixed: [], broken: ['c'], still: ['b'], flaky: [], untold: ['a'] });
});
