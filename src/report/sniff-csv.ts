/**
 * A datagram as a row of `sniff --csv`: RFC 4180 with `\n` at the end of a line. The columns are a public contract:
 * new ones come last. `file`, `frame` and `offset` lead back to the packet. Pure.
 */
import { timeText } from '../capture/timestamp.ts';
import type { Sighted } from '../sniff/sniffer.ts';
import { toHex } from '../wire/bytes.ts';
import { tlvCount } from '../wire/tlv-types.ts';
import { notationWords, orderlyLine } from './datagram-text.ts';
import { escapeText, shellQuote } from './escape.ts';

/** `digits` is a decimal number that a Number cannot hold. */
type Cell = string | number | { readonly digits: string } | null;

/** Name, meaning, and the cell of a datagram; null is an empty cell. */
interface Column {
  readonly name: string;
  readonly meaning: string;
  readonly cell: (sighted: Sighted) => Cell;
}

const COLUMNS: readonly Column[] = [
  { name: 'file', meaning: 'the capture, or the interface', cell: ({ file }) => escapeText(file) },
  { name: 'frame', meaning: 'from 1, in its file', cell: ({ packet }) => packet.frame },
  { name: 'offset', meaning: 'of its record in the unpacked file', cell: ({ packet }) => packet.offset },
  {
    name: 'time',
    meaning: 'seconds since 1970',
    cell: ({ packet }) => packet.time && { digits: timeText(packet.time) },
  },
  { name: 'kind', meaning: 'ours, foreign or internal', cell: ({ kind }) => kind },
  { name: 'source_address', meaning: '', cell: ({ udp }) => udp.source.address },
  { name: 'source_port', meaning: '', cell: ({ udp }) => udp.source.port },
  { name: 'destination_address', meaning: '', cell: ({ udp }) => udp.destination.address },
  { name: 'destination_port', meaning: '', cell: ({ udp }) => udp.destination.port },
  { name: 'length', meaning: 'bytes on the wire', cell: ({ udp }) => udp.length },
  { name: 'captured', meaning: 'bytes in the capture', cell: ({ udp }) => udp.payload.length },
  { name: 'magic', meaning: '', cell: ({ udp }) => udp.payload[0] ?? null },
  { name: 'version', meaning: '', cell: ({ udp }) => udp.payload[1] ?? null },
  { name: 'tlvs', meaning: 'how many', cell: ({ udp }) => tlvCount(udp.payload) },
  { name: 'content', meaning: "what 'send' takes; of ours alone", cell: content },
  { name: 'issues', meaning: 'codes, with blanks between', cell: issues },
  { name: 'checksum', meaning: 'right, wrong, absent, cut or unknown', cell: ({ udp }) => udp.checksum },
  { name: 'fragments', meaning: 'IP packets that it came in', cell: ({ udp }) => udp.fragments },
];

const PAYLOAD: Column = {
  name: 'payload',
  meaning: 'with -x: the bytes in hexadecimal',
  cell: ({ udp }) => toHex(udp.payload),
};

export interface CsvOptions {
  /** The column `payload`. */
  readonly payload: boolean;
  /** A live capture has no offsets. */
  readonly live: boolean;
}

/** Names and meanings of all columns, for the help. */
export const CSV_COLUMNS: readonly (readonly [name: string, meaning: string])[] = [...COLUMNS, PAYLOAD].map(
  ({ name, meaning }) => [name, meaning],
);

/** The first line, without its end. */
export function csvHeader(options: CsvOptions): string {
  return columns(options)
    .map(({ name }) => name)
    .join(',');
}

/** The line of a datagram, without its end. */
export function csvRow(sighted: Sighted, options: CsvOptions): string {
  return columns(options)
    .map(({ name, cell }) => (options.live && name === 'offset' ? '' : csvCell(cell(sighted))))
    .join(',');
}

/**
 * One cell. A text that a spreadsheet would take for a formula gets an apostrophe in front: file names come from
 * strangers. A number is none, not even a time before 1970, with its minus.
 */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return value.digits;
  if (/^[=+\-@\t\r]/.test(value)) return quoted(`'${value}`);
  return /[",\r\n]/.test(value) ? quoted(value) : value;
}

function columns({ payload }: CsvOptions): readonly Column[] {
  return payload ? [...COLUMNS, PAYLOAD] : COLUMNS;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function content(sighted: Sighted): string {
  if (sighted.inOrder) return orderlyLine(sighted.udp.payload);
  if (sighted.kind !== 'ours') return '';
  return notationWords(sighted.dissection)
    .map((word) => shellQuote(word))
    .join(' ');
}

function issues(sighted: Sighted): string {
  if (sighted.inOrder) return '';
  return sighted.dissection.issues.map(({ code }) => code).join(' ');
}
