import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRunLog } from '../../../src/report/run/run-log.ts';
import {
  checkReport,
  foundRow,
  fuzzReport,
  interopReport,
  reportJson,
  row,
} from '../../support/run-report.ts';

const BEGIN = {
  type: 'run',
  atMs: 0,
  schemaVersion: 1,
  command: 'check',
  version: '0.1.0',
  target: { endpoint: null, command: ['./server'] },
  seed: 7,
  startedAt: '2026-11-26T12:00:24.702Z',
};

function judged(check: string, attempt: number, verdict: string, requirement = 'TLV-2'): object {
  const judgement = { requirement, check, verdict, expected: 'e', actual: 'a', hint: null, evidence: [1] };
  return { type: 'judged', atMs: 100 * attempt, check, attempt, judgements: [judgement] };
}

function lines(...events: readonly object[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

describe('the log of a run', () => {
  it('gives the report of its last line', () => {
    const report = checkReport([row('TLV-2', 'x', { verdict: 'fail' })], { completeUpTo: '2.1.5' });
    const log = lines(BEGIN, judged('x', 1, 'fail'), { type: 'report', atMs: 9, report: reportJson(report) });
    expect(readRunLog(log)).toEqual({ report, damaged: 0 });
  });

  it('may be the report itself, as --json printed it', () => {
    for (const report of [
      checkReport([row('TLV-2', 'x')]),
      fuzzReport([foundRow('crash-1')]),
      interopReport(),
    ])
      expect(readRunLog(`${JSON.stringify(reportJson(report))}\n`)).toEqual({ report, damaged: 0 });
  });

  it('that was cut short gives what was judged last of each row, and no verdict of it', () => {
    const log = lines(BEGIN, judged('x', 1, 'fail'), judged('y', 1, 'pass'), judged('x', 2, 'fail'));
    const read = readRunLog(`${log}{"type":"judged","atM`);
    expect(read).toMatchObject({
      damaged: 0,
      report: { verdict: 'inconclusive', ended: 'cut', durationMs: 200, seed: 7, command: 'check' },
    });
    if (typeof read === 'string') throw new Error(read);
    expect(read.report.results.map(({ check, verdict, section }) => [check, verdict, section])).toEqual([
      ['x', 'fail', '1.2'],
      ['y', 'pass', '1.2'],
    ]);
  });

  it('of fuzz that was cut short gives the findings that it named', () => {
    const { datagrams: _, output: __, folder: ___, ...named } = foundRow('crash-1');
    const log = lines({ ...BEGIN, command: 'fuzz' }, { type: 'finding', atMs: 5, ...named });
    expect(readRunLog(log)).toMatchObject({
      report: { verdict: 'fail', ended: 'cut', findings: [{ id: 'crash-1', folder: 'findings/crash-1' }] },
    });
  });

  it('of interop that was cut short gives what was done, and of the rest what its tries came to', () => {
    const { interop } = interopReport();
    const [alone, pair] = interop?.pairings ?? [];
    const calm = { test: 'calm', outcome: 'fail', text: 'a storm' };
    const results = [{ ...calm, faults: [{ requirement: 'HEL-7', by: 'hub', text: 'a storm' }] }];
    const tried = { type: 'attempt', joiner: 'B', hub: 'A', third: null, number: 1, captures: ['x.pcapng'] };
    const begin = { ...BEGIN, command: 'interop', target: undefined, nodes: interop?.nodes };
    const read = (...events: object[]) => readRunLog(`${lines(begin, ...events)}{"type":"pai`);
    const done = read(
      { ...tried, joiner: 'A', results: [] },
      { type: 'pairing', atMs: 7, ...alone },
      { ...tried, results },
    );
    expect(done).toMatchObject({
      damaged: 0,
      report: {
        command: 'interop',
        verdict: 'fail',
        ended: 'cut',
        durationMs: 7,
        interop: {
          left: 2,
          pairings: [alone, { joiner: 'B', hub: 'A', outcome: 'fail', captures: ['x.pcapng'] }],
        },
      },
    });
    if (typeof done === 'string') throw new Error(done);
    const storm = done.report.interop?.pairings[1]?.tests.find(({ test }) => test === 'calm');
    expect(storm?.faults).toEqual([{ requirement: 'HEL-7', node: 'A', role: 'hub', text: 'a storm' }]);
    expect(read({ type: 'pairing', ...pair, joiner: '<b>' }, { ...tried, results: [1] })).toMatchObject({
      damaged: 2,
      report: { verdict: 'inconclusive', interop: { pairings: [], left: 4 } },
    });
  });

  it('of interop with more nodes than are started is none: the matrix is the square of them', () => {
    const { interop } = interopReport();
    const nodes = Array.from({ length: 101 }, () => interop?.nodes[0]);
    const report = { ...reportJson(interopReport()), nodes };
    expect(readRunLog(JSON.stringify(report))).toBe('"nodes" is missing or wrong');
  });

  it('names rows flaky that passed when they were tried again, and none that could not be told at first', () => {
    const log = lines(
      BEGIN,
      judged('x', 1, 'fail'),
      judged('x', 2, 'pass'),
      judged('y', 1, 'inconclusive'),
      judged('y', 2, 'pass'),
    );
    expect(readRunLog(log)).toMatchObject({ report: { flaky: ['TLV-2 x'] } });
  });

  it('of a campaign that was killed and goes on is not damaged, and no longer what its last report says', () => {
    const begin = { ...BEGIN, command: 'fuzz' };
    const done = { type: 'report', atMs: 9, report: reportJson(fuzzReport([])) };
    const cut = '{"type":"status","atM\n';
    expect(readRunLog(`${lines(begin)}${cut}${lines(begin, done)}`)).toEqual({
      report: fuzzReport([]),
      damaged: 0,
    });
    expect(readRunLog(lines(begin, done, begin))).toMatchObject({ damaged: 0, report: { ended: 'cut' } });
    expect(readRunLog(`${cut}${lines(begin, done)}`)).toMatchObject({ damaged: 1 });
  });

  it('counts lines that are none, and says why a file is no log', () => {
    expect(readRunLog(`${lines(BEGIN)}nonsense\n[]\n{"type":"judged","judgements":[{}]}\n`)).toMatchObject({
      damaged: 3,
    });
    expect(readRunLog('')).toBe('no line of it says which run it is');
    expect(readRunLog('{"schemaVersion":2}')).toBe('its schemaVersion is not 1');
    const { verdict: _, ...rest } = reportJson(checkReport([]));
    expect(readRunLog(JSON.stringify(rest))).toBe('"verdict" is missing or wrong');
    const wrong = { ...reportJson(checkReport([])), results: [{ ...row('a', 'b'), marks: 3, expected: 4 }] };
    expect(readRunLog(JSON.stringify(wrong))).toBe('"results" is missing or wrong');
  });

  it('may hold anything: nothing throws', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.json(), fc.string({ unit: 'binary' }))), fc.json(), (some, report) => {
        readRunLog(some.join('\n'));
        readRunLog(`{"type":"report","report":${report}}\n`);
        readRunLog(`{"type":"judged","judgements":${report}}\n`);
      }),
      { numRuns: 100 },
    );
  });
});
