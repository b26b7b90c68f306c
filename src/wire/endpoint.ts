/**
 * A peer's name: IPv4 address and UDP port. The protocol has no other identity (§1, §1.5).
 */

/** IPv4 address as a canonical dotted quad, and a port 0..65535. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** `10.0.0.1:4200`: the text of an endpoint, and its key in maps. */
export function endpointText(endpoint: Endpoint): string {
  return `${endpoint.address}:${endpoint.port}`;
}

/** Equal address and port. */
export function isSameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return a.port === b.port && a.address === b.address;
}

/** The endpoint that the text names, or null; only canonical decimal is taken (no `010`, no `+1`). */
export function parseEndpoint(text: string): Endpoint | null {
  const colon = text.lastIndexOf(':');
  const address = text.slice(0, Math.max(colon, 0));
  const port = decimal(text.slice(colon + 1), 65535);
  return colon < 0 || port === null || addressNumber(address) === null ? null : { address, port };
}

/** The address as an unsigned 32-bit number, first octet highest; null if it is no canonical dotted quad. */
export function addressNumber(address: string): number | null {
  let [number, octets] = [0, 0];
  let octet: number | null = null; // null before its first digit
  // By hand: it is asked of every address of every datagram.
  for (let at = 0; at <= address.length; at++) {
    const digit = address.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (octet === 0) return null;
      octet = (octet ?? 0) * 10 + digit;
      if (octet > 255) return null;
    } else {
      if (octet === null || (at < address.length && address[at] !== '.')) return null;
      number = number * 256 + octet;
      octets += 1;
      octet = null;
    }
  }
  return octets === 4 ? number : null;
}

const ZERO = '0'.charCodeAt(0);

/** The dotted quad of an unsigned 32-bit number. */
export function addressText(number: number): string {
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}

/** A canonical decimal number of at most `max`, or null. */
export function decimal(text: string, max: number): number | null {
  if (!/^(0|[1-9]\d{0,9})$/.test(text)) return null;
  const number = Number(text);
  return number <= max ? number : null;
}
