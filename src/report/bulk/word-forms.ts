/** How the kernel of lines (kernel/words.ts) has to write the TLVs of each type: a table in bytes, a row of it for each. */
import { type WordForm, wordForm } from '../../wire/orderly.ts';
import { nameOf, TLV_HEADER, type TlvName } from '../../wire/table.ts';

/** A piece of text: up to 31 bytes, and in the last byte how many they are. */
export const PIECE = 32;
const MOST_FIELDS = 4;
/** Those of peers are written at once. */
const PEER_HEAD = 16;

/** What is where in a row, in bytes. */
export const FORM = {
  OWN_LENGTH: 0,
  IS_KNOWN: 1,
  IS_PEER: 2,
  FIELDS: 3,
  FIELD_KINDS: 4,
  FIELD_PLACES: 4 + MOST_FIELDS,
  HEAD: PIECE,
  TAILS: 2 * PIECE,
  FORM_SIZE: (2 + MOST_FIELDS) * PIECE,
} as const;

/** Of the kinds of fields (wire/field.ts): the others are numbers of 16 bits. */
export const IPV4_KIND = 1;

/** The bytes of all types; null if one cannot be written so. */
export function wordForms(): Uint8Array | null {
  const forms = new Uint8Array(256 * FORM.FORM_SIZE);
  for (let type = 0; type < 256; type++) {
    const form = forms.subarray(type * FORM.FORM_SIZE, (type + 1) * FORM.FORM_SIZE);
    const name = nameOf(type);
    if (!(name === null ? putUnknown(form, type) : putKnown(form, name))) return null;
  }
  return forms;
}

/** Puts a text as a piece; false if it is too long. */
export function putPiece(bytes: Uint8Array, at: number, text: string): boolean {
  const encoded = new TextEncoder().encode(text);
  if (encoded.length >= PIECE) return false;
  bytes.set(encoded, at);
  bytes[at + PIECE - 1] = encoded.length;
  return true;
}

function putUnknown(form: Uint8Array, type: number): boolean {
  form[FORM.OWN_LENGTH] = TLV_HEADER.size;
  return putPiece(form, FORM.HEAD, ` tlv=${type}:`);
}

function putKnown(form: Uint8Array, name: TlvName): boolean {
  const { length, head, fields } = wordForm(name);
  if (fields.length > MOST_FIELDS) return false;
  form[FORM.OWN_LENGTH] = length;
  form[FORM.IS_KNOWN] = 1;
  form[FORM.IS_PEER] = isPeer(fields) && head.length < PEER_HEAD ? 1 : 0;
  form[FORM.FIELDS] = fields.length;
  const fits = fields.map(({ field, offset, tail }, i) => {
    form[FORM.FIELD_KINDS + i] = field.kind.name === 'ipv4' ? IPV4_KIND : 0;
    form[FORM.FIELD_PLACES + i] = offset;
    return putPiece(form, FORM.TAILS + i * PIECE, tail);
  });
  return putPiece(form, FORM.HEAD, ` ${head}`) && fits.every((fit) => fit);
}

/** An address, a colon and a port. */
function isPeer([address, port, ...others]: WordForm['fields']): boolean {
  const isAddress = address?.field.kind.name === 'ipv4' && address.tail === ':';
  return isAddress && port?.field.kind.name === 'u16' && port.tail === '' && others.length === 0;
}
