/**
 * The lines of `sniff` as bytes: what sniff-text.ts writes of datagrams that are in order, without colours. Those that
 * are not in order are left to it.
 */
import type { ByteSpace } from '../../capture/byte-space.ts';
import type { PacketBatch } from '../../capture/packet-batch.ts';
import type { PlainDatagrams } from '../../capture/plain-datagrams.ts';
import type { PlainLines } from '../../sniff/lining.ts';
import type { Sighted } from '../../sniff/sniffer.ts';
import type { Zone } from '../../sniff/where/moment.ts';
import type { KindName } from '../../wire/field.ts';
import { itemForm } from '../../wire/notation.ts';
import {
  canonicalLength,
  HEADER,
  MAX_SENT,
  nameOf,
  rowOf,
  TLV_HEADER,
  type TlvName,
} from '../../wire/table.ts';
import { Fault, Walk } from '../../wire/walk.ts';
import { sightedLine } from '../sniff-text.ts';
import { makeTheme } from '../theme.ts';
import { timeOfDay } from '../time-text.ts';
import { ByteText } from './byte-text.ts';
import { placedFields, putField } from './field-bytes.ts';
import { type PeerForm, PeerKernel } from './peer-kernel.ts';
import { type Piece, piece, putEnd, putHex, putPiece } from './put.ts';
import { TimeBytes } from './time-bytes.ts';

/** The longest line: a TLV of two bytes is at most ` peer-request`, and other bytes are two digits each. */
const ROOM = 16 * MAX_SENT;
const [SPACE, BETWEEN, NEWLINE] = [piece(' '), piece(' > '), piece('\n')];
const EXTRA = piece(',extra=');
const PLAIN = makeTheme(0);

export class PlainText implements PlainLines {
  readonly out: ByteText;
  readonly space: ByteSpace | null;
  readonly #kernel: PeerKernel | null;
  readonly #zone: Zone;
  readonly #walk = new Walk();
  readonly #time: TimeBytes;

  constructor(zone: Zone) {
    this.#kernel = PEER === null ? null : PeerKernel.of(PEER);
    this.space = this.#kernel?.space ?? null;
    this.out = new ByteText(this.#kernel?.text);
    this.#zone = zone;
    this.#time = new TimeBytes((seconds) => `${timeOfDay(String(seconds), zone)}.`);
  }

  begin(): void {}

  plain(batch: PacketBatch, datagrams: PlainDatagrams, packet: number): boolean {
    const { out } = this;
    const start = datagrams.starts[packet] ?? 0;
    const end = datagrams.ends[packet] ?? 0;
    const size = end - start;
    // A datagram without a TLV has no words.
    if (size > MAX_SENT || size === HEADER.size || !this.#time.read(batch, packet)) return false;
    out.reserve(ROOM);
    const { data } = out;
    const ports = datagrams.ports[packet] ?? 0;
    let at = putPiece(data, this.#time.put(data, out.length), SPACE);
    at = putPiece(data, putEnd(data, at, datagrams.sources[packet] ?? 0, ports >>> 16), BETWEEN);
    at = putEnd(data, at, datagrams.destinations[packet] ?? 0, ports & 0xffff);
    const kernel = this.#kernelFor(datagrams.bytes);
    const walk = this.#walk;
    for (walk.start(datagrams.bytes, start, end); walk.next(); ) {
      if (walk.fault !== Fault.none) return false;
      at = putTlvs(data, at, kernel, datagrams, walk.at, walk.length, 1 + walk.repeat());
    }
    out.length = putPiece(data, at, NEWLINE);
    return true;
  }

  /** Null for what lies elsewhere, as a text does that outgrew its room. */
  #kernelFor(bytes: Uint8Array): PeerKernel | null {
    const kernel = this.#kernel;
    return kernel !== null && this.out.bytes === kernel.text && kernel.reaches(bytes) ? kernel : null;
  }

  sighted(sighted: Sighted): void {
    this.out.add(`${sightedLine(sighted, PLAIN, this.#zone)}\n`);
  }
}

/** The words of the datagram's TLVs in order that are alike, `count` of them, the first at `bytes[start]`. */
function putTlvs(
  data: DataView,
  to: number,
  kernel: PeerKernel | null,
  { bytes, data: from }: PlainDatagrams,
  start: number,
  length: number,
  count: number,
): number {
  const { isKnown, head, fields, length: own, peer } = WORDS[bytes[start] ?? 0] ?? UNKNOWN;
  const end = start + count * length;
  let at = to;
  if (peer !== null && own === length) {
    if (kernel !== null && peer === PEER) return kernel.put(at, bytes, start, end, length);
    return putPeers(data, at, head, from, start, end, length, peer);
  }
  for (let tlv = start; tlv < end; tlv += length) {
    at = putPiece(data, at, head);
    for (const field of fields) {
      at = putPiece(data, putField(data, at, field.kind, bytes, tlv + field.offset), field.tail);
    }
    if (own === length) continue;
    at = putHex(data, isKnown ? putPiece(data, at, EXTRA) : at, bytes, tlv + own, tlv + length);
  }
  return at;
}

/** TLVs that name a peer and hold nothing else: an answer is a long row of them, so each step counts. */
function putPeers(
  data: DataView,
  to: number,
  head: Piece,
  from: DataView,
  start: number,
  end: number,
  length: number,
  { address, port }: PeerForm,
): number {
  let at = to;
  const first = head.words[0] ?? 0;
  const second = head.words[1] ?? 0;
  for (let tlv = start; tlv < end; tlv += length) {
    data.setFloat64(at, first, true);
    data.setFloat64(at + 8, second, true);
    at = putEnd(data, at + head.length, from.getInt32(tlv + address), from.getUint16(tlv + port));
  }
  return at;
}

/** How a TLV of some type is written: ` peer-address=`, its address, `:`, its port. */
interface Word {
  readonly isKnown: boolean;
  readonly head: Piece;
  readonly fields: readonly { readonly kind: KindName; readonly offset: number; readonly tail: Piece }[];
  /** Where what is no field begins. */
  readonly length: number;
  readonly peer: PeerForm | null;
}

const WORDS: readonly Word[] = Array.from({ length: 256 }, (_, type) => {
  const name = nameOf(type);
  return name === null ? unknown(type) : known(name);
});
const UNKNOWN = unknown(0);
/** The one that names peers and nothing else. */
const PEER = WORDS.find(({ peer }) => peer !== null)?.peer ?? null;

function unknown(type: number): Word {
  return { isKnown: false, head: piece(` tlv=${type}:`), fields: [], length: TLV_HEADER.size, peer: null };
}

/** From its form in the notation, in which each field stands with its name in capitals. */
function known(name: TlvName): Word {
  const row = rowOf(name);
  const places = placedFields(row);
  const parts = itemForm(name).split(/([A-Z]+)/);
  const [head = '', ...rest] = parts;
  const fields = places.map((_, index) => {
    const place = places.find(({ field }) => field.name.toUpperCase() === rest[2 * index]);
    if (place === undefined) throw new Error(`${name} is not written with the fields that it has`);
    return { kind: place.field.kind.name, offset: place.offset, tail: piece(rest[2 * index + 1] ?? '') };
  });
  const [address, port] = fields;
  const isPeer = head.length < 16 && rest.length === 4 && rest[1] === ':' && rest[3] === '';
  const peer =
    isPeer && address?.kind === 'ipv4' && port?.kind === 'u16'
      ? { head: ` ${head}`, address: address.offset, port: port.offset }
      : null;
  return { isKnown: true, head: piece(` ${head}`), fields, length: canonicalLength(row), peer };
}
