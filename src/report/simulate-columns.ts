/**
 * Numbers under one another: the first column to the left, the others to the right.
 */

const GAP = '  ';

/** A head and rows; short rows end early. No line ends in blanks. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    widths
      .map((width, i) => (i === 0 ? (row[i] ?? '').padEnd(width) : (row[i] ?? '').padStart(width)))
      .join(GAP);
  return all.map((row) => `${GAP}${line(row)}`.trimEnd());
}
