/**
 * Text as bytes: each function writes at a place and returns the one behind. They may write up to 32 bytes too many, which
 * the next one writes over.
 */
import { DOTTED, HEX, LONG, SHORT } from './lines-given';

const COLON: u8 = 0x3a;
/** A piece of text: up to 31 bytes, and in the last of 32 how many they are. */
export const PIECE: usize = 32;

export function putPiece(at: usize, piece: usize): usize {
  v128.store(at, v128.load(piece));
  v128.store(at, v128.load(piece, 16), 16);
  return at + <usize>load<u8>(piece, PIECE - 1);
}

/** An address, a colon and a port. */
export function putEnd(to: usize, address: u32, port: u32): usize {
  const at = putQuad(to, address);
  store<u8>(at, COLON);
  return putNumber(at + 1, port);
}

export function putQuad(to: usize, address: u32): usize {
  let at = to;
  for (let shift: u32 = 24; shift > 0; shift -= 8) {
    const octet = load<u64>(DOTTED + 8 * <usize>((address >> shift) & 255));
    store<u32>(at, <u32>octet);
    at += <usize>(octet >> 32);
  }
  return putShort(at, address & 255);
}

/** A number of 16 bits. */
export function putNumber(at: usize, number: u32): usize {
  const above = number / 1000;
  if (above === 0) return putShort(at, number);
  const behind = putShort(at, above);
  store<u32>(behind, load<u32>(LONG + 4 * <usize>(number - 1000 * above)));
  return behind + 3;
}

function putShort(at: usize, number: u32): usize {
  const word = load<u32>(SHORT + 4 * <usize>number);
  store<u32>(at, word);
  return at + (word >> 24);
}

/** The first `digits` of the fraction's 6 digits; of its 9 if it is more than 6. */
export function putFraction(to: usize, fraction: u32, digits: u32): usize {
  let at = to;
  let rest = fraction;
  if (digits > 6) {
    const above = rest / 1_000_000;
    store<u32>(at, load<u32>(LONG + 4 * <usize>above));
    rest -= above * 1_000_000;
    at += 3;
  }
  const above = rest / 1000;
  store<u32>(at, load<u32>(LONG + 4 * <usize>above));
  store<u32>(at, load<u32>(LONG + 4 * <usize>(rest - above * 1000)), 3);
  return to + digits;
}

/** Two hexadecimal digits for each byte. */
export function putHex(to: usize, from: usize, end: usize): usize {
  let at = to;
  for (let byte = from; byte < end; byte++) {
    store<u16>(at, load<u16>(HEX + 2 * <usize>load<u8>(byte)));
    at += 2;
  }
  return at;
}
