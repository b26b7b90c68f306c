/**
 * Sends a source's datagrams on schedule and listens for what comes back, all as events. Nothing leaves that is
 * outside the fence (net/fence.ts): a node sends to whatever address it is told, so content is fenced like targets.
 */
import { setImmediate } from 'node:timers/promises';
import type { Cidr } from '../net/cidr.ts';
import { addressesRead, insideFence, targetAllowed } from '../net/fence.ts';
import type { Arrival, Clock, Socket } from '../net/world.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { Inbox } from './inbox.ts';
import type { Outgoing, SourceItem, SourceNote } from './outgoing.ts';
import { type Pacing, Schedule } from './schedule.ts';

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
  /** Ends sending and listening; the summary still comes. */
  readonly signal: AbortSignal;
}

export type SendEvent =
  | { readonly type: 'sent'; readonly number: number; readonly at: number; readonly outgoing: Outgoing }
  | {
      readonly type: 'reply';
      readonly number: number;
      readonly arrival: Arrival;
      readonly fromTarget: boolean;
    }
  | { readonly type: 'refused'; readonly outgoing: Outgoing; readonly address: string }
  | SourceNote
  | SendSummary;

/** Always the last event. */
export interface SendSummary {
  readonly type: 'summary';
  readonly sent: number;
  readonly bytes: number;
  /** Datagrams that the fence kept back. */
  readonly refused: number;
  /** Packets of a capture that were no datagram to send. */
  readonly skipped: number;
  /** From the target itself. */
  readonly replies: number;
  /** From anybody else. */
  readonly others: number;
  /** Arrivals that we or the kernel dropped; null if nobody knows. */
  readonly lost: number | null;
  readonly durationMs: number;
}

/** Datagrams sent in a row before the sockets get their turn. */
const BURST = 64;

/** Sends everything, listens, and ends with a summary. Throws what the source throws, after the socket's last event. */
export async function* send(source: AsyncIterable<SourceItem>, plan: SendPlan): AsyncIterable<SendEvent> {
  const { socket, clock, target, signal } = plan;
  const inbox = new Inbox(socket, clock, signal);
  const begun = clock.now();
  const schedule = new Schedule(plan.pacing, begun);
  const count = { sent: 0, bytes: 0, refused: 0, skipped: 0, replies: 0, others: 0 };
  let fenced: Uint8Array | null = null;

  const reply = (arrival: Arrival): SendEvent => {
    const fromTarget = arrival.from.address === target.address && arrival.from.port === target.port;
    const number = fromTarget ? ++count.replies : ++count.others;
    return { type: 'reply', number, arrival, fromTarget };
  };

  for await (const item of source) {
    if (signal.aborted) break;
    if (item.type !== 'datagram') {
      if (item.type === 'skipped') count.skipped++;
      yield item;
      continue;
    }
    if (fenced !== item.bytes) {
      const address = outsideFence(item.bytes, plan.allowed);
      if (address !== null) {
        count.refused++;
        yield { type: 'refused', outgoing: item, address };
        if (plan.outside === 'stop') break;
        continue;
      }
      fenced = item.bytes;
    }
    const due = schedule.next(item.timeNs);
    if (due !== null) {
      for (let got = await inbox.take(due); got !== null; got = await inbox.take(due)) yield reply(got);
      if (signal.aborted) break;
    }
    socket.send(item.bytes, target);
    count.sent++;
    count.bytes += item.bytes.length;
    if (plan.announce) yield { type: 'sent', number: count.sent, at: clock.now(), outgoing: item };
    if (count.sent % BURST === 0) await setImmediate();
    for (let got = inbox.poll(); got !== null; got = inbox.poll()) yield reply(got);
  }

  const end = clock.now() + (count.sent > 0 ? plan.listenMs : 0);
  for (let got = await inbox.take(end); got !== null; got = await inbox.take(end)) yield reply(got);
  const drops = socket.drops();
  const lost = drops === null ? null : drops + inbox.lost;
  yield { type: 'summary', ...count, lost, durationMs: clock.now() - begun };
}

/** The first address outside the networks that some reading of the datagram finds in it, as text; null if none does. */
export function outsideFence(bytes: Uint8Array, allowed: readonly Cidr[]): string | null {
  if (insideFence(bytes, allowed)) return null;
  const endpoint = addressesRead(bytes).find((read) => !targetAllowed(read, allowed));
  return endpoint === undefined ? 'an address that is cut' : endpointText(endpoint);
}
