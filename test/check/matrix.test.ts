import { describe, expect, it } from 'vitest';
import { PROBES } from '../../src/check/catalogue.ts';
import { isKilled, type MatrixRow, matrix } from '../../src/check/matrix.ts';
import { bugNamed } from '../../src/node/bugs/table.ts';
import { idleChecks, matrixGrid, matrixLine, matrixSummary } from '../../src/report/matrix-text.ts';
import { makeTheme } from '../../src/report/theme.ts';

async function rowOf(name: string, requirement: string): Promise<MatrixRow> {
  const bug = bugNamed(name);
  if (bug === null) throw new Error(`no bug ${name}`);
  const probes = PROBES.filter((probe) => probe.requirement === requirement);
  for await (const row of matrix([bug], probes)) return row;
  throw new Error('no row');
}

describe('the matrix of bugs and checks', () => {
  it('tells which row kills a bug, and that the others do not', async () => {
    const killed = await rowOf('first-tlv-only', 'HDR-3');
    expect(isKilled(killed)).toBe(true);
    expect(killed.kills).toEqual([{ requirement: 'HDR-3', check: 'every-tlv-acts', verdict: 'fail' }]);
    const lives = await rowOf('first-tlv-only', 'HEL-2');
    expect(isKilled(lives)).toBe(false);
    expect(lives.kills).toEqual([]);
  });

  it('counts a kill by another requirement as none', async () => {
    const row = await rowOf('first-tlv-only', 'HDR-3');
    expect(isKilled({ ...row, bug: { ...row.bug, requirement: 'TLV-2' } })).toBe(false);
  });

  it('is printed with marks where it fits, and says what is left', async () => {
    const rows = [await rowOf('first-tlv-only', 'HDR-3'), await rowOf('newcomer-ignored', 'HDR-3')];
    const checks = ['every-tlv-acts', 'sent-size'];
    expect(matrixLine(rows[0] as MatrixRow, makeTheme(0))).toMatch(
      /^killed HDR-3 +first-tlv-only +HDR-3 every-tlv-acts$/,
    );
    expect(matrixGrid(rows, checks, 80)).toMatch(/first-tlv-only +# \.\nnewcomer-ignored +\. \.\n/);
    expect(matrixGrid(rows, checks, 30)).toBe('');
    expect(idleChecks(rows, checks)).toEqual(['sent-size']);
    expect(matrixSummary(rows, checks)).toContain('bugs that live: newcomer-ignored\n');
  });
});
