/**
 * The shape of a datagram: its header, its TLVs by type and class of length, how many of a kind. What tells two
 * causes apart, while values and exact numbers do not.
 */
import { dissect } from '../wire/dissect.ts';
import { canonicalLength, HEADER, MAX_SENT, rowOf } from '../wire/table.ts';
import type { TlvNode } from '../wire/tree.ts';
import { Fault } from '../wire/walk.ts';

/** The part of a shape that says: more than may be sent. */
export const LONG_WORD = 'long';

const KNOWN = new WeakMap<Uint8Array, string>();

/** One line: `hello, unknown cut`, `wrong header`, `peer-address x many, long`. */
export function shapeOf(bytes: Uint8Array): string {
  const known = KNOWN.get(bytes);
  if (known !== undefined) return known;
  const shape = read(bytes);
  KNOWN.set(bytes, shape);
  return shape;
}

function read(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty';
  if (bytes.length < HEADER.size) return 'cut header';
  const long = bytes.length > MAX_SENT ? `, ${LONG_WORD}` : '';
  if (bytes[0] !== HEADER.magic || bytes[1] !== HEADER.version) return `wrong header${long}`;
  const words = runs(dissect(bytes).tlvs.map(tlvShape));
  return `${words.length === 0 ? 'no TLV' : words.join(', ')}${long}`;
}

function tlvShape(tlv: TlvNode): string {
  const name = tlv.name ?? 'unknown';
  switch (tlv.fault) {
    case Fault.stray:
      return 'stray byte';
    case Fault.short:
      return `${name} of length ${tlv.length}`;
    case Fault.cut:
      return `${name} cut`;
    case Fault.fields:
      return `${name} without its fields`;
    default:
  }
  if (tlv.name === null) return (tlv.length ?? 0) >= LONG ? 'long unknown' : 'unknown';
  return (tlv.length ?? 0) > canonicalLength(rowOf(tlv.name)) ? `${name} with more` : name;
}

/** A length that is negative where a byte has a sign. */
const LONG = 128;
// How many are many: beyond that a count is no matter of the shape.
const SEVERAL = 2;
const MANY = 16;

function runs(words: readonly string[]): string[] {
  const found: { word: string; count: number }[] = [];
  for (const word of words) {
    const last = found.at(-1);
    if (last?.word === word) last.count += 1;
    else found.push({ word, count: 1 });
  }
  return found.map(({ word, count }) =>
    count < SEVERAL ? word : `${word} x ${count < MANY ? 'several' : 'many'}`,
  );
}
