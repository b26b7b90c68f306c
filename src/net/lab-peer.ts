/**
 * A peer of the lab: a socket of its own that is always read, and says Hello if told to.
 */
import { encode } from '../wire/encode.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Clock, Socket } from './world.ts';

// Not a whole second, so that our Hellos drift against the target's and no reply looks like a schedule for long.
const HELLO_MS = 930;
// An error of its own for each peer that falls silent would cost a stack trace, and nobody looks at it.
const HUSHED = 'hushed';
const HELLO = encode({ tlvs: [{ name: 'hello' }] });

/** What carries a peer's datagrams to the target: the lab, with its pace and its fence. */
export interface Carrier {
  readonly clock: Clock;
  /** False if the fence held the datagram back. */
  send(socket: Socket, bytes: Uint8Array): Promise<boolean>;
}

export class LabPeer {
  readonly endpoint: Endpoint;
  readonly #carrier: Carrier;
  readonly socket: Socket;
  #greeting: AbortController | null = null;
  /** Nothing is said any more, whatever a script that was left alone still wants. */
  #closed = false;
  /** When this peer may ask again: answers are owed once a second (REQ-11). */
  nextAskAt = Number.NEGATIVE_INFINITY;

  constructor(carrier: Carrier, socket: Socket) {
    this.endpoint = socket.local;
    this.#carrier = carrier;
    this.socket = socket;
  }

  /**
   * Sends the bytes as they are, when the pace allows. False if the fence held them back: then nothing may be
   * expected of them.
   */
  async send(bytes: Uint8Array): Promise<boolean> {
    return this.#carrier.send(this.socket, bytes);
  }

  /** Says Hello now and each second from now on. */
  async greet(): Promise<void> {
    await this.send(HELLO);
    if (this.#greeting !== null || this.#closed) return;
    const greeting = new AbortController();
    this.#greeting = greeting;
    void this.#keepGreeting(greeting.signal);
  }

  /** Falls silent. */
  hush(): void {
    this.#greeting?.abort(HUSHED);
    this.#greeting = null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.hush();
    await this.socket.close();
  }

  async #keepGreeting(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#carrier.clock.sleep(HELLO_MS, signal);
        await this.send(HELLO);
      } catch {
        return; // hushed, or the run was stopped
      }
    }
  }
}
