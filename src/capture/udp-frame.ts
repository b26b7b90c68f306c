// Building IP packets around UDP payloads, for captures of our own (link type 101, raw IP): right lengths and
// checksums, nothing else. Sending is not done with these; sockets do that.
import { addressBytes } from './address.ts';
import { addWords, checksumOf } from './checksum.ts';
import type { Endpoint } from './frame.ts';
import { PROTOCOL } from './ip-protocol.ts';

/** The link type of what `udpFrame` builds. */
export const RAW_IP = 101;

const UDP_HEADER = 8;
const HOP_LIMIT = 64;
const MAX_LENGTH = 0xffff;

/**
 * An IPv4 or IPv6 packet from `source` to `destination`. RangeError if an address is none, they differ in
 * family, a port is none, or the payload is beyond 65507 (IPv4) or 65527 (IPv6) bytes.
 */
export function udpFrame(source: Endpoint, destination: Endpoint, payload: Uint8Array): Uint8Array {
  const from = endpointBytes(source);
  const to = endpointBytes(destination);
  if (from.length !== to.length)
    throw new RangeError(`${source.address} and ${destination.address} differ in family`);
  const header = from.length === 4 ? 20 : 40;
  const most = MAX_LENGTH - UDP_HEADER - (header === 20 ? header : 0);
  if (payload.length > most) throw new RangeError(`a payload of ${payload.length} bytes is beyond ${most}`);
  const packet = new Uint8Array(header + UDP_HEADER + payload.length);
  const view = new DataView(packet.buffer);
  packet.set(payload, header + UDP_HEADER);
  if (header === 20) putIpv4(packet, view, from, to);
  else putIpv6(packet, view, from, to);
  putUdp(packet, view, header, source.port, destination.port);
  return packet;
}

function putIpv4(packet: Uint8Array, view: DataView, from: Uint8Array, to: Uint8Array): void {
  view.setUint16(0, 0x4500);
  view.setUint16(2, packet.length);
  // Don't fragment: so an identification of 0 is right (RFC 6864).
  view.setUint16(6, 0x4000);
  view.setUint8(8, HOP_LIMIT);
  view.setUint8(9, PROTOCOL.udp);
  packet.set(from, 12);
  packet.set(to, 16);
  view.setUint16(10, checksumOf(addWords(0, packet, 0, 20)));
}

function putIpv6(packet: Uint8Array, view: DataView, from: Uint8Array, to: Uint8Array): void {
  view.setUint8(0, 0x60);
  view.setUint16(4, packet.length - 40);
  view.setUint8(6, PROTOCOL.udp);
  view.setUint8(7, HOP_LIMIT);
  packet.set(from, 8);
  packet.set(to, 24);
}

// The addresses stand right before the UDP header in both versions, so the pseudo-header is summed in place.
function putUdp(packet: Uint8Array, view: DataView, at: number, source: number, destination: number): void {
  const length = packet.length - at;
  view.setUint16(at, source);
  view.setUint16(at + 2, destination);
  view.setUint16(at + 4, length);
  const addresses = at === 20 ? 12 : 8;
  const sum = checksumOf(addWords(PROTOCOL.udp + length, packet, addresses, packet.length));
  // RFC 768: a computed 0 is sent as ffff; 0 means that there is none.
  view.setUint16(at + 6, sum === 0 ? 0xffff : sum);
}

function endpointBytes({ address, port }: Endpoint): Uint8Array {
  const bytes = addressBytes(address);
  if (bytes === undefined) throw new RangeError(`${address} is no address`);
  if (!Number.isInteger(port) || port < 0 || port > 0xffff) throw new RangeError(`${port} is no port`);
  return bytes;
}
