/**
 * The words (notation.ts) of TLVs that hold their fields and nothing else, without an item for each: captures have millions
 * of them.
 */
import { itemForm } from './notation.ts';
import { type PlacedField, placedFields } from './placed-field.ts';
import { canonicalLength, nameOf, rowOf, type TlvName } from './table.ts';
import { Fault, Walk } from './walk.ts';

/** How a TLV is written: what stands before its fields, and behind each of them. */
export interface WordForm {
  readonly name: TlvName;
  /** The length that it has. */
  readonly length: number;
  readonly head: string;
  readonly fields: readonly (PlacedField & { readonly tail: string })[];
}

/** From its form in the notation, in which each field stands with its name in capitals. */
export function wordForm(name: TlvName): WordForm {
  const places = placedFields(rowOf(name));
  const [head = '', ...rest] = itemForm(name).split(/([A-Z]+)/);
  const fields = places.map((_, index) => {
    const place = places.find(({ field }) => field.name.toUpperCase() === rest[2 * index]);
    if (place === undefined) throw new Error(`${name} is not written with the fields that it has`);
    return { ...place, tail: rest[2 * index + 1] ?? '' };
  });
  return { name, length: canonicalLength(rowOf(name)), head, fields };
}

/** What `formatNotation` says of a datagram of such TLVs, joined by blanks; null for any other, and for one without a TLV. */
export function formatOrderly(bytes: Uint8Array): string | null {
  let text = '';
  for (walk.start(bytes, 0, bytes.length); walk.next(); ) {
    const form = FORMS[walk.type] ?? null;
    if (form === null || walk.fault !== Fault.none || walk.length !== form.length) return null;
    text += text === '' ? form.head : ` ${form.head}`;
    for (const { field, offset, tail } of form.fields) {
      text += field.kind.read(bytes, walk.at + offset);
      if (tail !== '') text += tail;
    }
  }
  return text === '' ? null : text;
}

const walk = new Walk();

/** By type. */
const FORMS: readonly (WordForm | null)[] = Array.from({ length: 256 }, (_, type) => {
  const name = nameOf(type);
  return name === null ? null : wordForm(name);
});
