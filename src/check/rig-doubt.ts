/**
 * What is wrong with the machine that we measure on, if anything: a sentence each.
 */
import type { Rig } from '../net/rig.ts';

// Timers a little late are every machine's; with more, schedules are hard to tell.
const LATE_MS = 50;

/** Nothing for a machine that measures well. */
export function rigDoubts({ loss, lateness, addresses, counters }: Rig): string[] {
  const lost = loss.sent - loss.received;
  return [
    ...(lost > 0
      ? [`loopback lost ${lost} of ${loss.sent} datagrams: what is missing is not held against the node`]
      : []),
    ...(lateness.max > LATE_MS ? [`timers were up to ${Math.round(lateness.max)} ms late`] : []),
    ...(addresses ? [] : ['addresses like 127.4.5.127 cannot be used']),
    ...(counters ? [] : ['dropped datagrams are not counted']),
  ];
}

/** Whether absence proves nothing here. */
export function isLossy({ loss }: Rig): boolean {
  return loss.received < loss.sent;
}
