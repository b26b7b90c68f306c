/**
 * Sends a source's datagrams on schedule and listens for what comes back, all as events. Nothing leaves that is
 * outside the fence (net/fence.ts): a node sends to whatever address it is told, so content is fenced like targets.
 */
import type { Cidr } from '../net/cidr.ts';
import { addressesRead, insideFence, targetAllowed } from '../net/fence.ts';
import type { SecondSender } from '../net/second-sender.ts';
import type { Clock, Socket } from '../net/world.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { sendBulk } from './bulk.ts';
import type { SendEvent } from './event.ts';
import { Inbox } from './inbox.ts';
import type { SourceItem } from './outgoing.ts';
import { Pull } from './pull.ts';
import { type Pacing, Schedule } from './schedule.ts';
import { Tally } from './tally.ts';
import { BURST, type Sending, turn } from './turn.ts';

/** How, where to and for how long. */
export interface SendPlan {
  readonly socket: Socket;
  readonly clock: Clock;
  readonly target: Endpoint;
  readonly pacing: Pacing;
  /** How long to listen after the last datagram has left. */
  readonly listenMs: number;
  /** The networks that may be named in a datagram. */
  readonly allowed: readonly Cidr[];
  /** What a datagram outside them does: ends the sending, or is left out. */
  readonly outside: 'stop' | 'drop';
  /** Whether each datagram sent is an event. */
  readonly announce: boolean;
  /** Sends along with us what is repeated alone. Only where nothing is paced or announced. */
  readonly second?: SecondSender | null;
  /** Ends sending and listening; the summary still comes. */
  readonly signal: AbortSignal;
}

/**
 * Sends everything, listens, and ends with a summary. An error of the source ends the sending; it is thrown behind
 * the summary. Replies are told while the source makes up its mind, and the signal does not wait for it either.
 */
export async function* send(source: AsyncIterable<SourceItem>, plan: SendPlan): AsyncIterable<SendEvent> {
  const { socket, clock, signal } = plan;
  const inbox = new Inbox(socket, clock, signal);
  const tally = new Tally(plan);
  const sending = { socket, clock, signal, inbox, tally };
  let failure: { readonly error: unknown } | null = null;
  try {
    yield* sendAll(source, plan, sending);
  } catch (error) {
    failure = { error };
  }
  if (socket.backlog !== undefined) {
    yield* turn(sending);
    tally.stay(socket.backlog());
  }
  const end = clock.now() + (tally.sent > 0 ? plan.listenMs : 0);
  for (let got = await inbox.take(end); got !== null; got = await inbox.take(end)) yield tally.reply(got);
  yield tally.summary(inbox.lost);
  if (failure !== null) throw failure.error;
}

/** The first address outside the networks that some reading of the datagram finds in it, as text; null if none does. */
export function outsideFence(bytes: Uint8Array, allowed: readonly Cidr[]): string | null {
  if (insideFence(bytes, allowed)) return null;
  const endpoint = addressesRead(bytes).find((read) => !targetAllowed(read, allowed));
  return endpoint === undefined ? 'an address that is cut' : endpointText(endpoint);
}

async function* sendAll(
  source: AsyncIterable<SourceItem>,
  plan: SendPlan,
  sending: Sending,
): AsyncIterable<SendEvent> {
  const { target, allowed, second = null } = plan;
  const { socket, clock, signal, inbox, tally } = sending;
  const items = source[Symbol.asyncIterator]();
  const schedule = new Schedule(plan.pacing, clock.now());
  // The same bytes again need no second look.
  let inside: Uint8Array | null = null;
  try {
    for (;;) {
      const pull = new Pull(items);
      while (pull.pending && !signal.aborted) {
        await inbox.wait(pull.done);
        for (let got = inbox.poll(); got !== null; got = inbox.poll()) yield tally.reply(got);
      }
      const item = signal.aborted ? null : pull.item;
      if (item === null) return;
      if (item.type !== 'datagram') {
        yield tally.note(item);
        continue;
      }
      const address = item.bytes === inside ? null : outsideFence(item.bytes, allowed);
      if (address !== null) {
        yield tally.refusal(item, address);
        if (plan.outside === 'stop') return;
        continue;
      }
      inside = item.bytes;
      if (second !== null && item.times !== undefined) {
        yield* sendBulk(item, item.times, target, second, sending);
        continue;
      }
      for (let left = item.times ?? 1; left > 0; left--) {
        const due = schedule.next(item.timeNs);
        if (due !== null) {
          for (let got = await inbox.take(due); got !== null; got = await inbox.take(due))
            yield tally.reply(got);
          if (signal.aborted) return;
        }
        socket.send(item.bytes, target);
        tally.leave(item);
        if (plan.announce) yield tally.sending(item);
        if (tally.sent % BURST !== 0) continue;
        yield* turn(sending);
        if (signal.aborted) return;
      }
    }
  } finally {
    items.return?.().catch(() => {}); // not awaited: a read that never ends would hold us
  }
}
