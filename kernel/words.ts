/** The words of TLVs (src/wire/notation.ts). */
import { net16, net32 } from './bytes';
import { PIECE, putHex, putNumber, putPiece, putQuad } from './digits';
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
import { putPeers } from './peers';

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

function putWord(to: usize, form: usize, tlv: usize, length: usize, own: usize): usize {
  let at = putPiece(to, form + HEAD);
  const fields: usize = load<u8>(form + FIELDS);
  for (let i: usize = 0; i < fields; i++) {
    const field = tlv + <usize>load<u8>(form + FIELD_PLACES + i);
    const isAddress = load<u8>(form + FIELD_KINDS + i) === IPV4_KIND;
    at = isAddress ? putQuad(at, net32(field)) : putNumber(at, net16(field));
    at = putPiece(at, form + TAILS + PIECE * i);
  }
  if (length === own) return at;
  if (load<u8>(form + IS_KNOWN) === 1) at = putPiece(at, EXTRA);
  return putHex(at, tlv + own, tlv + length);
}
