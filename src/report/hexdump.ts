/**
 * A datagram byte for byte: each row says where it stands, what it holds and what that means, and whatever is to
 * be said about some bytes stands under them, with carets. Every byte of the dissection is printed once.
 *
 *     0000  68 01                    header     magic 104, version 1
 *     0002  01 00                    tlv[0]     Hello, length 0
 *              ^^ tlv[0].length: length below its own 2 bytes: expected at least 2, found 0 at 3 (§1.2, TLV-5)
 */
import type { Language } from '../lang/language.ts';
import { inWords, plainly, tell } from '../lang/sentence.ts';
import { issueSaid } from '../oracle/issue-said.ts';
import { toHex } from '../wire/bytes.ts';
import type { Dissection } from '../wire/dissect.ts';
import type { Issue } from '../wire/issue.ts';
import { rowOf } from '../wire/table.ts';
import type { Leaf, Range, TlvNode } from '../wire/tree.ts';
import { makeTheme, type Theme } from './theme.ts';

/** Something to say about bytes `[start, end)`. */
export interface Mark extends Range {
  readonly text: string;
  /** A lie told on purpose is no error of the reader's. Default: error. */
  readonly level?: 'error' | 'warn';
}

export interface HexdumpOptions {
  readonly theme?: Theme;
  /** Said before the issues of the same bytes. */
  readonly marks?: readonly Mark[];
  /** Written before every row; default none. */
  readonly indent?: string;
  /** English by default. */
  readonly lang?: Language;
}

const BYTES_A_ROW = 8;
const OFFSET_WIDTH = 4;
// At least three blanks behind the bytes: readers of hex dumps stop there.
const BYTES_WIDTH = 3 * BYTES_A_ROW + 2;
const LABEL_WIDTH = 12;
const PLAIN = makeTheme(0);

/** The annotated dump: lines joined by `\n`, without one at the end. */
export function hexdump(dissection: Dissection, options: HexdumpOptions = {}): string {
  const { theme = PLAIN, lang = 'en' } = options;
  const issues = dissection.issues.map((found) => issueMark(found, dissection.length, lang));
  const marks = grouped([...(options.marks ?? []), ...issues]);
  const lines: string[] = [];
  for (const row of rows(dissection, lang)) {
    lines.push(rowLine(dissection.bytes, row, theme));
    for (const group of marks.takeBefore(row.end)) lines.push(...markLines(group, row, theme));
  }
  for (const group of marks.takeBefore(Number.POSITIVE_INFINITY))
    lines.push(...markLines(group, null, theme));
  const { bytes, length } = dissection;
  if (length > bytes.length)
    lines.push(
      theme.warn(tell(lang, 'the capture holds {held} of {all} bytes', { held: bytes.length, all: length })),
    );
  return lines.map((line) => `${options.indent ?? ''}${line}`).join('\n');
}

/** A line of bytes with what they are. */
interface Row extends Range {
  readonly label: string;
  readonly text: string;
}

function rows(dissection: Dissection, lang: Language): Row[] {
  const { header, tlvs, ignored } = dissection;
  return [
    ...(header.length > 0
      ? [
          joined(
            header,
            'header',
            header.map((leaf) => `${leaf.path} ${leaf.value}`),
          ),
        ]
      : []),
    ...tlvs.flatMap((tlv) => tlvRows(tlv, lang)),
    ...(ignored === null ? [] : stretch(ignored, 'ignored', sizeText(ignored, lang))),
  ];
}

/** Type and length stand on one row, each other leaf on rows of its own. */
function tlvRows(node: TlvNode, lang: Language): Row[] {
  const leaves = node.leaves.slice(0, node.length === null ? 1 : 2);
  const name =
    node.name === null ? tell(lang, 'unknown type {type}', { type: node.type }) : rowOf(node.name).title;
  const first = joined(leaves, `tlv[${node.index}]`, [
    name,
    ...(node.length === null ? [] : [tell(lang, 'length {length}', { length: node.length })]),
  ]);
  return [first, ...node.leaves.slice(leaves.length).flatMap((leaf) => leafRows(leaf, lang))];
}

function leafRows(leaf: Leaf, lang: Language): Row[] {
  const label = `  ${leaf.path.slice(leaf.path.lastIndexOf('.'))}`;
  return stretch(leaf, label, typeof leaf.value === 'object' ? sizeText(leaf, lang) : String(leaf.value));
}

function joined(leaves: readonly Leaf[], label: string, texts: readonly string[]): Row {
  return { start: leaves[0]?.start ?? 0, end: leaves.at(-1)?.end ?? 0, label, text: texts.join(', ') };
}

/** As many rows as the bytes need; the first has the words. */
function stretch({ start, end }: Range, label: string, text: string): Row[] {
  const list: Row[] = [];
  for (let at = start; at < end; at += BYTES_A_ROW) {
    const words = at === start ? { label, text } : { label: '', text: '' };
    list.push({ start: at, end: Math.min(at + BYTES_A_ROW, end), ...words });
  }
  return list;
}

function sizeText({ start, end }: Range, lang: Language): string {
  return inWords(lang, plainly(end - start, 'byte'));
}

function rowLine(bytes: Uint8Array, row: Row, theme: Theme): string {
  const offset = row.start.toString(16).padStart(OFFSET_WIDTH, '0');
  const hex = [...bytes.subarray(row.start, row.end)].map((byte) => toHex(Uint8Array.of(byte))).join(' ');
  const start = `${theme.offset(offset)}  ${hex}`;
  if (row.label === '') return start;
  const gap = ' '.repeat(BYTES_WIDTH - hex.length);
  return `${start}${gap}${theme.type(row.label.padEnd(LABEL_WIDTH))} ${theme.value(row.text)}`;
}

/** Marks of the same bytes share their carets; in the order of their first byte. */
function grouped(marks: readonly Mark[]): { takeBefore(end: number): Mark[][] } {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    const key = `${mark.start}-${mark.end}`;
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  const waiting = [...groups.values()].sort((a, b) => startOf(a) - startOf(b));
  return {
    takeBefore(end) {
      const count = waiting.findIndex((group) => startOf(group) >= end);
      return waiting.splice(0, count < 0 ? waiting.length : count);
    },
  };
}

function startOf(group: readonly Mark[]): number {
  return group[0]?.start ?? 0;
}

/** Carets under the bytes of the row, `...` where they go on below it; the first text beside them, others under it. */
function markLines(group: readonly Mark[], row: Row | null, theme: Theme): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const count = row === null ? 0 : Math.min(first.end, row.end) - first.start;
  const at = row === null ? 0 : 3 * (first.start - row.start);
  const carets = `${Array.from({ length: Math.max(count, 0) }, () => '^^').join(' ')}${row !== null && first.end > row.end ? '...' : ''}`;
  const indent = ' '.repeat(OFFSET_WIDTH + 2 + at);
  const style = (mark: Mark) => (mark.level === 'warn' ? theme.warn(mark.text) : theme.error(mark.text));
  return group.map((mark, i) => {
    const lead = i === 0 ? theme.caret(carets) : ' '.repeat(carets.length);
    return `${indent}${lead}${carets === '' ? '' : ' '}${style(mark)}`;
  });
}

function issueMark(found: Issue, length: number, lang: Language): Mark {
  return { start: found.start, end: found.end, text: inWords(lang, issueSaid(found, length)) };
}
