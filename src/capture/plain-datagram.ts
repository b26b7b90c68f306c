/**
 * What most packets are, as numbers: a UDP datagram over IPv4, whole and in one piece. No object is made for one;
 * whatever is anything else is left to FrameDissector (frame.ts), which says the same of these and knows the rest.
 *
 *     if (datagram.read(packet)) use(datagram.source, datagram.sourcePort, datagram.bytes, datagram.start, datagram.end);
 */
import { checksumOf, littleWords, swapped } from './checksum.ts';
import { PROTOCOL } from './ip-protocol.ts';
import { plainIpv4 } from './link.ts';
import type { PacketView } from './packet.ts';

const IP_HEADER = 20;
const UDP_HEADER = 8;
const FRAGMENT = 0x3fff;

export class PlainDatagram {
  /** The payload is `bytes[start, end)`. Valid until the reader's next step. */
  bytes: Uint8Array = new Uint8Array(0);
  /** The same bytes, to read integers. */
  data: DataView = new DataView(new ArrayBuffer(0));
  start = 0;
  end = 0;
  /** Addresses as unsigned 32-bit numbers, first octet highest. */
  source = 0;
  destination = 0;
  sourcePort = 0;
  destinationPort = 0;
  #ipAt = 0;

  /** Reads the packet; false if it is not plain. */
  read(packet: PacketView): boolean {
    if (packet.buffer !== this.bytes) this.#see(packet.buffer);
    const data = this.data;
    // The least that IP and UDP need, so that nothing is read beyond the buffer.
    if (packet.end - packet.start < IP_HEADER + UDP_HEADER) return false;
    const ip = plainIpv4(data, packet.start, packet.linkType);
    if (ip < 0 || packet.end - ip < IP_HEADER + UDP_HEADER) return false;
    const first = data.getUint8(ip);
    const header = (first & 0x0f) * 4;
    const total = data.getUint16(ip + 2);
    if (first >> 4 !== 4 || header < IP_HEADER || total < header + UDP_HEADER) return false;
    if (ip + total > packet.end || (data.getUint16(ip + 6) & FRAGMENT) !== 0) return false;
    if (data.getUint8(ip + 9) !== PROTOCOL.udp) return false;
    const udp = ip + header;
    const length = data.getUint16(udp + 4);
    if (length < UDP_HEADER || header + length > total) return false;
    this.#ipAt = ip;
    this.source = data.getUint32(ip + 12);
    this.destination = data.getUint32(ip + 16);
    this.sourcePort = data.getUint16(udp);
    this.destinationPort = data.getUint16(udp + 2);
    this.start = udp + UDP_HEADER;
    this.end = udp + length;
    return true;
  }

  /** The state of its checksum. */
  get checksum(): 'right' | 'wrong' | 'absent' {
    const data = this.data;
    const udp = this.start - UDP_HEADER;
    if (data.getUint16(udp + 6) === 0) return 'absent';
    const addresses = this.#ipAt + 12;
    // Without IP options the addresses stand right before the UDP header: one row of words.
    const words =
      addresses + 8 === udp
        ? littleWords(data, addresses, this.end)
        : littleWords(data, addresses, addresses + 8) + littleWords(data, udp, this.end);
    return checksumOf(swapped(PROTOCOL.udp + this.end - udp) + words) === 0 ? 'right' : 'wrong';
  }

  #see(buffer: Uint8Array): void {
    this.bytes = buffer;
    this.data = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  }
}
