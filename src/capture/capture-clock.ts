/**
 * The time of a capture, in ms from its first packet, and where it cannot be trusted: pauses in which nobody at
 * all was heard, packets without a time, times that run backwards. Bounded: MAX_GAPS pauses; the last of them takes in
 * all that come later, for what is doubted accuses nobody.
 */

/** A time without any packet. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** So long without any packet is a pause. */
export const PAUSE_MS = 2000;
// Captures of several interfaces may be out of order by a little.
const BACK_MS = 1000;
const MAX_GAPS = 10_000;

export class CaptureClock {
  /** The first packet's, in ns since 1970; null before one with a time. */
  begin: bigint | null = null;
  /** The latest time so far. */
  now = 0;
  timeless = false;
  backwards = false;
  readonly gaps: Gap[] = [];

  /** The time of the next packet. One without a time takes that of the latest. */
  tick(ns: bigint | null): number {
    if (ns === null) {
      this.timeless = true;
      return this.now;
    }
    this.begin ??= ns;
    const at = Number(ns - this.begin) / 1e6;
    if (at < this.now - BACK_MS) this.backwards = true;
    if (at - this.now > PAUSE_MS) this.#pause({ from: this.now, to: at });
    this.now = Math.max(this.now, at);
    return at;
  }

  #pause(gap: Gap): void {
    const last = this.gaps.length < MAX_GAPS ? undefined : this.gaps.pop();
    this.gaps.push({ from: last?.from ?? gap.from, to: gap.to });
  }
}
