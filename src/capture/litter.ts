/**
 * Buffers that zlib makes for its output. V8 frees a buffer when it collects the small object that holds it; one
 * that lives through two collections of young objects, as the one at work does, waits for a full collection, and
 * V8 puts that off until there are some 64 MiB of them. So we ask for it after so many bytes. It takes some
 * milliseconds.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Of output; it is made twice (gzip.ts). */
const EVERY = 8 * 1024 * 1024;

let collect: (() => void) | null = null;

export class Litter {
  #bytes = 0;

  /** So many bytes of output have been taken and are done with. */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < EVERY) return;
    this.#bytes = 0;
    collect ??= collector();
    collect();
  }
}

/** V8 shows the collector to new contexts while the flag is set. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return typeof gc === 'function' ? () => gc() : () => undefined;
}
