/**
 * Addresses and ends of a conversation as operands: `10.0.0.1`, `10.0.0.0/8`, `10.0.0.1:4200`, `::1`, `fe80::/10`,
 * `[::1]:4200`. What has no port is equal whatever the port; a range of addresses is equal to all in it.
 */
import { addressBytes } from '../../capture/address.ts';
import { decimal, type Endpoint } from '../../wire/endpoint.ts';
import type { Domain, Operand } from './domain.ts';

/** The addresses whose first `bits` bits are those of `bytes`, with one port or all. */
interface Place {
  readonly bytes: Uint8Array;
  readonly bits: number;
  readonly port: number | null;
}

/** Addresses alone. */
export const ADDRESSES: Domain<string> = {
  title: 'an address such as 10.0.0.1 or 10.0.0.0/8',
  words: [],
  ordered: true,
  parse: (text) => {
    const place = parsePlace(text);
    if (place === null || place.port !== null) return null;
    return { order: (address) => addressOrder(place, address), rank: rank(place) };
  },
};

/** Addresses with ports. */
export const ENDS: Domain<Endpoint> = {
  title: 'an address such as 10.0.0.1, 10.0.0.1:4200 or 10.0.0.0/8',
  words: [],
  ordered: true,
  parse: (text): Operand<Endpoint> | null => {
    const place = parsePlace(text);
    if (place === null) return null;
    const { port } = place;
    return {
      order: (end) => {
        const byAddress = addressOrder(place, end.address);
        return byAddress === 0 && port !== null ? end.port - port : byAddress;
      },
      rank: rank(place),
    };
  },
};

function parsePlace(text: string): Place | null {
  const [, inBrackets, behind] = /^\[([^\]]*)\]:(.*)$/.exec(text) ?? [];
  if (inBrackets !== undefined) return ofAddress(inBrackets, 16, decimal(behind ?? '', 65535));
  const [, quad, port] = /^([\d.]+):(.*)$/.exec(text) ?? [];
  if (quad !== undefined) return ofAddress(quad, 4, decimal(port ?? '', 65535));
  const [address = '', prefix, more] = text.split('/');
  const bytes = addressBytes(address);
  if (bytes === undefined || more !== undefined) return null;
  const bits = prefix === undefined ? 8 * bytes.length : decimal(prefix, 8 * bytes.length);
  return bits === null ? null : { bytes, bits, port: null };
}

function ofAddress(address: string, size: number, port: number | null): Place | null {
  const bytes = addressBytes(address);
  if (bytes?.length !== size || port === null) return null;
  return { bytes, bits: 8 * size, port };
}

/** An IPv4 address and an IPv6 address are neither below nor above each other. */
function addressOrder({ bytes, bits }: Place, address: string): number {
  const own = addressBytes(address);
  if (own?.length !== bytes.length) return Number.NaN;
  for (let at = 0; 8 * at < bits; at++) {
    const unused = Math.max(0, 8 * at + 8 - bits);
    const difference = ((own[at] ?? 0) >> unused) - ((bytes[at] ?? 0) >> unused);
    if (difference !== 0) return difference;
  }
  return 0;
}

// Ports come after the address: exact while the address has 4 bytes, which are the ones that have neighbours.
function rank({ bytes, port }: Place): number | null {
  if (bytes.length !== 4) return null;
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0) * 65536 + (port ?? 0);
}
