/**
 * What most packets are, as columns of numbers: UDP datagrams over IPv4, whole and in one piece. No object is made for
 * one; whatever is anything else is left to FrameDissector (frame.ts), which says the same of these and knows the rest.
 */
import { checksumOf, littleWords, swapped } from './checksum.ts';
import { PROTOCOL } from './ip-protocol.ts';
import { plainIpv4 } from './link.ts';
import type { PacketBatch } from './packet-batch.ts';

const IP_HEADER = 20;
const UDP_HEADER = 8;
const FRAGMENT = 0x3fff;

export class PlainDatagrams {
  bytes: Uint8Array = new Uint8Array(0);
  /** The same bytes, to read integers. */
  data: DataView = new DataView(new ArrayBuffer(0));
  /** By packet: 1 if it is a plain datagram. Of others the other columns say nothing. */
  readonly plain: Uint8Array;
  /** Where the IP header is; the payload is `bytes[start, end)`. */
  readonly headers: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Addresses, first octet highest; the source's port is the upper half of both ports. */
  readonly sources: Uint32Array;
  readonly destinations: Uint32Array;
  readonly ports: Uint32Array;

  constructor({ starts: { length } }: PacketBatch) {
    this.plain = new Uint8Array(length);
    this.headers = new Int32Array(length);
    this.starts = new Int32Array(length);
    this.ends = new Int32Array(length);
    this.sources = new Uint32Array(length);
    this.destinations = new Uint32Array(length);
    this.ports = new Uint32Array(length);
  }

  /** Reads the packets of the batch, and is valid as long as they are. */
  read({ bytes, data, starts, ends, size, linkType }: PacketBatch): void {
    if (this.bytes !== bytes) {
      this.bytes = bytes;
      this.data = data;
    }
    for (let i = 0; i < size; i++)
      this.plain[i] = this.#packet(i, data, starts[i] ?? 0, ends[i] ?? 0, linkType) ? 1 : 0;
  }

  #packet(packet: number, data: DataView, start: number, end: number, linkType: number): boolean {
    // The least that IP and UDP need, so that nothing is read beyond the buffer.
    if (end - start < IP_HEADER + UDP_HEADER) return false;
    const ip = plainIpv4(data, start, linkType);
    if (ip < 0 || end - ip < IP_HEADER + UDP_HEADER) return false;
    const first = data.getUint8(ip);
    const header = (first & 0x0f) * 4;
    const total = data.getUint16(ip + 2);
    if (first >> 4 !== 4 || header < IP_HEADER || total < header + UDP_HEADER) return false;
    if (ip + total > end || (data.getUint16(ip + 6) & FRAGMENT) !== 0) return false;
    if (data.getUint8(ip + 9) !== PROTOCOL.udp) return false;
    const udp = ip + header;
    const length = data.getUint16(udp + 4);
    if (length < UDP_HEADER || header + length > total) return false;
    this.headers[packet] = ip;
    this.starts[packet] = udp + UDP_HEADER;
    this.ends[packet] = udp + length;
    this.sources[packet] = data.getUint32(ip + 12);
    this.destinations[packet] = data.getUint32(ip + 16);
    this.ports[packet] = data.getUint32(udp);
    return true;
  }

  /** The state of the packet's checksum. */
  checksum(packet: number): 'right' | 'wrong' | 'absent' {
    const { data } = this;
    const end = this.ends[packet] ?? 0;
    const udp = (this.starts[packet] ?? 0) - UDP_HEADER;
    const addresses = (this.headers[packet] ?? 0) + 12;
    if (data.getUint16(udp + 6) === 0) return 'absent';
    // Without IP options the addresses stand right before the UDP header: one row of words.
    const words =
      addresses + 8 === udp
        ? littleWords(data, addresses, end)
        : littleWords(data, addresses, addresses + 8) + littleWords(data, udp, end);
    return checksumOf(swapped(PROTOCOL.udp + end - udp) + words) === 0 ? 'right' : 'wrong';
  }
}
