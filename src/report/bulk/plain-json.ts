/**
 * The lines of `sniff --json` as bytes: what sniff-json.ts makes of datagrams that are in order. Those that are not in
 * order are left to it.
 */
import type { PacketBatch } from '../../capture/packet-batch.ts';
import type { PlainDatagrams } from '../../capture/plain-datagrams.ts';
import type { Careful } from '../../sniff/lines.ts';
import { Lining, type PlainLines } from '../../sniff/lining.ts';
import type { ShortWay } from '../../sniff/short-way.ts';
import type { Sighted } from '../../sniff/sniffer.ts';
import type { Summary } from '../../sniff/summary.ts';
import type { KindName } from '../../wire/field.ts';
import { placedFields } from '../../wire/placed-field.ts';
import { canonicalLength, HEADER, MAX_SENT, nameOf, rowOf, TLV_HEADER } from '../../wire/table.ts';
import { Fault, Walk } from '../../wire/walk.ts';
import { sightedJson } from '../sniff-json.ts';
import { ByteText } from './byte-text.ts';
import { putField } from './field-bytes.ts';
import { type Piece, piece, putDecimal, putHex, putPiece, putQuad } from './put.ts';
import { TimeBytes } from './time-bytes.ts';

/** The longest line: a TLV of two bytes has less than 100 bytes of text, and other bytes are two digits each. */
const ROOM = 64 * MAX_SENT;

const FRAME = piece('{"frame":');
const [SOURCE, DESTINATION] = [piece('","source":{"address":"'), piece('},"destination":{"address":"')];
const [PORT, LENGTH] = [piece('","port":'), piece('},"length":')];
const TLVS = piece(`,"magic":${HEADER.magic},"version":${HEADER.version},"tlvs":[`);
const [OFFSET, SIZE, NEXT] = [piece('{"offset":'), piece(',"size":'), piece('},')];
const [VALUE, EXTRA] = [piece(',"value":"'), piece(',"extra":"')];
const [QUOTE, ISSUES] = [piece('"'), piece('],"issues":[]')];
const [WRONG, END] = [piece(',"checksum":"wrong"'), piece('}\n')];

export class PlainJson implements PlainLines {
  readonly out = new ByteText();
  readonly space = null;
  readonly #walk = new Walk();
  readonly #time = new TimeBytes((seconds) => `,"time":"${seconds}.`);
  #file: Piece = piece('');

  way(summary: Summary, careful: Careful): ShortWay {
    return new Lining(this, summary, careful);
  }

  begin(file: string): void {
    this.#file = piece(`,"file":${JSON.stringify(file)},"offset":`);
  }

