/**
 * The fence for a bombardment (DESIGN §3): whatever makes a datagram, it is sent only if it passes here.
 */
import type { Cidr } from '../net/cidr.ts';
import { insideFence } from '../net/fence.ts';
import { Residue } from '../net/residue.ts';

/** For one instance of the target: a new one has an empty buffer. */
export class Gate {
  /** Datagrams that did not pass. */
  dropped = 0;
  readonly #allowed: readonly Cidr[] | null;
  readonly #alone: boolean;
  /** What our datagrams left in the target's buffer: all of it, where nobody else sends there. */
  #residue = new Residue();

  /** `allowed`: null where nothing can leave; then all passes. `alone`: nobody else can talk to the target. */
  constructor(allowed: readonly Cidr[] | null, alone: boolean) {
    this.#allowed = allowed;
    this.#alone = alone;
  }

  /** True if whatever a reader takes for a peer's address may be sent to. Who asks sends it, and in this order. */
  passes(bytes: Uint8Array): boolean {
    if (this.#allowed === null) return true;
    if (!insideFence(bytes, this.#allowed, this.#alone ? this.#residue.bytes : undefined)) {
      this.dropped += 1;
      return false;
    }
    if (this.#alone) this.#residue.put(bytes);
    return true;
  }

  /** Some of what passed was lost: what lies in the target's buffer is not known any more. */
  forget(): void {
    this.#residue = new Residue();
  }
}
