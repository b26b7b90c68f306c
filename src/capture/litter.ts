/**
 * Buffers that zlib makes for its output. V8 frees a buffer when it collects the small object that holds it; one
 * that lives through two collections of young objects, as the one at work may, waits for a full collection, and
 * V8 puts that off until there are some 64 MiB of them. So we ask for it earlier. It takes some milliseconds, and
 * more in a process with many objects.
 */
import { memoryUsage } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** After so many bytes of output we look, and collect if so many more are held than the least that we saw. */
const LOOK = 2 * 1024 * 1024;
const MOST = 8 * 1024 * 1024;

let collect: (() => void) | null = null;

export class Litter {
  #bytes = 0;
  #least = Number.POSITIVE_INFINITY;

  /** So many bytes of output have been taken and are done with. */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < LOOK) return;
    this.#bytes = 0;
    const held = memoryUsage().arrayBuffers;
    this.#least = Math.min(this.#least, held);
    if (held - this.#least < MOST) return;
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
