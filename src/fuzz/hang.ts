/**
 * Whether a target still reads and speaks: seen by the queue of its socket, and by its Hellos. What is found is
 * marked in the trace.
 */
import { fromTarget } from '../oracle/answer.ts';
import { OWED_MS } from '../oracle/family.ts';
import { encode } from '../wire/encode.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Case } from './case.ts';
import type { Stage } from './stage.ts';

/** The check whose marks say that a target did not react; `part` is one of UNREAD and MUTE, and what it did instead. */
export const HANG_CHECK = 'still-awake';
export const UNREAD = 'unread';
export const MUTE = 'mute';

/** HEL-1: a gap over 1.9 s between two Hellos is a fault, in whatever rhythm. */
export const WAKE_MS = 2400;
// One that waits uses next to nothing of a CPU; on a busy machine one that spins does not get all of it.
const SPIN = 0.15;
export const ON_ITS_WAY_MS = 100;
// One that keeps a lock reads the next datagram, and waits for the lock then.
const POKES = 2;
const LOOK_MS = 10;
// By then every announced address has got a Hello, and nobody's port has answered with an ICMP error (ROB-2).
const ROUND_MS = 1300;
const ASK_AGAIN_MS = 1150;
const TRIES = 3;
const HELLO = encode({ tlvs: [{ name: 'hello' }] });
const REQUEST = encode({ tlvs: [{ name: 'peer-request' }] });

/**
 * The steps, then silence until the target speaks, then what it must read. Without a linger it need not
 * speak.
 */
export async function awake(stage: Stage, theCase: Case, lingerMs: number): Promise<void> {
  const began = measure(stage);
  if (!(await stage.rounds(theCase)) || !(await stage.consumed())) return noteStuck(stage, began);
  if (lingerMs > 0) {
    const read = stage.clock.now();
    if (!(await speaks(stage, lingerMs))) return;
    await stage.until(read + ROUND_MS - stage.clock.now());
  }
  const poker = stage.startPeer ?? (await stage.lab.peer());
  const poked = measure(stage);
  for (let i = 0; i < POKES; i++) {
    await poker.send(HELLO);
    if (!(await stage.consumed())) return noteStuck(stage, poked);
  }
  if (stage.queue() === null) await answers(stage);
}

/** False if it did not, although it owed a Hello; where it owes none any more, nothing can be told. */
async function speaks(stage: Stage, lingerMs: number): Promise<boolean> {
  const { startPeer, clock, trace } = stage;
  // What it said before may still be on its way.
  await stage.until(ON_ITS_WAY_MS);
  const owedUntil = (trace.startedAt ?? Number.NEGATIVE_INFINITY) + OWED_MS;
  if (startPeer === null || clock.now() + lingerMs > owedUntil + SLACK_MS) return true;
  const began = measure(stage);
  while (clock.now() < began.at + lingerMs && !stage.ended) {
    if (heardSince(stage, began.at)) return true;
    await stage.sleep(LOOK_MS);
  }
  if (!stage.ended) note(stage, MUTE, began, startPeer.endpoint);
  return false;
}

// A start peer is owed Hellos for 4 s, so there is room for a second more than the safe time.
const SLACK_MS = 1000;

/** Where no queue is seen: a peer greets, and asks three times. */
async function answers(stage: Stage): Promise<void> {
  const began = measure(stage);
  const asker = await stage.lab.peer();
  await asker.greet();
  for (let i = 0; i < TRIES && !stage.ended; i++) {
    await stage.until(ASK_AGAIN_MS);
    if (heardSince(stage, began.at)) return;
    await asker.send(REQUEST);
  }
  await stage.until(ASK_AGAIN_MS);
  if (!stage.ended && !heardSince(stage, began.at)) note(stage, MUTE, began, asker.endpoint);
}

/** Marks that nothing came since then, if so it was, although the peer was connected and asked. */
export function noteMute(stage: Stage, began: Measure, peer: Endpoint): void {
  if (!stage.ended && !heardSince(stage, began.at)) note(stage, MUTE, began, peer);
}

/** Marks that what waits at the target's socket is not read, if so it is. */
export function noteStuck(stage: Stage, began: Measure): void {
  if (!stage.ended && (stage.queue() ?? 0) > 0 && stage.clock.now() - began.at >= stage.stuckMs)
    note(stage, UNREAD, began, stage.lab.target);
}

/** What the target had used of a CPU at a time; null where nobody knows. */
export interface Measure {
  readonly at: number;
  readonly cpuMs: number | null;
}

export function measure(stage: Stage): Measure {
  return { at: stage.clock.now(), cpuMs: stage.instance.sample()?.cpuMs ?? null };
}

function note(stage: Stage, part: string, began: Measure, peer: Endpoint): void {
  const now = measure(stage);
  const used = began.cpuMs === null || now.cpuMs === null ? null : now.cpuMs - began.cpuMs;
  const how = used === null ? '' : used > SPIN * (now.at - began.at) ? ' spinning' : ' blocked';
  stage.lab.recorder.add({
    type: 'mark',
    at: began.at,
    check: HANG_CHECK,
    part: `${part}${how}`,
    peer,
    until: now.at,
  });
}

function heardSince(stage: Stage, at: number): boolean {
  return (fromTarget(stage.trace).at(-1)?.at ?? Number.NEGATIVE_INFINITY) > at;
}
