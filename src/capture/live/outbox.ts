/**
 * Frames on their way out of the capturing process. The kernel's ring holds some 2000 packets, so it has to be
 * emptied whatever the reader does: a frame that the pipe does not take waits here, up to MAX_WAITING bytes, and
 * beyond that packets are let go and counted. cap hands over packets in one go while there are any, without a turn
 * of the event loop: so the pipe is written to directly.
 */
import { writeSync } from 'node:fs';
import { errorCode } from '../error-code.ts';
import { FRAME_FD, FRAME_HEADER, writeFrame, writeLoss } from './live-protocol.ts';
import { SNAP_LENGTH } from './wire-length.ts';

/** Frames are gathered up to this size, or for so long: a write and a reader woken for each packet cost most. */
const BATCH = 256 * 1024;
const GATHER_MS = 2;

/** Some 600,000 packets of the size of ours: a reader may be busy for seconds. */
const MAX_WAITING = 64 * 1024 * 1024;

/** How soon a full pipe is tried again at the end, and what is waited on: it never changes. */
const FULL_PIPE_MS = 1;
const IDLE = new Int32Array(new SharedArrayBuffer(4));

/** A batch; `buffer[from, to)` is still to be written. */
interface Batch {
  readonly buffer: Buffer;
  from: number;
  to: number;
}

/** Writes `buffer[from, to)` or the beginning of it; returns how much, 0 if there is no room. */
export type Write = (buffer: Buffer, from: number, to: number) => number;

export class Outbox {
  readonly #write: Write;
  readonly #maxWaiting: number;
  /** Full ones, the oldest first. */
  readonly #waiting: Batch[] = [];
  #waitingBytes = 0;
  #open: Batch = newBatch();
  /** Empty, to be used again: one is enough while the pipe keeps up. */
  #spare: Batch | null = null;
  #lost = 0;
  #scheduled = false;

  /** The pipe must not wait by itself (O_NONBLOCK). Another one only in tests. */
  constructor(write: Write = writePipe, maxWaiting: number = MAX_WAITING) {
    this.#write = write;
    this.#maxWaiting = maxWaiting;
  }

  /** Takes the first `size` bytes of `packet`; they are copied. The time is nanoseconds since 1970 in two halves. */
  add(high: number, low: number, packet: Buffer, size: number): void {
    if (this.#waitingBytes >= this.#maxWaiting) {
      this.#lost += 1;
    } else {
      if (this.#lost > 0) this.#tellLoss();
      const open = this.#open;
      open.to = writeFrame(open.buffer, open.to, high, low, packet, size);
    }
    if (this.#open.to >= BATCH) {
      this.#close();
      this.#sendWaiting();
    }
    this.#schedule();
  }

  /** Hands everything over, waiting for the reader as long as it takes. For the end. */
  drain(): void {
    if (this.#lost > 0) this.#tellLoss();
    while (!this.#flush()) Atomics.wait(IDLE, 0, 0, FULL_PIPE_MS);
  }

  #tellLoss(): void {
    this.#open.to = writeLoss(this.#open.buffer, this.#open.to, this.#lost);
    this.#lost = 0;
  }

  /** True if nothing is left. What is open goes on filling while others wait: a batch takes its whole size in memory. */
  #flush(): boolean {
    if (!this.#sendWaiting()) return false;
    if (this.#open.to === 0) return true;
    this.#close();
    return this.#sendWaiting();
  }

  #close(): void {
    this.#waiting.push(this.#open);
    this.#waitingBytes += this.#open.to;
    this.#open = this.#spare ?? newBatch();
    this.#spare = null;
  }

  #sendWaiting(): boolean {
    for (let batch = this.#waiting[0]; batch !== undefined; batch = this.#waiting[0]) {
      if (!this.#send(batch)) return false;
    }
    return true;
  }

  /** Writes some of the oldest batch; false if the pipe is full. */
  #send(batch: Batch): boolean {
    const written = this.#write(batch.buffer, batch.from, batch.to);
    batch.from += written;
    this.#waitingBytes -= written;
    if (batch.from === batch.to) {
      this.#waiting.shift();
      batch.from = 0;
      batch.to = 0;
      this.#spare = batch;
    }
    return written > 0;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const run = () => {
      if (this.#flush()) this.#scheduled = false;
      else setTimeout(run, GATHER_MS);
    };
    setTimeout(run, GATHER_MS);
  }
}

function newBatch(): Batch {
  // Room for what is added last, and for word of a loss before it.
  return { buffer: Buffer.allocUnsafeSlow(BATCH + 2 * FRAME_HEADER + SNAP_LENGTH), from: 0, to: 0 };
}

function writePipe(buffer: Buffer, from: number, to: number): number {
  try {
    return writeSync(FRAME_FD, buffer, from, to - from);
  } catch (error) {
    if (errorCode(error) === 'EAGAIN') return 0;
    // Nobody is left to capture for.
    process.exit(0);
  }
}
