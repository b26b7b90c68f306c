/**
 * A datagram may name the node that it is sent to (ADR-5). A fresh instance has another port, so where a Peer
 * Address, in any reading, holds the old one, the new one is put.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import { TLV_HEADER, TLVS } from '../wire/table.ts';

const TYPE = TLVS['peer-address'].type;

/** The same bytes if they do not name it. */
export function retarget(bytes: Uint8Array, from: Endpoint, to: Endpoint): Uint8Array {
  if (from.port === to.port) return bytes;
  const [high, low] = [from.port >> 8, from.port & 255];
  let changed: Uint8Array | null = null;
  for (let at = bytes.indexOf(TYPE); at >= 0; at = bytes.indexOf(TYPE, at + 1)) {
    const port = at + TLV_HEADER.size;
    if (bytes[port] !== high || bytes[port + 1] !== low) continue;
    changed ??= bytes.slice();
    changed[port] = to.port >> 8;
    changed[port + 1] = to.port & 255;
  }
  return changed ?? bytes;
}
