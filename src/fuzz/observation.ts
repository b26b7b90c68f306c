/**
 * What a target does that no rule forbids, or that should not be and is no fault: told at the end, and not judged. How
 * much of a CPU it takes in quiet, its threads then, and how long a connected peer waits for its Hello under a flood (ROB-3).
 */
import type { Sample } from '../net/sample.ts';
import type { Member } from './squad.ts';

/** How the system sees the target; null where nobody tells. */
export interface Use {
  readonly sample: Sample;
  /** How long it has waited for a CPU by now, in ms. */
  readonly delayMs: number;
}

export interface Watched {
  readonly witnesses: readonly Member[];
  readonly delayMs: () => number | null;
  /** Datagrams that were lost on their way to us. */
  readonly drops: () => number;
}

// On a busy machine one that spins gets little of a CPU, and waits for it the rest of the time.
const SPIN = { used: 0.15, wanted: 0.8 } as const;
const MANY_THREADS = 16;
const LOOK_MS = 200;
// HEL-1: no gap is over 1.9 s; half a second more for what is late on either side.
const GAP_MS = 2400;
const LATE_MS = 500;
// HEL-1: so much changes nothing.
const FLOOD_PER_S = 50;
/** It was kept from working if it waited for a CPU for so much of the time. */
const STARVED = 0.4;

export class Observation {
  #cpu = 0;
  #threads = 0;
  #gapMs = 0;
  /** Since then all was as it must be for a gap to be the target's. */
  #since = Number.POSITIVE_INFINITY;
  #last = { at: 0, sent: 0 };
  #before: { readonly at: number; readonly delayMs: number } | null = null;

  /** The worst of both. */
  add({ worst: [cpu, threads, gapMs] }: Observation): void {
    this.#cpu = Math.max(this.#cpu, cpu);
    this.#threads = Math.max(this.#threads, threads);
    this.#gapMs = Math.max(this.#gapMs, gapMs);
  }

  get worst(): readonly [cpu: number, threads: number, gapMs: number] {
    return [this.#cpu, this.#threads, this.#gapMs];
  }

  /** What it used at the beginning and, `ms` later, at the end of a time in which next to nothing was said to it. */
  rest(before: Use, after: Use, ms: number): void {
    if (ms <= 0) return;
    this.#threads = Math.max(this.#threads, after.sample.threads);
    const used = (after.sample.cpuMs - before.sample.cpuMs) / ms;
    const wanted = used + (after.delayMs - before.delayMs) / ms;
    if (used > SPIN.used && wanted > SPIN.wanted) this.#cpu = Math.max(this.#cpu, used);
  }

  /** A flood begins. */
  begin(at: number): void {
    [this.#since, this.#last, this.#before] = [at, { at, sent: 0 }, null];
  }

  /** It goes on: so much of it was sent by now. To be called as often as may be. */
  look(now: number, sent: number, { witnesses, delayMs, drops }: Watched): void {
    const ms = now - this.#last.at;
    if (ms < LOOK_MS) return;
    const rate = (1000 * (sent - this.#last.sent)) / ms;
    this.#last = { at: now, sent };
    if (ms > LATE_MS || rate < FLOOD_PER_S) this.#doubt(now);
    // Who was never greeted may be a matter of the table.
    const greeted = witnesses.map(({ greetedAt }) => greetedAt).filter(Number.isFinite);
    if (greeted.length === 0) return;
    const gap = now - Math.max(this.#since, Math.min(...greeted));
    if (gap < GAP_MS / 2) this.#before = null;
    else this.#before ??= { at: now, delayMs: delayMs() ?? 0 };
    if (gap <= Math.max(GAP_MS, this.#gapMs) || this.#before === null) return;
    const waited = (delayMs() ?? 0) - this.#before.delayMs;
    if (waited > STARVED * (now - this.#before.at) || drops() > 0) this.#doubt(now);
    else this.#gapMs = gap;
  }

  #doubt(now: number): void {
    [this.#since, this.#before] = [now, null];
  }

  /** One sentence each. */
  get notes(): string[] {
    return [
      ...(this.#cpu > 0
        ? [`it keeps ${percent(this.#cpu)} of a CPU busy while nothing is sent to it but Hellos`]
        : []),
      ...(this.#threads > MANY_THREADS
        ? [`it has ${this.#threads} threads while nothing is sent to it but Hellos`]
        : []),
      ...(this.#gapMs > 0
        ? [
            `under a flood a connected peer got no Hello for ${(this.#gapMs / 1000).toFixed(1)} s (ROB-3, should)`,
          ]
        : []),
    ];
  }
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
