/**
 * From a typed string to a checked value. Every function takes the text and the name under which the user
 * knows it (`--timeout`), and throws a UsageError that says name, text and what is expected. Numbers are read
 * strictly: what has a leading zero, a sign, an exponent or blanks means different things to different readers.
 */
import { fromHex } from '../wire/bytes.ts';
import { addressNumber, addressText, decimal } from '../wire/endpoint.ts';
import { UsageError } from './error.ts';
import { didYouMean } from './suggestion.ts';

/** A host as typed, not resolved, and a port. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** An IPv4 network: its first address and the number of its fixed bits. */
export interface Cidr {
  readonly address: string;
  readonly prefix: number;
}

/** Numbers from..to, both included; an open end is Infinity. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** Bounds of a number, both included. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
// Beyond this, timers of node fire at once.
const LONGEST_MS = 2 ** 31 - 1;
// Of a wrong text: the error stays a line.
const LONGEST_SHOWN = 60;

/** Milliseconds of `250ms`, `1.5s`, `2m`; at most 24 days. A bare number says no unit and is refused. */
export function duration(text: string, name: string): number {
  const [, number, unit = ''] = /^((?:0|[1-9]\d{0,9})(?:\.\d{1,3})?)(ms|s|m)$/.exec(text) ?? [];
  const factor = UNIT_MS[unit];
  if (number === undefined || factor === undefined) {
    const bare = /^\d+$/.test(text) ? `write ${text}s for seconds, ${text}ms for milliseconds` : null;
    throw wrong(text, name, 'a time such as 250ms, 30s or 2m', bare);
  }
  const exact = Number(number) * factor;
  const ms = Math.round(exact);
  if (Math.abs(exact - ms) > 1e-6) throw wrong(text, name, 'a whole number of milliseconds');
  if (ms > LONGEST_MS) throw wrong(text, name, 'a time of at most 24 days');
  return ms;
}

/** A decimal number without sign, leading zeros or exponent. */
export function count(
  text: string,
  name: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: Bounds = {},
): number {
  const number = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : null;
  if (number !== null && number >= min && number <= max) return number;
  throw wrong(
    text,
    name,
    max === Number.MAX_SAFE_INTEGER ? `a number from ${min}` : `a number ${min}..${max}`,
  );
}

/** One byte, `104` or `0x68`. */
export function byte(text: string, name: string): number {
  const number = decimal(text, 255) ?? hexNumber(text, 2);
  if (number === null) throw wrong(text, name, 'a byte, 0..255 or 0x00..0xff');
  return number;
}

/** A UDP port that can be sent to. */
export function port(text: string, name: string): number {
  const number = decimal(text, 65535);
  if (number === null || number === 0) throw wrong(text, name, 'a port, 1..65535');
  return number;
}

/** Bytes in hexadecimal; `:`, `-` and blanks may stand between bytes, `0x` in front. */
export function hex(text: string, name: string): Uint8Array {
  const groups = text.trim().split(/[:\s-]+/);
  const bytes = groups.every((group) => group.length % 2 === 0)
    ? fromHex(groups.map((group) => group.replace(/^0x(?=.)/i, '')).join(''))
    : null;
  if (bytes === null) throw wrong(text, name, 'bytes in hexadecimal, two digits each, such as 6801 or 68:01');
  return bytes;
}

/** `HOST:PORT`, the host an IPv4 address or a name. */
export function endpoint(text: string, name: string): HostPort {
  const colon = text.lastIndexOf(':');
  const host = text.slice(0, Math.max(colon, 0));
  if (host.includes(':')) {
    throw wrong(text, name, 'an IPv4 address or a name', 'the protocol carries no IPv6 addresses (§1.5)');
  }
  if (decimal(text, 65535) !== null)
    throw wrong(text, name, 'HOST:PORT', `on this machine: 127.0.0.1:${text}`);
  if (colon < 0 || !isHost(host)) throw wrong(text, name, 'HOST:PORT, the host an IPv4 address or a name');
  return { host, port: port(text.slice(colon + 1), `port of ${name}`) };
}

/** `10.0.0.0/8`; a bare address is a network of one. Bits beyond the prefix must be zero: they are a slip. */
export function cidr(text: string, name: string): Cidr {
  const [, address = '', bits = '32'] = /^([\d.]+)(?:\/(.*))?$/.exec(text) ?? [];
  const number = addressNumber(address);
  const prefix = decimal(bits, 32);
  if (number === null || prefix === null) throw wrong(text, name, 'a network such as 10.0.0.0/8');
  const first = number - (number % 2 ** (32 - prefix));
  if (first !== number) {
    throw wrong(
      text,
      name,
      'the first address of a network',
      `did you mean ${addressText(first)}/${prefix}?`,
    );
  }
  return { address, prefix };
}

/** `3`, `1-5`, `7-` or several with commas, in the order typed. */
export function ranges(text: string, name: string, bounds: Bounds = {}): NumberRange[] {
  return text.split(',').map((part) => {
    const [from = '', to, ...others] = part.split('-');
    if (from === '' || others.length > 0) throw wrong(text, name, 'numbers and ranges such as 3,7-9,20-');
    const first = count(from, name, bounds);
    const last = to === undefined ? first : to === '' ? Number.POSITIVE_INFINITY : count(to, name, bounds);
    if (last < first) throw wrong(part, name, 'a range from the lower to the higher number');
    return { from: first, to: last };
  });
}

/** A seed of chance: 32 bits, decimal or `0x…`. */
export function seed(text: string, name: string): number {
  const number = decimal(text, 2 ** 32 - 1) ?? hexNumber(text, 8);
  if (number === null) throw wrong(text, name, 'a seed, 0..4294967295 or 0x0..0xffffffff');
  return number;
}

/** The seed that is given, or one of today's chance. */
export function seedOrFresh(text: string | undefined): number {
  return text === undefined ? Math.floor(Math.random() * 2 ** 31) : seed(text, '--seed');
}

/** A share 0..1 of `5%`, `0.5%`, `100%`. A bare number does not say of what. */
export function share(text: string, name: string): number {
  const [, number] = /^((?:0|[1-9]\d{0,2})(?:\.\d{1,3})?)%$/.exec(text) ?? [];
  if (number !== undefined && Number(number) <= 100) return Number(number) / 100;
  const bare = /^\d+(\.\d+)?$/.test(text) ? `write ${text}% for so many in a hundred` : null;
  throw wrong(text, name, 'a share such as 5% or 0.5%', bare);
}

/** One of the given words. Of many, the one that was meant is named alone, if there is one. */
export function choice<const T extends string>(text: string, name: string, words: readonly T[]): T {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  const hint = didYouMean(text, words);
  const all = hint !== null && words.length > MANY;
  throw wrong(text, name, `one of ${all ? `the ${words.length} there are` : words.join(', ')}`, hint);
}

// Of more words than that nobody reads a list.
const MANY = 20;

function hexNumber(text: string, digits: number): number | null {
  return /^0x[0-9a-f]+$/i.test(text) && text.length <= digits + 2 ? Number(text) : null;
}

// What ends in a number but is no dotted quad (`10.0.0.300`, `127.1`, `0x7f.1`) is a slip, though resolvers
// make some address of it.
function isHost(host: string): boolean {
  if (addressNumber(host) !== null) return true;
  if (host.length > 253 || /(^|\.)(\d+|0x[0-9a-f]*)\.?$/i.test(host)) return false;
  return /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\.?$/i.test(host);
}

function wrong(text: string, name: string, expected: string, hint: string | null = null): UsageError {
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return new UsageError(`${name}: "${shown}" is not ${expected}`, hint);
}
