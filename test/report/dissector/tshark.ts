/** Captures for tshark with our dissector, and what it makes of them. */
import { spawnSync } from 'node:child_process';
import { PcapngWriter } from '../../../src/capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../../../src/capture/udp-frame.ts';
import { concat } from '../../../src/wire/bytes.ts';

/** A datagram as a capture has it: `length` bytes were on the wire. */
export interface Caught {
  readonly bytes: Uint8Array;
  readonly length: number;
  readonly port: number;
}

const IP_AND_UDP = 28;

/** A pcapng file of them. Each has a sender of its own: to Wireshark no two are of one conversation. */
export function captureOf(datagrams: readonly Caught[]): Uint8Array {
  const writer = new PcapngWriter();
  const blocks = [writer.header(), writer.interface({ linkType: RAW_IP }).block];
  for (const [i, { bytes, length, port }] of datagrams.entries()) {
    const source = { address: `10.1.${i >> 8}.${i & 255}`, port: 42_172 };
    const whole = new Uint8Array(length);
    whole.set(bytes);
    const frame = udpFrame(source, { address: '10.0.0.2', port }, whole);
    const kept = frame.subarray(0, IP_AND_UDP + bytes.length);
    blocks.push(writer.packet({ time: BigInt(i), bytes: kept, length: frame.length }));
  }
  return concat(blocks);
}

/** Runs tshark with the script on a capture. A script that does not load is told on stderr alone. */
export function tshark(script: string, capture: string, ...options: readonly string[]): string {
  const words = ['-n', '-r', capture, '-X', `lua_script:${script}`, ...options];
  const { stdout, stderr, status } = spawnSync('tshark', words, { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status !== 0 || /lua/i.test(stderr)) throw new Error(`tshark ended with ${status}: ${stderr}`);
  return stdout;
}

/** Our part of each packet's tree as lines (expected.ts has their form), of what `-T pdml` printed. */
export function treeLines(pdml: string): string[][] {
  return pdml.split('<packet>').slice(1).map(packetLines);
}

function packetLines(packet: string): string[] {
  const tree = /^ {2}<proto name="peerprobe".*? pos="(\d+)">\n([\s\S]*?)^ {2}<\/proto>/m.exec(packet);
  if (tree === null) return [];
  const [, base = '', inside = ''] = tree;
  const fields = inside.split('\n').filter((line) => line.includes('<field '));
  return fields.map((line) => fieldLine(line, Number(base))).filter((line) => line !== '');
}

// 8388608 and 6291456 are Wireshark's numbers of error and warning, 117440512 and 150994944 of the two groups.
const EXPERT = new Map([
  ['8388608', 'expert: error'],
  ['6291456', 'expert: warning'],
  ['117440512', 'expert: malformed'],
  ['150994944', 'expert: protocol'],
]);

function fieldLine(line: string, base: number): string {
  const { name = '', pos, size, show = '', value } = attributes(line);
  if (name === '_ws.expert.message') return `expert: ${show}`;
  if (name === '_ws.expert.severity' || name === '_ws.expert.group')
    return EXPERT.get(show) ?? `expert ${show}`;
  if (!name.startsWith('peerprobe.')) return '';
  const own = name.slice('peerprobe.'.length);
  if (show === '' && size === '0') return own;
  // What we add without bytes has no size, and no value.
  if (value === undefined) return `${own}=${show}`;
  return `${own}@${Number(pos) - base}+${size}=${BYTES.has(own) ? value : show}`;
}

const BYTES = new Set(['ignored', 'extra', 'value', 'unreadable']);

function attributes(line: string): Record<string, string | undefined> {
  const found = [...line.matchAll(/(\w+)="([^"]*)"/g)];
  return Object.fromEntries(found.map(([, name = '', text = '']) => [name, plain(text)]));
}

function plain(text: string): string {
  const characters: Record<string, string> = { quot: '"', lt: '<', gt: '>', apos: "'", amp: '&' };
  return text.replace(/&(\w+);/g, (whole, name: string) => characters[name] ?? whole);
}
