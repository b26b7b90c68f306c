/**
 * Readings of a trace that every judge needs, made once: a trace only ever grows, so a reading holds as long as the
 * trace has as many events as when it was made.
 */
import type { Trace } from './trace.ts';

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
