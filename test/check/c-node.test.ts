import { describe, expect, it } from 'vitest';
import { checkNode, failedRows } from '../support/c-node.ts';
import { need } from '../support/need.ts';

describe.runIf(need('gcc'))('check, against a real C program', () => {
  it('accepts the conforming node', async () => {
    const report = await checkNode(null);
    const complaints = report.results.filter((row) => row.verdict !== 'pass' && row.verdict !== 'skipped');
    expect(complaints).toEqual([]);
    expect(report.verdict).toBe('pass');
    expect(report.code).toBe(0);
  });

  it.concurrent.each([
    ['PORT_LITTLE_ENDIAN', 'ADR-2'],
    ['UNKNOWN_DROPS_ALL', 'TLV-2'],
    ['CRASH_ON_CUT', 'TLV-4'],
    ['OTHER_SOURCE_PORT', 'HDR-5'],
  ])('rejects %s by %s', async (fault, requirement) => {
    const report = await checkNode(fault, ['--only', requirement]);
    expect(failedRows(report)).toContain(requirement);
    expect(report.verdict).toBe('fail');
    expect(report.code).toBe(1);
  });
});