  plain(batch: PacketBatch, datagrams: PlainDatagrams, packet: number): boolean {
    const { out } = this;
    const start = datagrams.starts[packet] ?? 0;
    const end = datagrams.ends[packet] ?? 0;
    if (end - start > MAX_SENT || !this.#time.read(batch, packet)) return false;
    out.reserve(ROOM + this.#file.length);
    const { data } = out;
    let at = putDecimal(data, putPiece(data, out.length, FRAME), batch.frame(packet));
    at = putEnds(data, this.#time.put(data, at), datagrams, packet);
    at = putDecimal(data, putPiece(data, at, LENGTH), end - start);
    at = this.#putTlvs(data, putPiece(data, at, TLVS), datagrams.bytes, start, end);
    if (at < 0) return false;
    at = putPiece(data, at, ISSUES);
    if (datagrams.checksum(packet) === 'wrong') at = putPiece(data, at, WRONG);
    at = putDecimal(data, putPiece(data, at, this.#file), batch.offset(packet));
    out.length = putPiece(data, at, END);
    return true;
  }

  sighted(sighted: Sighted): void {
    const json = sightedJson(sighted, { payload: false, file: true, live: false });
    this.out.add(`${JSON.stringify(json)}\n`);
  }

  /** -1 if one of them is not in order. */
  #putTlvs(data: DataView, to: number, bytes: Uint8Array, start: number, end: number): number {
    const walk = this.#walk;
    let at = to;
    for (walk.start(bytes, start, end); walk.next(); ) {
      if (walk.fault !== Fault.none) return -1;
      at = putTlvs(data, at, bytes, start, walk.at, walk.length, 1 + walk.repeat());
    }
    // A comma is behind the last one too.
    return at === to ? at : at - 1;
  }
}

function putEnds(data: DataView, to: number, datagrams: PlainDatagrams, packet: number): number {
  const ports = datagrams.ports[packet] ?? 0;
  let at = putQuad(data, putPiece(data, to, SOURCE), datagrams.sources[packet] ?? 0);
  at = putDecimal(data, putPiece(data, at, PORT), ports >>> 16);
  at = putQuad(data, putPiece(data, at, DESTINATION), datagrams.destinations[packet] ?? 0);
  return putDecimal(data, putPiece(data, at, PORT), ports & 0xffff);
}

/** TLVs in order that are alike, `count` of them, the first at `bytes[first]`; each with a comma behind it. */
function putTlvs(
  data: DataView,
  to: number,
  bytes: Uint8Array,
  start: number,
  first: number,
  length: number,
  count: number,
): number {
  const shape = SHAPES[bytes[first] ?? 0] ?? UNKNOWN;
  const isWhole = length === shape.length && shape.isKnown;
  const end = first + count * length;
  let at = to;
  for (let tlv = first; tlv < end; tlv += length) {
    at = putDecimal(data, putPiece(data, at, OFFSET), tlv - start);
    at = isWhole ? putPiece(data, at, shape.whole) : putHead(data, at, shape, length);
    for (const field of shape.fields) {
      at = putField(data, putPiece(data, at, field.head), field.kind, bytes, tlv + field.offset);
      at = putPiece(data, at, field.tail);
    }
    if (!isWhole) at = putRest(data, at, shape, bytes, tlv, length);
    at = putPiece(data, at, NEXT);
  }
  return at;
}

function putHead(data: DataView, at: number, { head }: Shape, length: number): number {
  const behind = putDecimal(data, putPiece(data, at, head), length);
  return putDecimal(data, putPiece(data, behind, SIZE), length);
}

function putRest(
  data: DataView,
  at: number,
  shape: Shape,
  bytes: Uint8Array,
  tlv: number,
  length: number,
): number {
  const behind = putPiece(data, at, shape.isKnown ? EXTRA : VALUE);
  return putPiece(data, putHex(data, behind, bytes, tlv + shape.length, tlv + length), QUOTE);
}

/** How a TLV of some type is written, behind its offset. */
interface Shape {
  readonly isKnown: boolean;
  /** Up to its length. */
  readonly head: Piece;
  /** Up to its fields, if it holds them and nothing else. */
  readonly whole: Piece;
  readonly fields: readonly {
    readonly kind: KindName;
    readonly offset: number;
    readonly head: Piece;
    readonly tail: Piece;
  }[];
  /** Where what is no field begins. */
  readonly length: number;
}

const SHAPES: readonly Shape[] = Array.from({ length: 256 }, (_, type) => shapeOf(type));
const UNKNOWN = shapeOf(0);

function shapeOf(type: number): Shape {
  const name = nameOf(type);
  const row = name === null ? null : rowOf(name);
  const length = row === null ? TLV_HEADER.size : canonicalLength(row);
  const head = `,"type":${type},"name":${JSON.stringify(name)},"length":`;
  const fields = (row === null ? [] : placedFields(row)).map(({ field: { name: field, kind }, offset }) => {
    const quote = kind.order === 'number' ? '' : '"';
    return {
      kind: kind.name,
      offset,
      head: piece(`,${JSON.stringify(field)}:${quote}`),
      tail: piece(quote),
    };
  });
  return {
    isKnown: row !== null,
    head: piece(head),
    whole: piece(`${head}${length},"size":${length}`),
    fields,
    length,
  };
}
