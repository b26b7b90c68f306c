/**
 * What `sniff` shows to people: a line a datagram, its details, and the counts of a run. Pure. What comes from a
 * capture (comments, interface names, file names) is escaped.
 */

import { linkTypeText } from '../capture/link-type.ts';
import { timeText } from '../capture/timestamp.ts';
import type { Sighted } from '../sniff/sniffer.ts';
import type { Zone } from '../sniff/where/moment.ts';
import { toHex } from '../wire/bytes.ts';
import { datagramLine, orderlyLine } from './datagram-text.ts';
import { endText } from './end-text.ts';
import { escapeText } from './escape.ts';
import { hexdump } from './hexdump.ts';
import type { Theme } from './theme.ts';
import { dateText, timeOfDay } from './time-text.ts';

const INDENT = '    ';
const BYTES_A_ROW = 16;

/** `22:13:20.123456 127.0.0.1:4201 > 127.0.0.1:4200 hello`; the words behind the ends are what `send` takes. */
export function sightedLine(sighted: Sighted, theme: Theme, zone: Zone): string {
  const { packet, udp } = sighted;
  const time = packet.time === null ? '-' : timeOfDay(timeText(packet.time), zone);
  const ends = `${endText(udp.source)} > ${endText(udp.destination)}`;
  return `${theme.dim(time)} ${ends} ${content(sighted, theme)}`;
}

function content(sighted: Sighted, theme: Theme): string {
  const { kind, udp } = sighted;
  if (sighted.inOrder) return orderlyLine(udp.payload);
  if (kind === 'ours') return datagramLine(sighted.dissection, theme);
  return theme.dim(`(${kind}, ${udp.length} ${udp.length === 1 ? 'byte' : 'bytes'})`);
}

/** Everything that is known of it, under its line: where it stood, then every byte with its meaning. */
export function sightedDetails({ file, packet, udp, dissection }: Sighted, theme: Theme, zone: Zone): string {
  const { frame, time, linkType, interfaceName, comments } = packet;
  const on = interfaceName === null ? '' : ` on ${escapeText(interfaceName)}`;
  const when = time === null ? 'no time' : dateText(timeText(time), zone);
  const lines = [
    `frame ${frame} of ${escapeText(file)}${on}, ${when}, ${linkTypeText(linkType)}`,
    `UDP over IPv${udp.family}, ${udp.length} bytes, checksum ${udp.checksum}`,
    ...comments.map((comment) => `comment: ${escapeText(comment)}`),
  ];
  const head = lines.map((line) => `${INDENT}${theme.dim(line)}`);
  const dump = hexdump(dissection, { theme, indent: INDENT });
  return [...head, ...(dump === '' ? [] : [dump])].join('\n');
}

/** The captured bytes of the datagram, 16 a row, with their printable characters. */
export function sightedBytes({ udp: { payload } }: Sighted, theme: Theme): string {
  const rows: string[] = [];
  for (let at = 0; at < payload.length; at += BYTES_A_ROW) {
    const bytes = payload.subarray(at, at + BYTES_A_ROW);
    const hex = Array.from(bytes, (byte) => toHex(Uint8Array.of(byte))).join(' ');
    const text = Array.from(bytes, printable).join('');
    const offset = theme.offset(at.toString(16).padStart(4, '0'));
    rows.push(`${INDENT}${offset}  ${hex.padEnd(3 * BYTES_A_ROW)} ${theme.dim(text)}`);
  }
  return rows.join('\n');
}

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}
