/**
 * The process that captures: forked, because cap can take a whole process down (an interface that goes away is
 * an abort, close() after a failed open a fault in native code). It opens, says `ready`, and writes frames to
 * descriptor 3. It ends when told to, when its parent is gone, and never by Ctrl-C, which the terminal sends to
 * it too: the parent decides.
 *
 *     live-child.js INTERFACE FILTER BUFFER_BYTES
 */
import { writeSync } from 'node:fs';
import { linkTypeOf } from './link-name.ts';
import { loadReason, openReason, textOf } from './live-failure.ts';
import { FRAME_FD, frameSize, type ReadyMessage, SNAP_LENGTH, STOP, writeFrame } from './live-protocol.ts';

/** Frames are gathered up to this size: few system calls in a burst, none waited for in quiet. */
const BATCH = 256 * 1024;

/** The wait for a reader who has not made room, and what is waited on: it never changes. */
const FULL_PIPE_MS = 1;
const IDLE = new Int32Array(new SharedArrayBuffer(4));

const kept: unknown[] = [];
const [device = '', filter = '', bufferBytes = ''] = process.argv.slice(2);

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});
async function capture(): Promise<void> {
  const Cap = await load();
  if (Cap === null) return;
  // Both live as long as the process: cap writes into `packet`, and collecting a failed Cap is a fault.
  const packet = Buffer.alloc(SNAP_LENGTH);
  const session = new Cap();
  kept.push(session, packet);
  const batch = new Batch();
  const start = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();
  session.on('packet', (size) => {
    batch.add(start + process.hrtime.bigint(), packet.subarray(0, size));
  });
  process.on('message', (message) => {
    if (message !== STOP) return;
    batch.flush();
    process.exit(0);
  });
  try {
    const linkType = linkTypeOf(session.open(device, filter, Number(bufferBytes), packet));
    if (linkType === null) fail('other', 'the interface has a link type that cap cannot name');
    else say({ type: 'ready', linkType });
  } catch (error) {
    fail(openReason(error), textOf(error));
  }
}

async function load() {
  try {
    const { default: cap } = await import('cap');
    return cap.Cap;
  } catch (error) {
    fail(loadReason(error), textOf(error));
    return null;
  }
}

/**
 * Frames on their way out. Written with waiting: a slow parent holds us up, the kernel's ring takes what it can
 * and drops the rest, and memory stays bounded on both sides of the pipe. cap hands over packets in one go while
 * there are any, without a turn of the event loop, so `setImmediate` runs exactly when the ring is empty.
 */
class Batch {
  readonly #buffer = Buffer.allocUnsafe(BATCH + frameSize(SNAP_LENGTH));
  #size = 0;
  #waiting = false;

  add(ns: bigint, bytes: Uint8Array): void {
    this.#size = writeFrame(this.#buffer, this.#size, ns, bytes);
    if (this.#size >= BATCH) this.flush();
    if (this.#waiting) return;
    this.#waiting = true;
    setImmediate(() => {
      this.#waiting = false;
      this.flush();
    });
  }

  flush(): void {
    for (let at = 0; at < this.#size; ) at += write(this.#buffer, at, this.#size);
    this.#size = 0;
  }
}

/** Writes some of it and returns how much. */
function write(buffer: Buffer, from: number, to: number): number {
  try {
    return writeSync(FRAME_FD, buffer, from, to - from);
  } catch (error) {
    // A pipe that does not wait by itself: wait for it. Any other error: nobody is left to capture for.
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) process.exit(0);
    Atomics.wait(IDLE, 0, 0, FULL_PIPE_MS);
    return 0;
  }
}

function say(message: ReadyMessage): void {
  process.send?.(message);
}

/** Ends without closing: close() after a failed open is a fault in native code. */
function fail(reason: Extract<ReadyMessage, { type: 'failed' }>['reason'], detail: string): void {
  process.send?.({ type: 'failed', reason, detail } satisfies ReadyMessage, () => process.exit(1));
}

await capture();
