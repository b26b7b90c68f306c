/**
 * Text as bytes: each function writes at a place and returns the one behind. They may write up to 32 bytes too many, which the
 * next one writes over.
 */
import { DOTTED, HEX, LONG, SHORT, WITH_COLON } from './lines-given';

/** A piece of text: up to 31 bytes, and in the last of 32 how many they are. */
export const PIECE: usize = 32;

export function putPiece(at: usize, piece: usize): usize {
  v128.store(at, v128.load(piece));
  v128.store(at, v128.load(piece, 16), 16);
  return at + <usize>load<u8>(piece, PIECE - 1);
}

/** An address, a colon and a port. The digits are all fetched before one is written: each place depends on sizes alone. */
export function putEnd(at: usize, address: u32, port: u32): usize {
  const first = load<u64>(DOTTED + 8 * <usize>(address >> 24));
  const second = load<u64>(DOTTED + 8 * <usize>((address >> 16) & 255));
  const third = load<u64>(DOTTED + 8 * <usize>((address >> 8) & 255));
  const fourth = load<u64>(WITH_COLON + 8 * <usize>(address & 255));
  const afterFirst = at + <usize>(first >> 32);
  const afterSecond = afterFirst + <usize>(second >> 32);
  const afterThird = afterSecond + <usize>(third >> 32);
  store<u32>(at, <u32>first);
  store<u32>(afterFirst, <u32>second);
  store<u32>(afterSecond, <u32>third);
  store<u32>(afterThird, <u32>fourth);
  return putShort16(afterThird + <usize>(fourth >> 32), port);
}

/** An address alone. */
export function putQuad(at: usize, address: u32): usize {
  // What follows is written over the colon.
  return putEnd(at, address, 0) - 2;
}

/** A number of 16 bits. */
export function putShort16(at: usize, number: u32): usize {
  const above = number / 1000;
  const below = number - 1000 * above;
  if (above === 0) return putShort(at, below);
  const behind = putShort(at, above);
  store<u32>(behind, load<u32>(LONG + 4 * <usize>below));
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
