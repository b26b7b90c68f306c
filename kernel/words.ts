/** The words of TLVs (src/wire/notation.ts). */
import { net16, net32 } from './bytes';
import { PIECE, putEnd, putHex, putPiece, putQuad, putShort16 } from './digits';
import { TLV_SIZE } from './given';
import {
  EXTRA,
  FIELD_KINDS,
  FIELD_PLACES,
  FIELDS,
  FORM_SIZE,
  FORMS,
  HEAD,
  IPV4_KIND,
  IS_KNOWN,
  IS_PEER,
  OWN_LENGTH,
  TAILS,
} from './lines-given';

/** Writes the TLVs from `from` to `end`, a blank before each; returns where they end, 0 if one is not in order. */
export function putWords(to: usize, from: usize, end: usize): usize {
  let at = to;
  let tlv = from;
  while (tlv < end) {
    if (end - tlv < TLV_SIZE) return 0;
    const head: u32 = load<u16>(tlv);
    const form = FORMS + FORM_SIZE * <usize>(head & 0xff);
    const length: usize = head >> 8;
    const own: usize = load<u8>(form + OWN_LENGTH);
    if (length < own || length > end - tlv) return 0;
    if (length === own && load<u8>(form + IS_PEER) === 1) {
      const behind = alike(tlv, end, length, head);
      at = putPeers(at, form, tlv, behind, length);
      tlv = behind;
    } else {
      at = putWord(at, form, tlv, length, own);
      tlv += length;
    }
  }
  return at;
}

/** Where the TLVs end that begin as the first one does: an answer is a long row of them. */
function alike(first: usize, end: usize, length: usize, head: u32): usize {
  let at = first + length;
  while (at + length <= end && load<u16>(at) === head) at += length;
  return at;
}

function putPeers(to: usize, form: usize, from: usize, end: usize, length: usize): usize {
  // No longer than this (word-forms.ts).
  const head = v128.load(form + HEAD);
  const size: usize = load<u8>(form + HEAD + PIECE - 1);
  const addressAt: usize = load<u8>(form + FIELD_PLACES);
  const portAt: usize = load<u8>(form + FIELD_PLACES + 1);
  let at = to;
  for (let tlv = from; tlv < end; tlv += length) {
    v128.store(at, head);
    at = putEnd(at + size, net32(tlv + addressAt), net16(tlv + portAt));
  }
  return at;
}

function putWord(to: usize, form: usize, tlv: usize, length: usize, own: usize): usize {
  let at = putPiece(to, form + HEAD);
  const fields: usize = load<u8>(form + FIELDS);
  for (let i: usize = 0; i < fields; i++) {
    const field = tlv + <usize>load<u8>(form + FIELD_PLACES + i);
    const isAddress = load<u8>(form + FIELD_KINDS + i) === IPV4_KIND;
    at = isAddress ? putQuad(at, net32(field)) : putShort16(at, net16(field));
    at = putPiece(at, form + TAILS + PIECE * i);
  }
  if (length === own) return at;
  if (load<u8>(form + IS_KNOWN) === 1) at = putPiece(at, EXTRA);
  return putHex(at, tlv + own, tlv + length);
}
