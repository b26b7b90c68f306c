// The options at the end of most pcapng blocks: code, length, value, padding to four bytes. Options that do not
// fit their block are damage; what stands before them counts. Bounded: of the texts in one block at most
// MAX_TEXT bytes and MAX_TEXTS pieces are kept, as a block of 16 MiB could hold four million comments.
import { u16, u32 } from './integer.ts';
import { OPTION, padded } from './pcapng-block.ts';

const MAX_TEXT = 1024 * 1024;
const MAX_TEXTS = 4096;

/** Called with each option's code and the range of its value. */
export type OptionVisitor = (code: number, from: number, to: number) => void;

/** Walks the options in `bytes[start, end)`; null, or what is wrong with the first that does not fit. */
export function eachOption(
  bytes: Uint8Array,
  start: number,
  end: number,
  little: boolean,
  visit: OptionVisitor,
): string | null {
  for (let at = start; at < end; ) {
    if (end - at < 4) return `${end - at} bytes are left for an option's header`;
    const code = u16(bytes, at, little);
    const length = u16(bytes, at + 2, little);
    if (code === OPTION.end) return null;
    if (length > end - at - 4) return `option ${code} claims ${length} bytes, ${end - at - 4} are left`;
    visit(code, at + 4, at + 4 + length);
    at += 4 + padded(length);
  }
  return null;
}

/** An unsigned option value of 8 bytes. */
export function u64(bytes: Uint8Array, at: number, little: boolean): bigint {
  const first = BigInt(u32(bytes, at, little));
  const second = BigInt(u32(bytes, at + 4, little));
  return little ? (second << 32n) | first : (first << 32n) | second;
}

/** UTF-8 texts of one block, bounded; bytes that are no UTF-8 become U+FFFD. */
export class TextBudget {
  #texts = MAX_TEXTS;
  #bytes = MAX_TEXT;

  /** The text in `bytes[from, to)`, or null if the block has had its share. A final NUL is not text. */
  take(bytes: Uint8Array, from: number, to: number): string | null {
    const size = to > from && bytes[to - 1] === 0 ? to - from - 1 : to - from;
    if (this.#texts === 0 || size > this.#bytes) return null;
    this.#texts -= 1;
    this.#bytes -= size;
    return DECODER.decode(bytes.subarray(from, from + size));
  }
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });
