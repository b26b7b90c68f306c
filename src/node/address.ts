/**
 * Which addresses no peer can have, and which one is our own (ADR-5).
 */
import { addressNumber, type Endpoint } from '../wire/endpoint.ts';

const LOOPBACK_BROADCAST = 0x7fff_ffff;

/** True for port 0, 0.0.0.0/8, multicast and beyond (224.0.0.0 up), and the broadcast address of 127.0.0.0/8. */
export function isOdd(endpoint: Endpoint): boolean {
  const number = addressNumber(endpoint.address);
  if (number === null || endpoint.port === 0) return true;
  const first = number >>> 24;
  return first === 0 || first >= 224 || number === LOOPBACK_BROADCAST;
}

/** True if a node bound to `self` has this address: bound to 0.0.0.0, it has every loopback address. */
export function isSelf(endpoint: Endpoint, self: Endpoint): boolean {
  if (endpoint.port !== self.port) return false;
  if (endpoint.address === self.address) return true;
  return self.address === '0.0.0.0' && endpoint.address.startsWith('127.');
}

/** True if whoever speaks from `self` may have this address too: it may be bound to 0.0.0.0. */
export function mayBeSelf(endpoint: Endpoint, self: Endpoint): boolean {
  return isSelf(endpoint, self) || isSelf(endpoint, { address: '0.0.0.0', port: self.port });
}
