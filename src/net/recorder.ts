/**
 * Writes a trace while it happens.
 */
import type { Trace, TraceEvent } from '../oracle/trace.ts';

/** A trace in the making. Bounded by MAX_EVENTS: beyond it the oldest parts stay and new events are counted. */
export class Recorder {
  readonly trace: Trace;
  /** Events that found no room. */
  lost = 0;
  readonly #events: TraceEvent[] = [];

  constructor(facts: Omit<Trace, 'events'>) {
    this.trace = { ...facts, events: this.#events };
  }

  add(event: TraceEvent): void {
    if (this.#events.length < MAX_EVENTS) this.#events.push(event);
    else this.lost++;
  }
}

/** Of one trace. */
export const MAX_EVENTS = 200_000;
