/**
 * Counts one sending, and makes the events that have numbers.
 */
import type { Arrival, Backlog, Clock, Socket } from '../net/world.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { SendEvent, SendSummary } from './event.ts';
import type { Outgoing, SourceNote } from './outgoing.ts';

/** What a tally needs to know of the plan. */
interface Scene {
  readonly socket: Socket;
  readonly clock: Clock;
  readonly target: Endpoint;
}

/** The counts of one sending. */
export class Tally {
  readonly #scene: Scene;
  readonly #begun: number;
  #sent = 0;
  #bytes = 0;
  #refused = 0;
  #skipped = 0;
  #replies = 0;
  #others = 0;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#begun = scene.clock.now();
  }

  get sent(): number {
    return this.#sent;
  }

  /** Counts a datagram that has just left, or left so often. */
  leave(outgoing: Outgoing, times = 1): void {
    this.#sent += times;
    this.#bytes += outgoing.bytes.length * times;
  }

  /** Takes back what was counted and will not leave any more. */
  stay({ datagrams, bytes }: Backlog): void {
    this.#sent -= datagrams;
    this.#bytes -= bytes;
  }

  /** The event of the last one that left. */
  sending(outgoing: Outgoing): SendEvent {
    return { type: 'sent', number: this.#sent, at: this.#scene.clock.now(), outgoing };
  }

  refusal(outgoing: Outgoing, address: string): SendEvent {
    this.#refused++;
    return { type: 'refused', outgoing, address };
  }

  note(note: SourceNote): SendEvent {
    if (note.type === 'skipped') this.#skipped++;
    return note;
  }

  /** A peer is its address and port: what comes from elsewhere is no reply of the target. */
  reply(arrival: Arrival): SendEvent {
    const { address, port } = this.#scene.target;
    const fromTarget = arrival.from.address === address && arrival.from.port === port;
    const number = fromTarget ? ++this.#replies : ++this.#others;
    return { type: 'reply', number, arrival, fromTarget };
  }

  /** `lost` is what found no room with us, beside what the kernel dropped. */
  summary(lost: number): SendSummary {
    const drops = this.#scene.socket.drops();
    return {
      type: 'summary',
      sent: this.#sent,
      bytes: this.#bytes,
      refused: this.#refused,
      skipped: this.#skipped,
      replies: this.#replies,
      others: this.#others,
      lost: drops === null ? null : drops + lost,
      durationMs: this.#scene.clock.now() - this.#begun,
    };
  }
}
