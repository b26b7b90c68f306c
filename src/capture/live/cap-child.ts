/**
 * The process that captures: forked, because cap can take a whole process down (an interface that goes away is
 * an abort, close() after a failed open a fault in native code). It opens, says `ready`, and writes frames to
 * descriptor 3. It ends when told to, when its parent is gone, and never by Ctrl-C, which the terminal sends to
 * it too: the parent decides.
 *
 *     cap-child.js INTERFACE FILTER BUFFER_BYTES
 */
import { Socket } from 'node:net';
import { beFirst } from './first.ts';
import { linkTypeOf } from './link-name.ts';
import { loadReason, openReason, textOf } from './live-failure.ts';
import { FRAME_FD, type LiveReason, STOP, type StartMessage } from './live-protocol.ts';
import { Outbox } from './outbox.ts';
import { SNAP_LENGTH } from './wire-length.ts';

/** How long packets gather in the ring, and what is waited on: it never changes. */
const REST_MS = 1;
const IDLE = new Int32Array(new SharedArrayBuffer(4));
/** Turns of the event loop after which the ring was empty, though each found something: each takes all that is there. */
const MOST_TURNS = 10;
let resting = false;

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
  // Never written through: it makes the pipe one that does not wait (see Outbox), and nothing else in node:* can.
  kept.push(new Socket({ fd: FRAME_FD, readable: false, writable: true }));
  beFirst();
  const outbox = new Outbox();
  const start = startTime();
  let taken = 0;
  session.on('packet', (size) => {
    rest();
    taken++;
    const low = start.low + Math.round(performance.now() * 1e6);
    outbox.add(start.high + Math.floor(low / 2 ** 32), low % 2 ** 32, packet, size);
  });
  process.on('message', (message) => {
    if (message !== STOP) return;
    whenEmpty(
      () => taken,
      () => {
        outbox.drain();
        process.exit(0);
      },
    );
  });
  try {
    const linkType = linkTypeOf(session.open(device, filter, Number(bufferBytes), packet));
    if (linkType === null) fail('other', 'the interface has a link type that cap cannot name');
    else process.send?.({ type: 'ready', linkType, pid: null } satisfies StartMessage);
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
 * Lets packets gather once those that are there are through: cap hands over in one go what it finds, and to be woken
 * for each costs more than twice as much as the packet itself.
 */
function rest(): void {
  if (resting) return;
  resting = true;
  setImmediate(() => {
    Atomics.wait(IDLE, 0, 0, REST_MS);
    resting = false;
  });
}

/**
 * Waits until the ring is empty: a whole turn of the event loop takes nothing. If packets go on to come, it was empty
 * after some turns all the same.
 */
function whenEmpty(taken: () => number, done: () => void, turns = MOST_TURNS): void {
  const before = taken();
  // What was ready is taken between the two.
  setImmediate(() => {
    setImmediate(() => {
      if (taken() === before || turns === 0) done();
      else whenEmpty(taken, done, turns - 1);
    });
  });
}

/** When `performance.now()` was 0, in nanoseconds since 1970: halves, so that no packet makes a BigInt. */
function startTime(): { readonly high: number; readonly low: number } {
  const ns = BigInt(Math.round(performance.timeOrigin * 1000)) * 1000n;
  return { high: Number(ns >> 32n), low: Number(ns & 0xffff_ffffn) };
}

/** Ends without closing: close() after a failed open is a fault in native code. */
function fail(reason: LiveReason, detail: string): void {
  process.send?.({ type: 'failed', reason, detail } satisfies StartMessage, () => process.exit(1));
}

await capture();
