/**
 * Bytes from what people paste: hexadecimal with any separators (`68:01`, `0x68, 0x01`, `\x68\x01`, `6801`), or a
 * dump with offsets (xxd, hexdump -C, od -A x -t x1, tcpdump -x, Wireshark, `explain` itself). Never guesses a byte:
 * what is not clearly one or the other is refused with the place that is wrong.
 */

export type HexResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly message: string };

/** The bytes that the text shows. Comment lines (#) and the caret lines of our own dumps are skipped. */
export function readHexText(text: string): HexResult {
  const lines = text.split(/\r?\n/).filter((line) => !isRemark(line));
  const rows = lines.map(dumpRow);
  const first = rows[0];
  if (first && first.offset === 0 && rows.every((row) => row !== null)) return readDump(rows);
  return readPlain(lines.join('\n'));
}

/** A line of a dump: an offset, and what stands behind it. */
interface DumpRow {
  readonly line: string;
  readonly offset: number;
  /** xxd and tcpdump put a colon behind the offset and groups of bytes with single blanks behind that. */
  readonly colon: boolean;
  readonly rest: string;
}

// Caret and text lines of hexdump.ts are indented by the offset's width at least; no dump indents its offsets so far.
function isRemark(line: string): boolean {
  return /^\s*(#|$)/.test(line) || /^ {6,}\D*\^\^/.test(line) || /^ {6,}(?![0-9a-f]{2}\b)/i.test(line);
}

// An offset is followed by a colon or two blanks; with one blank it must have the six digits of od's, or stand alone.
function dumpRow(line: string): DumpRow | null {
  const match = /^\s*(?:0x)?([0-9a-f]{4,8})(:|(?=\s{2})|(?=\s*$)|(?<=[0-9a-f]{6})(?=\s))(.*)$/i.exec(line);
  if (match === null) return null;
  const [, offset = '', mark = '', rest = ''] = match;
  return { line, offset: Number.parseInt(offset, 16), colon: mark === ':', rest };
}

function readDump(rows: readonly (DumpRow | null)[]): HexResult {
  const bytes: number[] = [];
  for (const [index, row] of rows.entries()) {
    if (row === null) continue;
    if (row.offset !== bytes.length) {
      const message = `offset ${row.offset.toString(16)} where ${bytes.length.toString(16)} is next: "${row.line.trim()}"`;
      return { ok: false, message };
    }
    const next = rows[index + 1]?.offset;
    bytes.push(...rowBytes(row, next === undefined ? undefined : next - row.offset));
  }
  return { ok: true, bytes: Uint8Array.from(bytes) };
}

// The bytes end at a bar or at a wide gap; the text behind them may look like hexadecimal too, so the next offset,
// where there is one, has the last word.
function rowBytes(row: DumpRow, limit = Number.POSITIVE_INFINITY): number[] {
  const gap = row.colon ? /\s{2,}|\|/ : /\s{3,}|\|/;
  const [area = ''] = row.rest.trimStart().split(gap);
  const bytes: number[] = [];
  for (const group of area.trim().split(/\s+/)) {
    if (!/^([0-9a-f]{2})+$/i.test(group)) break;
    for (let at = 0; at < group.length && bytes.length < limit; at += 2) {
      bytes.push(Number.parseInt(group.slice(at, at + 2), 16));
    }
  }
  return bytes;
}

function readPlain(text: string): HexResult {
  const bytes: number[] = [];
  for (const token of text.replace(/\\x/gi, ' 0x').split(/[\s,:;-]+/)) {
    if (token === '') continue;
    const digits = token.replace(/^0x/i, '');
    const shown = token.length > 20 ? `${token.slice(0, 20)}…` : token;
    if (!/^[0-9a-f]+$/i.test(digits)) return { ok: false, message: `"${shown}" is no hexadecimal` };
    const whole = digits.length === 1 && digits !== token ? `0${digits}` : digits;
    if (whole.length % 2 !== 0) return { ok: false, message: `"${shown}" has an odd number of digits` };
    for (let at = 0; at < whole.length; at += 2) bytes.push(Number.parseInt(whole.slice(at, at + 2), 16));
  }
  return { ok: true, bytes: Uint8Array.from(bytes) };
}
