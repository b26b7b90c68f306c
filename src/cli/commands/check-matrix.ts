/**
 * `check --matrix`: which check kills which bug on purpose, in virtual time.
 */
import { STANDING_CHECKS } from '../../check/catalogue.ts';
import { isKilled, type MatrixRow, matrix } from '../../check/matrix.ts';
import type { Probe } from '../../check/probe.ts';
import { BUGS } from '../../node/bugs/table.ts';
import { idleChecks, matrixGrid, matrixLine, matrixSummary } from '../../report/matrix-text.ts';
import type { Context } from '../command.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { version } from '../version.ts';
import type { Selection } from './check-select.ts';

// Of stdout where it is no terminal: enough for the grid.
const WIDE = 240;

/** Prints the matrix of the selected checks and of the bugs that break a selected requirement; 1 if a bug lives. */
export async function printMatrix(
  context: Context,
  selection: Selection,
  patienceMs: number,
): Promise<number> {
  const { options, out, theme, signal } = context;
  const bugs = BUGS.filter((bug) => selection.requirements.has(bug.requirement));
  if (bugs.length === 0) throw new UsageError('no bug on purpose breaks what is selected');
  const json = options.flag('json');
  const rows: MatrixRow[] = [];
  for await (const row of matrix(bugs, selection.probes, patienceMs)) {
    if (signal.aborted) break;
    rows.push(row);
    if (!json) await out.data(`${matrixLine(row, theme)}\n`);
  }
  const checks = checksOf(selection.probes);
  if (json) await out.data(`${JSON.stringify(matrixJson(rows, checks))}\n`);
  else {
    const grid = matrixGrid(rows, checks, out.isTTY ? (out.columns ?? 80) : WIDE);
    if (grid !== '') await out.data(`\n${grid}`);
    await out.data(`\n${matrixSummary(rows, checks)}`);
  }
  return rows.every(isKilled) ? EXIT.OK : EXIT.FINDINGS;
}

/** The checks that can kill: probes, then those that judge every trace. */
function checksOf(probes: readonly Probe[]): string[] {
  return [...new Set([...probes, ...STANDING_CHECKS].map((one) => one.check))];
}

function matrixJson(rows: readonly MatrixRow[], checks: readonly string[]): Record<string, unknown> {
  return {
    schemaVersion: 1,
    tool: 'peerprobe',
    version: version(),
    command: 'check',
    matrix: rows.map((row) => ({
      bug: row.bug.name,
      requirement: row.bug.requirement,
      summary: row.bug.summary,
      killed: isKilled(row),
      verdict: row.verdict,
      kills: row.kills,
    })),
    lives: rows.filter((row) => !isKilled(row)).map(({ bug }) => bug.name),
    idleChecks: idleChecks(rows, checks),
  };
}
