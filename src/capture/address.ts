// IPv4 and IPv6 addresses between bytes and text. IPv6 text is canonical (RFC 5952): lower case, the longest run
// of two or more zero groups (the first of equals) as `::`, IPv4-mapped addresses with the IPv4 part in dots.
import { isIP } from 'node:net';
import { net16 } from './integer.ts';

/** The IPv4 address at `at`. */
export function ipv4Text(bytes: Uint8Array, at: number): string {
  return `${bytes[at] ?? 0}.${bytes[at + 1] ?? 0}.${bytes[at + 2] ?? 0}.${bytes[at + 3] ?? 0}`;
}

/** The IPv6 address at `at`. */
export function ipv6Text(bytes: Uint8Array, at: number): string {
  const groups = Array.from({ length: 8 }, (_, index) => net16(bytes, at + 2 * index));
  if (isMapped(groups)) return `::ffff:${ipv4Text(bytes, at + 12)}`;
  const words = groups.map((group) => group.toString(16));
  const { from, size } = longestZeros(groups);
  if (size < 2) return words.join(':');
  return `${words.slice(0, from).join(':')}::${words.slice(from + size).join(':')}`;
}

/** The address at `at`, 4 or 16 bytes long as `family` says. */
export function addressText(bytes: Uint8Array, at: number, family: 4 | 6): string {
  return family === 4 ? ipv4Text(bytes, at) : ipv6Text(bytes, at);
}

/** The 4 or 16 bytes of an address; undefined if the text is none (a zone, `%eth0`, is none either). */
export function addressBytes(text: string): Uint8Array | undefined {
  if (text.includes('%')) return undefined;
  const version = isIP(text);
  if (version === 4) return Uint8Array.from(text.split('.'), Number);
  return version === 6 ? ipv6Bytes(text) : undefined;
}

function isMapped(groups: readonly number[]): boolean {
  return groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
}

function longestZeros(groups: readonly number[]): { from: number; size: number } {
  let best = { from: 0, size: 0 };
  let run = 0;
  groups.forEach((group, index) => {
    run = group === 0 ? run + 1 : 0;
    if (run > best.size) best = { from: index - run + 1, size: run };
  });
  return best;
}

// The text is valid: only `::` and a dotted tail need care.
function ipv6Bytes(text: string): Uint8Array {
  const [head = '', tail] = dotsToGroups(text).split('::');
  const front = groupsOf(head);
  const back = groupsOf(tail ?? '');
  const groups = [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back];
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

function groupsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16));
}

function dotsToGroups(text: string): string {
  return text.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => {
    const high = Number(a) * 256 + Number(b);
    const low = Number(c) * 256 + Number(d);
    return `${high.toString(16)}:${low.toString(16)}`;
  });
}
