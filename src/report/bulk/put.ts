/**
 * Text as bytes, without strings: each function writes at an offset and returns the one behind. They may write up to
 * eight bytes too many, which the next one writes over; whoever calls has reserved room (byte-text.ts).
 */

/** A fixed piece of text, eight bytes in a number: no UTF-8 makes a NaN, so all of them come through. */
export interface Piece {
  readonly words: Float64Array;
  readonly length: number;
}

/** The text as a piece. */
export function piece(text: string): Piece {
  const encoded = new TextEncoder().encode(text);
  const bytes = new Uint8Array(encoded.length + (-encoded.length & 7));
  bytes.set(encoded);
  return { words: new Float64Array(bytes.buffer), length: encoded.length };
}

export function putPiece(data: DataView, at: number, { words, length }: Piece): number {
  for (let i = 0; i < words.length; i++) data.setFloat64(at + 8 * i, words[i] ?? 0, IS_LITTLE);
  return at + length;
}

/** The byte order of this machine, in which a Float64Array holds its bytes. */
const IS_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

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
/** A byte as decimal digits and a dot, and how many bytes that are; a byte as two hexadecimal digits. */
const DOTTED = Int32Array.from({ length: 256 }, (_, n) => packed(`${n}.`));
const SIZES = Uint8Array.from({ length: 256 }, (_, n) => `${n}.`.length);
const HEX = Int16Array.from({ length: 256 }, (_, n) => packed(n.toString(16).padStart(2, '0')));

function packed(text: string): number {
  return [...text].reduce((word, digit, at) => word | (digit.charCodeAt(0) << (8 * at)), 0);
}
