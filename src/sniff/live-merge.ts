/**
 * Live captures side by side, in order of time. None can be waited for: it may be silent for ever. So a packet is held
 * until it is older than any that can still come (`lateMs`), and goes then in its place. Who comes later still is shown
 * when it comes. Bounded: beyond MAX_HELD the earliest goes at once. One that ends or breaks ends all.
 */
import { ownPacket, type Packet, type PacketView } from '../capture/packet.ts';
import { timeSeconds } from '../capture/timestamp.ts';
import type { LiveInput } from './input.ts';
import type { Merged } from './merge.ts';

/** Some 50 MiB at most, of packets of our size. */
const MAX_HELD = 100_000;

/** How often is looked for what is old enough. */
const LOOK_MS = 10;

interface Held extends Merged {
  readonly next: Packet;
  /** Its time and its arrival here, in milliseconds since 1970. */
  readonly ms: number;
  readonly arrival: number;
}

/** As `mergedTurns`. */
export async function* liveTurns(inputs: readonly LiveInput[]): AsyncGenerator<() => Merged | null> {
  const window = new LiveWindow(inputs.length, Math.max(...inputs.map(({ lateMs }) => lateMs)));
  const pumps = inputs.map((input, index) => pump(input, index, window));
  const over = Promise.race(pumps)
    .catch(() => undefined)
    .then(() => {
      window.close();
      return Promise.all(inputs.map((input) => input.stop()));
    });
  // Whoever waits for `over` gets its failure; until then nobody may be asking.
  over.catch(() => undefined);
  try {
    while (!window.isClosed) {
      await pause(LOOK_MS);
      yield () => window.next(Date.now());
    }
    await over;
    await Promise.allSettled(pumps);
    yield () => window.next(Number.POSITIVE_INFINITY);
    // What broke one of them is said when all that came has been shown.
    await Promise.all(pumps);
  } finally {
    window.close();
    for (const input of inputs) await input.stop();
    await Promise.allSettled(pumps);
  }
}

async function pump(input: LiveInput, index: number, window: LiveWindow): Promise<void> {
  for await (const turn of input.turns()) {
    for (let packet = turn(); packet !== null; packet = turn()) window.add(index, packet, Date.now());
    // Where the reader is slow, what comes has to wait in front of us, where it is counted.
    while (window.isFull && !window.isClosed) await pause(LOOK_MS);
  }
}

/** The packets that are held, a row for each capture: the order within a capture stays as it is. */
export class LiveWindow {
  isClosed = false;
  readonly #lateMs: number;
  readonly #maxHeld: number;
  readonly #rows: readonly Row[];
  #held = 0;

  constructor(captures: number, lateMs: number, maxHeld: number = MAX_HELD) {
    this.#rows = Array.from({ length: captures }, () => new Row());
    this.#lateMs = lateMs;
    this.#maxHeld = maxHeld;
  }

  get isFull(): boolean {
    return this.#held >= this.#maxHeld;
  }

  /** Nothing more is waited for. */
  close(): void {
    this.isClosed = true;
  }

  /** Takes a packet that came at `now`, in milliseconds since 1970. */
  add(index: number, packet: PacketView, now: number): void {
    const { time } = packet;
    const ms = time === null ? now : timeSeconds(time) * 1000;
    this.#rows[index]?.add({ index, next: ownPacket(packet), ms, arrival: now });
    this.#held += 1;
  }

  /** The earliest packet if it is due; else null. */
  next(now: number): Merged | null {
    let row: Row | null = null;
    for (const other of this.#rows) {
      if ((other.first?.ms ?? Number.POSITIVE_INFINITY) < (row?.first?.ms ?? Number.POSITIVE_INFINITY))
        row = other;
    }
    const first = row?.first;
    if (row === null || first === undefined) return null;
    // By its arrival too: a clock that was set back must not hold packets for as long.
    if (Math.min(first.ms, first.arrival) + this.#lateMs > now && !this.isFull) return null;
    this.#held -= 1;
    return row.take();
  }
}

/** First in, first out. */
class Row {
  #packets: Held[] = [];
  #taken = 0;

  get first(): Held | undefined {
    return this.#packets[this.#taken];
  }

  add(held: Held): void {
    this.#packets.push(held);
  }

  take(): Held | null {
    const { first } = this;
    if (first === undefined) return null;
    this.#taken += 1;
    if (this.#taken * 2 >= this.#packets.length) {
      this.#packets = this.#packets.slice(this.#taken);
      this.#taken = 0;
    }
    return first;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
