import { TESTS } from '../../src/interop/outcome.ts';
import type { MetPairing, MetTest } from '../../src/report/interop-report.ts';
import { type FindingRow, NOTHING, type ResultRow, type RunReport } from '../../src/report/run/run-report.ts';

export function row(requirement: string, check: string, more: Partial<ResultRow> = {}): ResultRow {
  return {
    requirement,
    check,
    section: '1.2',
    level: 'must',
    verdict: 'pass',
    expected: 'the node does it',
    actual: 'it did',
    hint: null,
    because: null,
    evidence: null,
    datagram: null,
    byHand: null,
    ...more,
  };
}

export function foundRow(id: string, more: Partial<FindingRow> = {}): FindingRow {
  return {
    id,
    kind: 'crash',
    signature: 'SIGSEGV',
    requirement: 'ROB-1',
    expected: 'the node survives',
    actual: 'the node died of SIGSEGV',
    hint: null,
    reproduced: '5/5',
    seen: 1,
    datagrams: ['6801c8ff'],
    output: '',
    folder: `findings/${id}`,
    ...more,
  };
}

/** A report as `--json` prints it. */
export function checkReport(results: readonly ResultRow[], more: Partial<RunReport> = {}): RunReport {
  return {
    command: 'check',
    version: '0.1.0',
    target: { endpoint: null, command: ['./server'] },
    seed: 7,
    startedAt: '2026-11-26T12:00:24.702Z',
    durationMs: 14_220,
    verdict: results.some(({ verdict }) => verdict === 'fail') ? 'fail' : 'pass',
    ...NOTHING,
    results,
    ...more,
  };
}

export function fuzzReport(findings: readonly FindingRow[], more: Partial<RunReport> = {}): RunReport {
  const reach = { cases: 1000, datagrams: 41_204, lost: 0, dropped: 3 };
  const verdict = findings.length > 0 ? 'fail' : 'pass';
  return { ...checkReport([]), command: 'fuzz', verdict, findings, reach, ...more };
}

/** B does not lose A, and dies at the second meeting; nobody has asked anybody. */
export function interopReport(
  { name = './b', text = 'B lists A 9.0 s after its last Hello', file = 'captures/A-B-1-pair.pcapng' } = {},
  more: Partial<RunReport> = {},
): RunReport {
  const nodes = [
    { id: 'A', name: './a', command: ['./a'], folder: null },
    { id: 'B', name, command: [name, '-x'], folder: name },
  ];
  const pairings = ['A', 'B'].flatMap((joiner) =>
    ['A', 'B'].map((hub): MetPairing => {
      const isFaulty = hub === 'B';
      const tests = TESTS.map(({ name: test }): MetTest => {
        const outcome = test === 'lose' && isFaulty ? 'fail' : test === 'hearsay' ? 'unsupported' : 'pass';
        const faults =
          outcome === 'fail' ? [{ requirement: 'HEL-4', node: 'B', role: 'hub' as const, text }] : [];
        return { test, outcome, text, faults, tries: [outcome] };
      });
      const troubles = isFaulty ? [{ node: 'B', role: 'hub' as const, text, output: text }] : [];
      const outcome = isFaulty ? 'fail' : 'pass';
      return { joiner, hub, third: null, outcome, tries: 1, tests, troubles, captures: [file] };
    }),
  );
  const head = checkReport([], { verdict: 'fail', target: { endpoint: null, command: null } });
  return { ...head, command: 'interop', interop: { nodes, pairings, left: 0 }, ...more };
}

/** The same as the JSON of a file. */
export function reportJson(report: RunReport): Record<string, unknown> {
  return { schemaVersion: 1, tool: 'peerprobe', ...report, ...report.reach, ...report.interop };
}
