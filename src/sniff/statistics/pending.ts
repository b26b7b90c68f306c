/**
 * Datagrams that are still to be counted by flow, in the order in which they came. The rows of flows lie far apart: one
 * after the other, with all the reading between, each is waited for; many in a row, the processor fetches them side by side.
 */
import type { Content } from './content.ts';

const MOST = 1024;

/** What a datagram is, as bits. */
export const SIGN = { malformed: 1, hello: 2, request: 4 } as const;

export class Pending {
  size = 0;
  readonly flows = new Uint32Array(MOST);
  /** Microseconds since 1970, or NaN. */
  readonly times = new Float64Array(MOST);
  readonly bytes = new Uint32Array(MOST);
  readonly addresses = new Uint32Array(MOST);
  readonly signs = new Uint8Array(MOST);

  get isFull(): boolean {
    return this.size === MOST;
  }

  /** There must be room. */
  add(flow: number, micros: number, { length, addresses, malformed, hellos, requests }: Content): void {
    const at = this.size++;
    this.flows[at] = flow;
    this.times[at] = micros;
    this.bytes[at] = length;
    this.addresses[at] = addresses;
    this.signs[at] =
      (malformed ? SIGN.malformed : 0) | (hellos > 0 ? SIGN.hello : 0) | (requests > 0 ? SIGN.request : 0);
  }
}
