/**
 * One address in place of another in a datagram's bytes. An address and its port are the same six bytes wherever they
 * stand, so no TLV is read for it: whatever a node makes of a broken length, it finds the same in its place.
 */
import { addressNumber, type Endpoint } from '../wire/endpoint.ts';

/** The bytes with each occurrence of `from`, written as in a Peer Address, replaced; the same array if there is none. */
export function translated(bytes: Uint8Array, from: Endpoint, to: Endpoint): Uint8Array {
  const [old, fresh] = [fields(from), fields(to)];
  let result: Uint8Array | null = null;
  const last = bytes.length - old.length;
  for (let at = bytes.indexOf(old[0] ?? 0); at >= 0 && at <= last; at = bytes.indexOf(old[0] ?? 0, at + 1)) {
    if (!old.every((byte, i) => bytes[at + i] === byte)) continue;
    result ??= bytes.slice();
    result.set(fresh, at);
  }
  return result ?? bytes;
}

/** Port and address in network byte order (§1.5). RangeError if the address is no dotted quad. */
function fields({ address, port }: Endpoint): Uint8Array {
  const number = addressNumber(address);
  if (number === null) throw new RangeError(`no IPv4 address: ${address}`);
  const bytes = new Uint8Array(6);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, port);
  view.setUint32(2, number);
  return bytes;
}
