/**
 * What the kernel counts at UDP sockets, ours and other programs': what waits unread and what was dropped
 * because the buffer was full. Linux alone tells (/proc/net/udp, and udp6 for sockets that take IPv4 too).
 */
import { SocketAddress } from 'node:net';
import { endianness } from 'node:os';
import { addressNumber, type Endpoint, endpointText } from '../wire/endpoint.ts';
import { procText } from './proc.ts';

/** One socket's counters; `queue` in bytes that wait to be read, `drops` in datagrams since it was bound. */
export interface Counters {
  readonly queue: number;
  readonly drops: number;
  readonly inode: number;
}

const ANY = '0.0.0.0';
const ANY_6 = '0'.repeat(32);
const NATIVE_LITTLE = endianness() === 'LE';
// ::ffff:a.b.c.d as the kernel prints it: four native words, the last is the IPv4 address.
const MAPPED_6 = `${'0'.repeat(16)}${NATIVE_LITTLE ? 'FFFF0000' : '0000FFFF'}`;

/** The counters of the socket that receives at `local`; null if there is none, or nobody tells. */
export function socketCounters(local: Endpoint): Counters | null {
  // Asked thousands of times a second: only the lines with its port are read, and the second table, which takes as long,
  // only where the first does not tell.
  const port = `:${local.port.toString(16).toUpperCase().padStart(4, '0')} `;
  const found = (table: string): Counters | null => {
    const lines = procText(table)
      .split('\n')
      .filter((line) => line.includes(port));
    return countersOf(parseCounters(lines.join('\n')), local);
  };
  return found('net/udp') ?? found('net/udp6');
}

/** All UDP sockets of this network namespace by `address:port`; null where the kernel does not tell. For many lookups at one time. */
export function readCounters(): ReadonlyMap<string, Counters> | null {
  const text = udpText();
  return text === null ? null : parseCounters(text);
}

/** The entry of that very address, or of the socket bound to all addresses at its port. */
export function countersOf(table: ReadonlyMap<string, Counters>, local: Endpoint): Counters | null {
  return table.get(endpointText(local)) ?? table.get(`${ANY}:${local.port}`) ?? null;
}

/** Reads the kernel's text. Sockets that share an address are added up: any of them may have dropped. */
export function parseCounters(text: string): Map<string, Counters> {
  const table = new Map<string, Counters>();
  for (const { address, port, queue, drops, inode } of parseSockets(text)) {
    if (addressNumber(address) === null) continue;
    const key = endpointText({ address, port });
    const other = table.get(key);
    table.set(key, {
      queue: queue + (other?.queue ?? 0),
      drops: drops + (other?.drops ?? 0),
      inode: other?.inode ?? inode,
    });
  }
  return table;
}

/** A socket of the kernel's table; `address` is IPv6 where it does not take IPv4, 0.0.0.0 where it takes all. */
export interface KernelSocket extends Counters {
  readonly address: string;
  readonly port: number;
}

/** All UDP sockets of this network namespace, each for itself; null where the kernel does not tell. */
export function udpSockets(): readonly KernelSocket[] | null {
  const text = udpText();
  return text === null ? null : parseSockets(text);
}

function udpText(): string | null {
  const text = procText('net/udp');
  return text === '' ? null : `${text}\n${procText('net/udp6')}`;
}

function parseSockets(text: string): KernelSocket[] {
  const sockets: KernelSocket[] = [];
  for (const line of text.split('\n')) {
    // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode ref pointer drops
    const words = line.trim().split(/\s+/);
    const [hex = '', port = ''] = (words[1] ?? '').split(':');
    const address = quadOf(hex) ?? address6Of(hex);
    if (address === null || words.length < 13) continue;
    sockets.push({
      address,
      port: Number.parseInt(port, 16),
      queue: Number.parseInt((words[4] ?? '').split(':')[1] ?? '', 16),
      drops: Number(words[12]),
      inode: Number(words[9]),
    });
  }
  return sockets;
}

/** The dotted quad of a native-order hexadecimal word, or null if the socket does not take IPv4. */
function quadOf(hex: string): string | null {
  if (hex === ANY_6) return ANY;
  const word = hex.length === 32 && hex.startsWith(MAPPED_6) ? hex.slice(24) : hex;
  return /^[0-9A-F]{8}$/.test(word) ? octetsOf(word).join('.') : null;
}

/** The IPv6 address of four native-order words. */
function address6Of(hex: string): string | null {
  if (!/^[0-9A-F]{32}$/.test(hex)) return null;
  const octets = [0, 8, 16, 24].flatMap((at) => octetsOf(hex.slice(at, at + 8)));
  const text = octets.map((octet) => octet.toString(16).padStart(2, '0')).join('');
  return new SocketAddress({ family: 'ipv6', address: text.replace(/.{4}(?=.)/g, '$&:') }).address;
}

function octetsOf(word: string): number[] {
  const octets = [0, 2, 4, 6].map((at) => Number.parseInt(word.slice(at, at + 2), 16));
  return NATIVE_LITTLE ? octets.reverse() : octets;
}
