/**
 * Writes a trace while it happens.
 */
import type { Trace, TraceEvent } from '../oracle/trace.ts';

/** Of one trace. */
export const MAX_EVENTS = 200_000;
/** A flood must leave room for what we send and note. */
const MAX_ARRIVALS = (MAX_EVENTS * 3) / 4;
const ONE_IN = 64;

/** A trace in the making. Bounded by MAX_EVENTS: beyond it the oldest parts stay and new events are counted. */
export class Recorder {
  readonly trace: Trace;
  /** Events that found no room. */
  lost = 0;
  readonly #events: TraceEvent[] = [];
  readonly #whole: number;
  #arrivals = 0;

  /** `whole`: of so many datagrams that arrive each is kept, and one in 64 of those behind them. */
  constructor(facts: Omit<Trace, 'events'>, whole = MAX_ARRIVALS) {
    this.trace = { ...facts, events: this.#events };
    this.#whole = whole;
  }

  add(event: TraceEvent): void {
    if (this.#hasRoom(event)) this.#events.push(event);
    else this.lost++;
  }

  #hasRoom({ type }: TraceEvent): boolean {
    if (this.#events.length >= MAX_EVENTS) return false;
    if (type !== 'received') return true;
    this.#arrivals += 1;
    return this.#arrivals <= this.#whole || this.#arrivals % ONE_IN === 0;
  }
}
