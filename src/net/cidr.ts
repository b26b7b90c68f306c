/**
 * Ranges of IPv4 addresses, `127.0.0.0/8`: what traffic may go to is said in them.
 */
import { addressNumber, addressText, decimal } from '../wire/endpoint.ts';

const ONES = 0xffff_ffff;

/** The addresses that share their first `prefix` bits with `base`. */
export interface Cidr {
  /** First address, as an unsigned number; the bits behind the prefix are 0. */
  readonly base: number;
  /** 0..32. */
  readonly prefix: number;
}

/** The range that `text` names, or null; an address alone is a range of one, bits behind the prefix are cleared. */
export function parseCidr(text: string): Cidr | null {
  const [quad = '', bits, more] = text.split('/');
  const address = addressNumber(quad);
  const prefix = bits === undefined ? 32 : decimal(bits, 32);
  if (address === null || prefix === null || more !== undefined) return null;
  return { base: firstOf(address, prefix), prefix };
}

/** `127.0.0.0/8`. */
export function cidrText(cidr: Cidr): string {
  return `${addressText(cidr.base)}/${cidr.prefix}`;
}

/** True if the address, a dotted quad or a number, lies in the range. */
export function contains(cidr: Cidr, address: string | number): boolean {
  const number = typeof address === 'number' ? address : addressNumber(address);
  return number !== null && firstOf(number, cidr.prefix) === cidr.base;
}

/** The last address: that of the broadcast where the range is a network. */
export function lastOf(cidr: Cidr): number {
  return cidr.prefix === 32 ? cidr.base : (cidr.base | (ONES >>> cidr.prefix)) >>> 0;
}

/** This machine alone. */
export const LOOPBACK: Cidr = { base: 0x7f00_0000, prefix: 8 };

/** True if what goes there stays on this machine. */
export function isLoopback(address: string): boolean {
  return contains(LOOPBACK, address);
}

// By shifts, for the fence asks for every address of every datagram; a shift by 32 is none.
function firstOf(address: number, prefix: number): number {
  return prefix === 0 ? 0 : (address & (ONES << (32 - prefix))) >>> 0;
}
