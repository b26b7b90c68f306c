/**
 * Text as bytes, without strings: each function writes at an offset and returns the one behind. They may write up to
 * eight bytes too many, which the next one writes over; whoever calls has reserved room (byte-text.ts).
 */

/** A fixed piece of text, eight bytes in a number: no UTF-8 makes a NaN, so all of them come through. */
export interface Piece {
  /** Most pieces are no more than this. */
  readonly first: number;
  readonly words: Float64Array;
  readonly length: number;
}

/** The text as a piece. */
export function piece(text: string): Piece {
  const encoded = new TextEncoder().encode(text);
  const bytes = new Uint8Array(encoded.length + (-encoded.length & 7));
  bytes.set(encoded);
  const data = new DataView(bytes.buffer);
  const words = Float64Array.from({ length: bytes.length / 8 }, (_, i) => data.getFloat64(8 * i, true));
  return { first: words[0] ?? 0, words, length: encoded.length };
}

export function putPiece(data: DataView, at: number, { first, words, length }: Piece): number {
  data.setFloat64(at, first, true);
  for (let i = 1; i < words.length; i++) data.setFloat64(at + 8 * i, words[i] ?? 0, true);
  return at + length;
}

/** A whole number of 0 to 2^53. */
export function putDecimal(data: DataView, at: number, number: number): number {
  if (number < 1000) return putShort(data, at, number);
  return number < 1_000_000 ? putLonger(data, at, number) : putLarge(data, at, number);
}

function putShort(data: DataView, at: number, number: number): number {
  const word = SHORT[number] ?? 0;
  data.setInt32(at, word, true);
  return at + (word >>> 24);
}

function putLonger(data: DataView, at: number, number: number): number {
  const above = (number / 1000) | 0;
  const behind = putShort(data, at, above);
  data.setInt32(behind, LONG[number - above * 1000] ?? 0, true);
  return behind + 3;
}

function putLarge(data: DataView, at: number, number: number): number {
  const above = Math.floor(number / 1_000_000);
  const below = number - above * 1_000_000;
  const behind = putDecimal(data, at, above);
  const middle = (below / 1000) | 0;
  data.setInt32(behind, LONG[middle] ?? 0, true);
  data.setInt32(behind + 3, LONG[below - middle * 1000] ?? 0, true);
  return behind + 6;
}

/** A whole number with leading zeros, `count` digits at least. */
export function putDigits(data: DataView, at: number, number: number, count: number): number {
  if (count > 3) {
    const above = Math.floor(number / 1000);
    const behind = putDigits(data, at, above, count - 3);
    data.setInt32(behind, LONG[number - above * 1000] ?? 0, true);
    return behind + 3;
  }
  data.setInt32(at, (LONG[number] ?? 0) >>> (8 * (3 - count)), true);
  return at + count;
}

/** The dotted quad of an unsigned 32-bit number. */
export function putQuad(data: DataView, at: number, number: number): number {
  const first = number >>> 24;
  const second = (number >>> 16) & 255;
  const third = (number >>> 8) & 255;
  data.setInt32(at, DOTTED[first] ?? 0, true);
  const afterFirst = at + (SIZES[first] ?? 0);
  data.setInt32(afterFirst, DOTTED[second] ?? 0, true);
  const afterSecond = afterFirst + (SIZES[second] ?? 0);
  data.setInt32(afterSecond, DOTTED[third] ?? 0, true);
  return putShort(data, afterSecond + (SIZES[third] ?? 0), number & 255);
}

/** Two hexadecimal digits for each byte of `bytes[start, end)`. */
export function putHex(data: DataView, at: number, bytes: Uint8Array, start: number, end: number): number {
  for (let from = start; from < end; from++) {
    data.setInt16(at + 2 * (from - start), HEX[bytes[from] ?? 0] ?? 0, true);
  }
  return at + 2 * Math.max(0, end - start);
}

/** 0 to 999 as three ASCII digits in the lower bytes: without leading zeros, their count in the highest; or with. */
const SHORT = Int32Array.from({ length: 1000 }, (_, n) => packed(String(n)) | (String(n).length << 24));
const LONG = Int32Array.from({ length: 1000 }, (_, n) => packed(String(n).padStart(3, '0')));
/** A byte as decimal digits and a dot or a colon, and how many bytes that are; a byte as two hexadecimal digits. */
const DOTTED = Int32Array.from({ length: 256 }, (_, n) => packed(`${n}.`));
const WITH_COLON = Int32Array.from({ length: 256 }, (_, n) => packed(`${n}:`));
const SIZES = Uint8Array.from({ length: 256 }, (_, n) => `${n}.`.length);
const HEX = Int16Array.from({ length: 256 }, (_, n) => packed(n.toString(16).padStart(2, '0')));

/** The same tables for who looks them up elsewhere (kernel/digits.ts): of an octet the size stands above its digits. */
export const DIGITS = {
  dotted: sized(DOTTED),
  withColon: sized(WITH_COLON),
  short: SHORT,
  long: LONG,
  hex: HEX,
} as const;

function sized(digits: Int32Array): Uint32Array {
  const words = new Uint32Array(2 * digits.length);
  digits.forEach((word, octet) => {
    words.set([word, SIZES[octet] ?? 0], 2 * octet);
  });
  return words;
}

function packed(text: string): number {
  return [...text].reduce((word, digit, at) => word | (digit.charCodeAt(0) << (8 * at)), 0);
}
