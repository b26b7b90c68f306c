/**
 * A trace: everything that happened between the lab and one instance of a target, in order of time. Verdicts
 * are functions of it and of nothing else (DESIGN law 4), so it holds what the probes meant to show as well.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import { largest } from './ascending.ts';
import { asTraceGrows } from './memo.ts';

/** A datagram between a lab peer and the target; times are milliseconds of the run's clock. */
export interface DatagramEvent {
  readonly type: 'sent' | 'received';
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly bytes: Uint8Array;
}

/** What a probe expects from here on; see expectation.ts for how each kind is judged. */
export interface ExpectEvent {
  readonly type: 'expect';
  readonly at: number;
  /** The probe that expects it. */
  readonly check: string;
  readonly kind: 'answer' | 'greeting' | 'quiet' | 'calm' | 'listed' | 'unlisted';
  /** Tries of one expectation share a group: one that succeeds is enough. */
  readonly group: string;
  /** The lab peer that it concerns. */
  readonly peer: Endpoint;
  /** For `listed` and `unlisted`: whom the answer to that peer names, or must not name; null for the others. */
  readonly about: Endpoint | null;
  readonly until: number;
  readonly control: 'before' | 'after' | null;
  /** For `quiet`: how a reaction would show, so which control must hold. */
  readonly route: Route;
  /** What was done to the target, in words. */
  readonly stimulus: string;
}

/** A peer that plays a part in a probe, from here to `until`; the probe's own judge looks for it. */
export interface MarkEvent {
  readonly type: 'mark';
  readonly at: number;
  readonly check: string;
  /** `start peer`, `silent`: a word of the probe's own. */
  readonly part: string;
  readonly peer: Endpoint;
  readonly until: number;
}

/** How the target shows that it acted: it greets, it answers, it greets whom somebody announced. */
export type Route = 'greeting' | 'answer' | 'announcement';

/** The target's process. */
export interface ProcessEvent {
  readonly type: 'exited';
  readonly at: number;
  readonly code: number | null;
  readonly signal: string | null;
  /** We ended it. */
  readonly byUs: boolean;
  /** The limit that it broke, for which it was ended; null if it broke none. */
  readonly reason: string | null;
  /** The first lines of a sanitizer's report, if there was one. */
  readonly sanitizer: string | null;
  /** The last lines that it printed. */
  readonly output: string;
}

/** Datagrams that the kernel had dropped by then: at our sockets, and at a local target's (null: unknown). */
export interface DropEvent {
  readonly type: 'drops';
  readonly at: number;
  readonly ours: number;
  readonly target: number;
}

/** Whether the target held its port at that time: at the end, and at the beginning if somebody else started it. */
export interface BoundEvent {
  readonly type: 'bound';
  readonly at: number;
  readonly held: boolean;
}

/** What the target's process group used then: bytes of memory, and counts. */
export interface SampleEvent {
  readonly type: 'sample';
  readonly at: number;
  /** The probe that looked: where several share a target, each compares what it saw itself. */
  readonly check: string;
  readonly rss: number;
  readonly threads: number;
  readonly fds: number;
  readonly processes: number;
}

/** A timer of ours fired this late. */
export interface LateEvent {
  readonly type: 'late';
  readonly at: number;
  readonly ms: number;
}

/** One thing that happened, at `at` ms; each `type` has fields of its own. */
export type TraceEvent =
  | DatagramEvent
  | ExpectEvent
  | MarkEvent
  | ProcessEvent
  | DropEvent
  | BoundEvent
  | SampleEvent
  | LateEvent;

/** All that happened between the lab and one instance of a target. Times are ms of one clock. */
export interface Trace {
  readonly target: Endpoint;
  /** The start peer given on the target's command line; null for a node that somebody else started. */
  readonly startPeer: Endpoint | null;
  /** When we started the target; null if we did not. */
  readonly startedAt: number | null;
  /** True if nobody but the lab can talk to the target. */
  readonly alone: boolean;
  /** In the order of time. Bounded by the probes, which are. */
  readonly events: readonly TraceEvent[];
}

/** Events of one type in a window `[from, to]`, in the order of the trace. */
export function eventsOf<T extends TraceEvent['type']>(
  trace: Trace,
  type: T,
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
): readonly Of<T>[] {
  const all = (byType(trace).get(type) ?? []) as unknown as readonly Of<T>[];
  const whole = from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY;
  return whole ? all : all.filter(({ at }) => at >= from && at <= to);
}

/** How late timers of ours were at most in that window, in ms. */
export function lateness(trace: Trace, from?: number, to?: number): number {
  return largest(eventsOf(trace, 'late', from, to).map(({ ms }) => ms));
}

type Of<T extends TraceEvent['type']> = TraceEvent & { readonly type: T };

const byType = asTraceGrows(
  () => new Map<TraceEvent['type'], TraceEvent[]>(),
  (lists, event) => {
    const list = lists.get(event.type);
    if (list === undefined) lists.set(event.type, [event]);
    else list.push(event);
  },
);
