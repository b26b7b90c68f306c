/** What comes between two bursts of datagrams. */
import { setImmediate } from 'node:timers/promises';
import type { Clock, Socket } from '../net/world.ts';
import type { SendEvent } from './event.ts';
import type { Inbox } from './inbox.ts';
import type { Tally } from './tally.ts';

/** Datagrams sent in a row before the sockets get their turn. */
export const BURST = 64;

/** How often we look whether a slow link has taken them, in ms. */
const LOOK_MS = 1;

/** One sending, as far as a turn needs to know it. */
export interface Sending {
  readonly socket: Socket;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly inbox: Inbox;
  readonly tally: Tally;
}

/**
 * The sockets have their turn, and the system as long as it takes to have room for all that was handed over, unless the
 * signal aborts. What arrives meanwhile is told; `before` is called ahead of that.
 */
export async function* turn(
  { socket, clock, signal, inbox, tally }: Sending,
  before: () => void = () => {},
): AsyncIterable<SendEvent> {
  await setImmediate();
  before();
  for (let got = inbox.poll(); got !== null; got = inbox.poll()) yield tally.reply(got);
  while (socket.backlog !== undefined && socket.backlog().datagrams > 0 && !signal.aborted) {
    const got = await inbox.take(clock.now() + LOOK_MS);
    if (got !== null) yield tally.reply(got);
  }
}
