/**
 * Readings of a trace that every judge needs, made once: a trace only ever grows, so a reading holds as long as the
 * trace has as many events as when it was made.
 */
import type { Trace, TraceEvent } from './trace.ts';

/** The same function, whose last result for each trace is kept as long as the trace is. */
export function perTrace<T>(read: (trace: Trace) => T): (trace: Trace) => T {
  const kept = new WeakMap<Trace, { readonly events: number; readonly value: T }>();
  return (trace) => {
    const last = kept.get(trace);
    if (last !== undefined && last.events === trace.events.length) return last.value;
    const value = read(trace);
    kept.set(trace, { events: trace.events.length, value });
    return value;
  };
}

/**
 * A reading that is made event by event, and goes on where it stopped when the trace has grown: `begin` gives the
 * value of an empty trace, which `take` changes.
 */
export function asTraceGrows<T>(
  begin: (trace: Trace) => T,
  take: (value: T, event: TraceEvent, index: number) => void,
): (trace: Trace) => T {
  const kept = new WeakMap<Trace, { events: number; readonly value: T }>();
  return (trace) => {
    const last = kept.get(trace) ?? { events: 0, value: begin(trace) };
    kept.set(trace, last);
    for (; last.events < trace.events.length; last.events++) {
      const event = trace.events[last.events];
      if (event !== undefined) take(last.value, event, last.events);
    }
    return last.value;
  };
}
