/**
 * How far a bombardment may run ahead of its target: so many datagrams that the target has not read yet. What it has
 * read is known from an answered Peer Request, for a socket is read in order, and from the kernel's queue of a local
 * target. A target that reads nothing for a second, although it could, hangs (patience.ts).
 */
import type { Clock } from '../net/world.ts';
import { Patience } from './patience.ts';
import { pause } from './pause.ts';

export interface WindowOptions {
  readonly clock: Clock;
  /** Small datagrams that may be on their way; large ones count for more. */
  readonly size: number;
  /** Asks the target for an answer; false if nobody may ask now. */
  readonly ask: () => boolean;
  /** Bytes that wait at the target's socket; null where nobody knows. */
  readonly queued: () => number | null;
  /** How long the target has waited for a CPU by now, in ms; null where nobody knows. */
  readonly delayMs: () => number | null;
  /** The target has ended, or the round has: nothing is waited for any more. */
  readonly over: () => boolean;
}

/** `open`: go on. `stuck`: the target has lost our patience (patience.ts), or, where nobody tells, not answered for three. */
export type Room = 'open' | 'stuck' | 'over';

// What the kernel counts against a socket's buffer for a small datagram, in bytes, rounded up: 64 of them fill less
// than half of the usual 208 KiB.
const HEAD = 1280;
// An answer that takes longer is looked for in the kernel's queue.
const ANSWER_MS = 40;
const STUCK_MS = 1000;
const SILENT_MS = 3000;
// A node may limit its answers (REQ-11): after so many that did not come in time it is asked only now and then.
const PATIENCE = 3;
const ASK_AGAIN_MS = 1150;

export class Window {
  /** Whether anybody asks: where the kernel tells what was read, nobody has to. */
  asking = true;
  readonly #options: WindowOptions;
  /** Datagrams sent since the last one that is known to have been read. */
  #flying = 0;
  /** What they cost the kernel. */
  #cost = 0;
  /** Of those, the ones sent since the request that is open; null if none is. */
  #behind: { flying: number; cost: number } | null = null;
  #unanswered = 0;
  /** Answers to anybody. */
  #heard = 0;
  #askAt = Number.NEGATIVE_INFINITY;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** What all who wait for room wait for, and what ends it. */
  #news: Promise<void> | null = null;
  #wake: () => void = () => undefined;
  /** A timer will. */
  #timing = false;

  constructor(options: WindowOptions) {
    this.#options = options;
  }

  /** Datagrams that the target may not have read. */
  get flying(): number {
    return this.#flying;
  }

  /** One of so many bytes went out. */
  sent(length: number): void {
    const cost = HEAD + length;
    this.#flying += 1;
    this.#cost += cost;
    if (this.#behind === null) return;
    this.#behind.flying += 1;
    this.#behind.cost += cost;
  }

  /** An answer came to anybody: the target works. */
  heard(): void {
    this.#heard += 1;
  }

  /** An answer came to somebody who had asked for the window. */
  answered(): void {
    if (this.#behind === null) return;
    this.#flying = this.#behind.flying;
    this.#cost = this.#behind.cost;
    this.#behind = null;
    this.#unanswered = 0;
    this.#tell();
  }

  /** Asks, if half of the window is used and nothing is open; call it between datagrams. */
  probe(): void {
    const { clock, size, ask } = this.#options;
    if (!this.asking || this.#behind !== null || this.#cost < (size * HEAD) / 2 || clock.now() < this.#askAt)
      return;
    if (!ask()) return;
    this.#behind = { flying: 0, cost: 0 };
    this.#askedAt = clock.now();
    this.#askAt = this.#unanswered < PATIENCE ? 0 : clock.now() + ASK_AGAIN_MS;
  }

  /** Resolves when there is room for another datagram. */
  async room(): Promise<Room> {
    const { clock, over } = this.#options;
    if (this.isOpen) return 'open';
    // At the end of a round thousands of peers may still want to say Hello, one after another.
    if (over()) return 'over';
    const since = clock.now();
    const patience = new Patience(clock, STUCK_MS, this.#options.delayMs);
    let least = Number.POSITIVE_INFINITY;
    let heard = this.#heard;
    for (;;) {
      await (this.#isAnswerDue() ? this.#answerOrTime() : pause(clock));
      if (over()) return 'over';
      if (this.isOpen) return 'open';
      const waited = clock.now() - since;
      if (this.#isAnswerDue() && waited < ANSWER_MS) continue;
      const queued = this.#options.queued();
      if (queued === null) {
        if (waited >= SILENT_MS) return 'stuck';
        this.#askAgain();
        continue;
      }
      if (queued === 0) {
        this.#consumed();
        return 'open';
      }
      if (queued < least) {
        least = queued;
        patience.moved();
      }
      if (this.#heard > heard) patience.answered();
      heard = this.#heard;
      if (patience.isOver) return 'stuck';
    }
  }

  /** An answer is the quickest news, as long as they come. */
  #isAnswerDue(): boolean {
    return this.#behind !== null && this.#unanswered < PATIENCE;
  }

  /** Resolves with the next answer, or some time later: waiting in turns of the event loop would take the target's CPU. */
  #answerOrTime(): Promise<void> {
    // Several may wait: those who bombard, and those who only say Hello.
    this.#news ??= new Promise((resolve) => {
      this.#wake = resolve;
    });
    if (!this.#timing) {
      this.#timing = true;
      void this.#options.clock.sleep(ANSWER_MS).then(() => {
        this.#timing = false;
        this.#tell();
      });
    }
    return this.#news;
  }

  #tell(): void {
    this.#wake();
    this.#news = null;
  }

  /** Where only answers tell: one that does not come in time was lost, or is not owed. */
  #askAgain(): void {
    if (this.#behind !== null && this.#options.clock.now() < this.#askedAt + ASK_AGAIN_MS) return;
    this.#behind = null;
    this.probe();
  }

  /** The kernel's queue is empty: all was read, whatever became of the answer. */
  #consumed(): void {
    if (this.#behind !== null) this.#unanswered += 1;
    this.#behind = null;
    this.#flying = 0;
    this.#cost = 0;
  }

  /** There is room now. */
  get isOpen(): boolean {
    return this.#cost < this.#options.size * HEAD;
  }
}
