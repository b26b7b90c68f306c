/**
 * The matrix of bugs and checks for people: a line a bug with what killed it, a grid of marks where it fits, and
 * last what nothing kills and what kills nothing.
 */
import { isKilled, type MatrixRow } from '../check/matrix.ts';
import type { Theme } from './theme.ts';

/** One line: the bug, its requirement, and the rows that complain, its own first. */
export function matrixLine(row: MatrixRow, theme: Theme): string {
  const { bug, kills } = row;
  const own = kills.filter((kill) => kill.requirement === bug.requirement);
  const others = kills.filter((kill) => kill.requirement !== bug.requirement);
  const text = [...own, ...others].map(
    ({ requirement, check, verdict }) => `${requirement} ${check}${verdict === 'warn' ? ' (warn)' : ''}`,
  );
  const sign = isKilled(row) ? theme.ok('killed') : theme.error('LIVES ');
  return `${sign} ${bug.requirement.padEnd(7)} ${bug.name.padEnd(NAME_COLUMNS)} ${text.join(', ') || '-'}`;
}

const NAME_COLUMNS = 30;

/**
 * The grid: bugs down, checks across by number, `#` where the bug's own requirement failed, `x` where another
 * did, `w` where one warned. Empty if `columns` do not suffice.
 */
export function matrixGrid(rows: readonly MatrixRow[], checks: readonly string[], columns: number): string {
  const digits = String(checks.length).length;
  if (NAME_COLUMNS + 1 + checks.length * 2 > columns) return '';
  const head = Array.from({ length: digits }, (_, digit) => {
    const numbers = checks.map((_check, i) => String(i + 1).padStart(digits)[digit] ?? ' ');
    return `${' '.repeat(NAME_COLUMNS)} ${numbers.join(' ')}`;
  });
  const body = rows.map((row) => {
    const marks = checks.map((check) => mark(row, check));
    return `${row.bug.name.padEnd(NAME_COLUMNS)} ${marks.join(' ')}`;
  });
  const legend = checks.map((check, i) => `${String(i + 1).padStart(digits)} ${check}`);
  return [...head, ...body, '', ...legend].map((line) => `${line.trimEnd()}\n`).join('');
}

function mark({ bug, kills }: MatrixRow, check: string): string {
  const mine = kills.filter((kill) => kill.check === check);
  if (mine.length === 0) return '.';
  if (mine.some((kill) => kill.requirement === bug.requirement)) return '#';
  return mine.some((kill) => kill.verdict === 'fail') ? 'x' : 'w';
}

/** The two questions that the matrix answers. */
export function matrixSummary(rows: readonly MatrixRow[], checks: readonly string[]): string {
  const lives = rows.filter((row) => !isKilled(row)).map(({ bug }) => bug.name);
  return [
    `${rows.length - lives.length} of ${rows.length} bugs are killed by the requirement that they break`,
    `bugs that live: ${lives.join(', ') || 'none'}`,
    `checks that kill nothing: ${idleChecks(rows, checks).join(', ') || 'none'}`,
    '',
  ].join('\n');
}

/** Checks that no bug is killed by. */
export function idleChecks(rows: readonly MatrixRow[], checks: readonly string[]): string[] {
  const busy = new Set(rows.flatMap(({ kills }) => kills.map((kill) => kill.check)));
  return checks.filter((check) => !busy.has(check));
}
