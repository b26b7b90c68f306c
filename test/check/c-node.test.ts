import { describe, expect, it } from 'vitest';
import { checkNode, failedRows } from '../support/c-node.ts';
import { need } from '../support/need.ts';

// `npm test` leaves out the row that is watched longest.
const EVERYTHING = process.env['PEERPROBE_TEST'] === 'all' ? [] : ['--skip', 'HEL-1'];

describe.runIf(need('gcc'))('check, against a real C program', { concurrent: true }, () => {
  it('accepts the conforming node', async ({ expect }) => {
    const report = await checkNode(null, EVERYTHING);
    expect(failedRows(report)).toEqual([]);
    // A machine that is too busy to tell about time says so; anything else is an accusation.
    const complaints = report.results.filter(
      ({ verdict, actual }) =>
        verdict !== 'pass' && verdict !== 'skipped' && !/this machine was/.test(actual),
    );
    expect(complaints).toEqual([]);
    expect([0, 3]).toContain(report.code);
  });

  it.each([
    ['PORT_LITTLE_ENDIAN', 'ADR-2'],
    ['ANNOUNCED_IGNORED', 'ADR-1'],
    ['CRASH_ON_CUT', 'TLV-4'],
    ['OTHER_SOURCE_PORT', 'HDR-5'],
  ])('rejects %s by %s', async (fault, requirement) => {
    const report = await checkNode(fault, ['--only', requirement]);
    expect(failedRows(report)).toContain(requirement);
    expect(report.verdict).toBe('fail');
    expect(report.code).toBe(1);
  });
});
