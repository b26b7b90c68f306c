/**
 * The TLVs that a node says.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import type { KnownTlv, Tlv } from '../wire/table.ts';

/** §1.3 */
export const HELLO: KnownTlv = { name: 'hello' };
/** §1.4 */
export const PEER_REQUEST: KnownTlv = { name: 'peer-request' };
/** What a dialect with unknown TLVs adds: a type that the table does not have. */
export const UNKNOWN: Tlv = { name: 'tlv', type: 200, value: Uint8Array.of(0xca, 0xfe) };
/** What a dialect with extra bytes adds. */
export const EXTRA: Uint8Array = Uint8Array.of(0xca, 0xfe);

/** §1.5 */
export function peerAddress(peer: Endpoint): KnownTlv {
  return { name: 'peer-address', port: peer.port, address: peer.address };
}
