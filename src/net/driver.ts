/**
 * The only pump between the node, which knows neither time nor sockets, and the world. One input at a time:
 * handle it, do everything that it says, wait for the next datagram or the deadline. It never polls.
 */
import type { Input, NodeEvent } from '../node/event.ts';
import type { Node } from '../node/node.ts';
import type { Arrival, Clock, Socket } from './world.ts';

// Said to a sleep that is no longer wanted, where nobody looks: an error of its own each time would cost a stack trace.
const NOT_WANTED = 'another deadline';

export interface RunOptions {
  /** Ends the run; without it the node runs for ever. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: NodeEvent) => void;
}

/**
 * Runs the node on a bound socket until the signal aborts, then resolves; the socket stays the caller's. What
 * happens to a datagram sent never ends it. Rejects if the node itself throws: that is the node's death.
 */
export function runNode(
  node: Pick<Node, 'handle'>,
  socket: Socket,
  clock: Clock,
  options: RunOptions = {},
): Promise<void> {
  return new Promise((done, failed) => {
    new Pump(node, socket, clock, options, { done, failed }).start();
  });
}

interface Settle {
  readonly done: () => void;
  readonly failed: (reason: unknown) => void;
}

class Pump {
  readonly #node: Pick<Node, 'handle'>;
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #options: RunOptions;
  readonly #settle: Settle;
  #over = false;
  /** When the node wants to be called. */
  #deadline = Number.POSITIVE_INFINITY;
  /** When the sleep that runs will end; it is left alone if the deadline moves behind it. */
  #sleepUntil = Number.POSITIVE_INFINITY;
  #sleep: AbortController | null = null;

  constructor(node: Pick<Node, 'handle'>, socket: Socket, clock: Clock, options: RunOptions, settle: Settle) {
    this.#node = node;
    this.#socket = socket;
    this.#clock = clock;
    this.#options = options;
    this.#settle = settle;
  }

  start(): void {
    const { signal } = this.#options;
    signal?.addEventListener('abort', this.#end, { once: true });
    if (signal?.aborted === true) this.#end();
    this.#handle({ type: 'start' }, this.#clock.now());
    if (!this.#over) this.#socket.receive((arrival) => this.#arrived(arrival));
  }

  #arrived({ from, bytes }: Arrival): void {
    // The time of handling, not of arrival: the node's time must never run backwards past a timeout.
    this.#handle({ type: 'datagram', from, bytes }, this.#clock.now());
  }

  #handle(input: Input, now: number): void {
    if (this.#over) return;
    try {
      for (const output of this.#node.handle(input, now)) {
        if (output.type === 'send') this.#send(output.bytes, output.to);
        else if (output.type === 'wake') this.#deadline = output.at;
        else this.#options.onEvent?.(output.event);
      }
      this.#arm();
    } catch (error) {
      this.#stop();
      this.#settle.failed(error);
    }
  }

  #send(bytes: Uint8Array, to: Arrival['from']): void {
    try {
      this.#socket.send(bytes, to);
    } catch {
      // A datagram that cannot be sent is a lost one.
    }
  }

  #arm(): void {
    if (this.#over || this.#deadline >= this.#sleepUntil) return;
    this.#sleep?.abort(NOT_WANTED);
    const sleep = new AbortController();
    this.#sleep = sleep;
    this.#sleepUntil = this.#deadline;
    this.#clock.sleep(this.#deadline - this.#clock.now(), sleep.signal).then(
      () => this.#woken(),
      () => undefined,
    );
  }

  #woken(): void {
    this.#sleepUntil = Number.POSITIVE_INFINITY;
    const now = this.#clock.now();
    if (now >= this.#deadline) this.#handle({ type: 'timeout' }, now);
    else this.#arm();
  }

  readonly #end = (): void => {
    if (this.#over) return;
    this.#stop();
    this.#settle.done();
  };

  #stop(): void {
    this.#over = true;
    this.#options.signal?.removeEventListener('abort', this.#end);
    this.#sleep?.abort(NOT_WANTED);
    this.#socket.receive(() => undefined);
  }
}
