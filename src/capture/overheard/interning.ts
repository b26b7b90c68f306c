/**
 * What occurs again and again in a capture, kept once: the names of those who speak, and what they say. Both are
 * bounded; what is beyond is kept as it comes.
 */
import { equal } from '../../wire/bytes.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';

/** An endpoint with its text. */
export interface Name {
  readonly endpoint: Endpoint;
  readonly text: string;
}

const MAX_NAMES = 131_072;

export class Names {
  readonly #known = new Map<string, Name>();

  of(endpoint: Endpoint): Name {
    const text = endpointText(endpoint);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const name = { endpoint, text };
    if (this.#known.size < MAX_NAMES) this.#known.set(text, name);
    return name;
  }
}

// A power of two.
const PLACES = 16_384;
// FNV-1a, 32 bits.
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

export class Payloads {
  readonly #last: (Uint8Array | undefined)[] = new Array(PLACES);

  /** An equal one that was there before, or a copy of this one. */
  of(bytes: Uint8Array): Uint8Array {
    let hash = BASIS;
    for (const byte of bytes) hash = Math.imul(hash ^ byte, PRIME);
    const place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    const before = this.#last[place];
    if (before !== undefined && equal(before, bytes)) return before;
    const copy = bytes.slice();
    this.#last[place] = copy;
    return copy;
  }
}
