/**
 * One datagram many times over and as fast as can be, by two threads. Answers come to this one; while there are some,
 * the other one is held back, so that whoever reads them slowly slows down all of the sending.
 */
import { setImmediate } from 'node:timers/promises';
import { Quota } from '../net/quota.ts';
import type { SecondSender } from '../net/second-sender.ts';
import type { Socket } from '../net/world.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { SendEvent } from './event.ts';
import type { Inbox } from './inbox.ts';
import type { Outgoing } from './outgoing.ts';
import type { Tally } from './tally.ts';

/** Who sends where. */
interface Bulk {
  readonly socket: Socket;
  readonly second: SecondSender;
  readonly target: Endpoint;
  readonly signal: AbortSignal;
}

/** Datagrams sent in a row before the sockets get their turn. */
export const BURST = 64;

/** Sends it so often, and counts how often it really left: fewer if the signal aborts. */
export async function* sendBulk(
  item: Outgoing,
  times: number,
  { socket, second, target, signal }: Bulk,
  inbox: Inbox,
  tally: Tally,
): AsyncIterable<SendEvent> {
  const quota = Quota.of(times);
  const others = second.send(item.bytes, target, quota);
  others.catch(() => undefined); // thrown below
  try {
    for (let count = quota.take(BURST); count > 0; count = quota.take(BURST)) {
      for (; count > 0; count--) socket.send(item.bytes, target);
      await setImmediate();
      let got = inbox.poll();
      if (got === null) quota.release();
      else quota.hold();
      for (; got !== null; got = inbox.poll()) yield tally.reply(got);
      if (signal.aborted) return;
    }
  } finally {
    tally.leave(item, times - quota.empty());
    await others;
  }
}
