/**
 * Captures side by side, in order of time: of each the next packet is held, and the earliest of them goes first.
 * A capture that is not in order itself stays as it is; a packet without time goes as soon as it is the next of its
 * capture; equal times go in the order of the captures. Memory is one chunk a capture.
 */
import type { Damage, PacketView } from '../capture/packet.ts';
import { timeNs, timeSeconds } from '../capture/timestamp.ts';
import type { Input, Turn } from './input.ts';

/** A step of one of the captures. The packet is valid until the next call. */
export interface Merged {
  /** Which of the inputs. */
  readonly index: number;
  readonly next: PacketView | Damage;
}

/** As an input's turns: each gives step after step without waiting, then null. */
export async function* mergedTurns(inputs: readonly Input[]): AsyncGenerator<() => Merged | null> {
  const lanes = inputs.map((input, index) => new MergeLane(input, index));
  try {
    for (const lane of lanes) await lane.fill();
    const merge = new Merge(lanes.filter((lane) => lane.head !== null));
    while (!merge.isOver) {
      yield () => merge.next();
      await merge.refill();
    }
  } finally {
    for (const lane of lanes) await lane.close();
  }
}

/** One capture and its next step. */
class MergeLane {
  readonly index: number;
  head: PacketView | Damage | null = null;
  readonly #turns: AsyncIterator<Turn>;
  #turn: Turn | null = null;
  #ns: bigint | null = null;
  #seconds = Number.NEGATIVE_INFINITY;

  constructor(input: Input, index: number) {
    this.index = index;
    this.#turns = input.turns()[Symbol.asyncIterator]();
  }

  /** Goes on to the next step as far as that needs no waiting. False: `fill` has to be waited for. */
  step(): boolean {
    this.head = this.#turn?.() ?? null;
    this.#ns = null;
    this.#seconds =
      this.head !== null && 'time' in this.head && this.head.time !== null
        ? timeSeconds(this.head.time)
        : Number.NEGATIVE_INFINITY;
    return this.head !== null;
  }

  /** Waits for the next step; afterwards `head` is null if the capture is over. */
  async fill(): Promise<void> {
    while (!this.step()) {
      const { done, value } = await this.#turns.next();
      if (done) return;
      this.#turn = value;
    }
  }

  /** True if the damage was given: nothing follows it. */
  get isDamaged(): boolean {
    return this.head !== null && 'type' in this.head;
  }

  isBefore(other: MergeLane): boolean {
    const difference = this.#seconds - other.#seconds;
    // A Number of seconds since 1970 is good to a microsecond; what is nearer is compared exactly.
    if (Math.abs(difference) > 1e-3) return difference < 0;
    const [own, others] = [this.#exact(), other.#exact()];
    if (own === others) return this.index < other.index;
    return others !== null && (own === null || own < others);
  }

  async close(): Promise<void> {
    await this.#turns.return?.();
  }

  #exact(): bigint | null {
    if (this.head === null || !('time' in this.head) || this.head.time === null) return null;
    this.#ns ??= timeNs(this.head.time);
    return this.#ns;
  }
}

/** The lanes as a heap: the earliest is the first. */
class Merge {
  readonly #heap: MergeLane[] = [];
  /** The lane whose step was given last: it may go on only now. */
  #given: MergeLane | null = null;

  constructor(lanes: readonly MergeLane[]) {
    for (const lane of lanes) this.#push(lane);
  }

  get isOver(): boolean {
    return this.#given === null && this.#heap.length === 0;
  }

  next(): Merged | null {
    const last = this.#given;
    if (last !== null && !last.isDamaged) {
      if (!last.step()) return null;
      this.#push(last);
    }
    this.#given = null;
    const lane = this.#pop();
    if (lane === null || lane.head === null) return null;
    this.#given = lane;
    return { index: lane.index, next: lane.head };
  }

  async refill(): Promise<void> {
    const lane = this.#given;
    this.#given = null;
    if (lane === null || lane.isDamaged) return;
    await lane.fill();
    if (lane.head !== null) this.#push(lane);
  }

  #push(lane: MergeLane): void {
    const heap = this.#heap;
    let at = heap.push(lane) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !lane.isBefore(parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = lane;
  }

  #pop(): MergeLane | null {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) return null;
    if (heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
      if (left === undefined) break;
      const [lane, below] = right?.isBefore(left) ? [right, 2 * at + 2] : [left, 2 * at + 1];
      if (!lane.isBefore(last)) break;
      heap[at] = lane;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}
