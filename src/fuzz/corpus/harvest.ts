/**
 * What has been gathered from files: inputs, bounded in number and bytes, and what went wrong, a line each.
 */
import { MAX_DATAGRAM } from '../../wire/table.ts';

const MAX_INPUTS = 3000;
const MAX_BYTES = 8 * 2 ** 20;
const MAX_WARNINGS = 50;

export class Harvest {
  readonly inputs: Uint8Array[] = []; // at most MAX_INPUTS, of MAX_BYTES together
  readonly warnings: string[] = []; // at most MAX_WARNINGS + 1
  #bytes = 0;
  #full = false;

  /** No more is taken. */
  get full(): boolean {
    return this.#full;
  }

  /** Keeps a copy; what is longer than a datagram can be is cut. */
  add(input: Uint8Array): void {
    const own = input.slice(0, MAX_DATAGRAM);
    if (this.inputs.length < MAX_INPUTS && this.#bytes + own.length <= MAX_BYTES) {
      this.inputs.push(own);
      this.#bytes += own.length;
    } else if (!this.#full) {
      this.#full = true;
      this.warn(`only the first ${this.inputs.length} inputs (${this.#bytes} bytes) are taken`);
    }
  }

  warn(text: string): void {
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push(text);
    else if (this.warnings.length === MAX_WARNINGS) this.warnings.push('more of the same is not shown');
  }
}
