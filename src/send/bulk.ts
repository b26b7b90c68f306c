/**
 * One datagram many times over and as fast as can be, by two threads. Answers come to this one; while there are some,
 * the other one is held back, so that whoever reads them slowly slows down all of the sending.
 */
import { Quota } from '../net/quota.ts';
import type { SecondSender } from '../net/second-sender.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { SendEvent } from './event.ts';
import type { Outgoing } from './outgoing.ts';
import { BURST, type Sending, turn } from './turn.ts';

/** Sends it so often, and counts how often it really left: fewer if the signal aborts. */
export async function* sendBulk(
  item: Outgoing,
  times: number,
  target: Endpoint,
  second: SecondSender,
  sending: Sending,
): AsyncIterable<SendEvent> {
  const { socket, signal, inbox, tally } = sending;
  const quota = Quota.of(times);
  const hold = (): void => {
    if (inbox.isEmpty) quota.release();
    else quota.hold();
  };
  let left = times;
  const stop = (): void => {
    left -= quota.cancel();
  };
  signal.addEventListener('abort', stop, { once: true });
  const others = second.send(item.bytes, target, quota);
  others.catch(() => undefined); // thrown below
  let whole = false;
  try {
    for (let count = quota.take(BURST); count > 0; count = quota.take(BURST)) {
      for (; count > 0; count--) socket.send(item.bytes, target);
      yield* turn(sending, hold);
    }
    whole = true;
  } finally {
    if (!whole) stop(); // nobody listens any more
    quota.release();
    try {
      tally.stay(await others);
    } finally {
      signal.removeEventListener('abort', stop);
      tally.leave(item, left);
    }
  }
}
