/**
 * One instance of the target for one re-run: started, its peers in their places, steps sent in their time, stopped.
 * What it is sent is paced by what it has read, as far as the kernel tells.
 */
import type { Lab } from '../net/lab.ts';
import type { LabPeer } from '../net/lab-peer.ts';
import { noteHold, openLab } from '../net/opened-lab.ts';
import { processStatus } from '../net/process-status.ts';
import { runDelayMs } from '../net/run-delay.ts';
import { READY_MS, untilUp } from '../net/start.ts';
import type { Instance } from '../net/target.ts';
import type { Clock } from '../net/world.ts';
import { fromTarget } from '../oracle/answer.ts';
import { SURE_PEERS } from '../oracle/family.ts';
import { eventsOf, type Trace } from '../oracle/trace.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import type { Case, Step } from './case.ts';
import { anyOf } from './deadline.ts';
import { isAnswer, Patience } from './patience.ts';
import { retarget } from './retarget.ts';
import { switchboardOf } from './switchboard.ts';
import type { World } from './world.ts';

/** Where the instance was to which a case was sent, and its start peer: the case may name both. */
export interface Place {
  readonly target: Endpoint;
  /** Null for a node that somebody else started. */
  readonly startPeer: Endpoint | null;
}

const LOOK_MS = 2;
/** What is sent before the target must have read it, in bytes as a socket's buffer counts them: half of the smallest. */
const WINDOW = 96 * 1024;
// What a datagram takes in a buffer besides its bytes.
const OVERHEAD = 1024;
/** A target whose queue does not shrink for so long reads no more. */
const STUCK_MS = 1000;
/** Where the kernel paces, the pace of the lab is not needed. */
const FREE_PACE = { count: 4000, windowMs: 10 } as const;
/** What a datagram takes on its way where nobody tells of queues. */
const ARRIVE_MS = 20;
/** Of a flood so much tells all, and each judge reads all of it. */
const WHOLE = 50_000;
/** Of one that ignores SIGTERM the end is not waited for. */
const STOP_MS = 300;

export class Stage {
  readonly lab: Lab;
  readonly instance: Instance;
  readonly startPeer: LabPeer | null;
  readonly stuckMs: number;
  readonly #world: World;
  readonly #place: Place;
  readonly #peers = new Map<string, LabPeer>(); // Bounded by the case.
  readonly #end: Promise<void>;
  #unread = 0;

  private constructor(
    lab: Lab,
    instance: Instance,
    startPeer: LabPeer | null,
    world: World,
    place: Place,
    end: Promise<void>,
    stuckMs: number,
  ) {
    this.stuckMs = stuckMs;
    this.lab = lab;
    this.instance = instance;
    this.startPeer = startPeer;
    this.#world = world;
    this.#place = place;
    this.#end = end;
  }

  /** Binds the start peer, starts an instance or meets the running one, and binds who sends the steps. */
  static async open(
    senders: readonly Endpoint[],
    place: Place,
    world: World,
    stuckMs = STUCK_MS,
  ): Promise<Stage> {
    const { target } = world;
    const { lab, instance, startPeer, ended } = await openLab(target, world, {
      startPeer: place.startPeer,
      toward: (endpoint) => switchboardOf(world.network).toward(endpoint),
      whole: WHOLE,
      ...(target.restartable ? { pace: FREE_PACE } : {}),
    });
    const stage = new Stage(lab, instance, startPeer, world, place, ended, stuckMs);
    try {
      await stage.#invite(senders);
    } catch (error) {
      await stage.close();
      throw error;
    }
    return stage;
  }

  get trace(): Trace {
    return this.lab.trace;
  }

  get clock(): Clock {
    return this.#world.clock;
  }

  /** So many peers that a bounded table may have no room for all. */
  get crowded(): boolean {
    return this.#peers.size > SURE_PEERS - 3;
  }

  get ended(): boolean {
    return eventsOf(this.trace, 'exited').length > 0;
  }

  /** Waits until the instance holds its port or has spoken; false if it does not come up. */
  async ready(): Promise<boolean> {
    if (this.trace.startedAt === null) return true;
    const spoken = (): boolean => fromTarget(this.trace).length > 0;
    const up = (): boolean => spoken() || this.instance.holdsPort() === true;
    const { signal } = this.#world;
    await untilUp(this.clock, this.instance, () => up() || this.ended, { stepMs: LOOK_MS, signal });
    return !this.ended && (spoken() || this.instance.holdsPort() !== false);
  }

  /** All rounds of a case; false if the target ended or reads no more. */
  async rounds({ steps, repeat }: Case): Promise<boolean> {
    for (let i = 0; i < repeat; i++) if (!(await this.play(steps))) return false;
    return true;
  }

  /** Sends the steps, each in its time; false if the target ended or reads no more. */
  async play(steps: readonly Step[]): Promise<boolean> {
    const begin = this.clock.now();
    for (const { at, from, bytes } of steps) {
      if (this.ended) return false;
      const wait = begin + at - this.clock.now();
      if (wait >= 1) await this.sleep(wait);
      await this.#peers.get(endpointText(from))?.send(retarget(bytes, this.#place.target, this.lab.target));
      this.#unread += 2 * bytes.length + OVERHEAD;
      if (this.#unread > WINDOW && !(await this.consumed())) return false;
    }
    return true;
  }

  /** Waits until the target has read all that waits in its socket; false if it ended, or reads no more. */
  async consumed(): Promise<boolean> {
    this.#unread = 0;
    let least = this.queue();
    if (least === null) {
      await this.sleep(ARRIVE_MS);
      return !this.ended;
    }
    const patience = new Patience(this.clock, this.stuckMs, () => runDelayMs(this.instance.pid()));
    let heard = this.trace.events.length;
    for (let wait = 1; ; wait = Math.min(2 * wait, 20)) {
      if (this.ended) return false;
      const now = this.queue() ?? 0;
      if (now === 0) return true;
      if (now < least) {
        least = now;
        patience.moved();
      }
      if (this.#answeredSince(heard)) patience.answered();
      heard = this.trace.events.length;
      if (patience.isOver && !this.#isStarting) return false;
      await this.sleep(wait);
    }
  }

  /** It may have bound and not begun yet; while a case is only made small, that is not waited for. */
  get #isStarting(): boolean {
    const { startedAt } = this.trace;
    if (startedAt === null || this.stuckMs < STUCK_MS) return false;
    return this.clock.now() < startedAt + READY_MS && fromTarget(this.trace).length === 0;
  }

  /** Among the events from that index on is an answer: what a node sends when it has read a request, and unasked never. */
  #answeredSince(index: number): boolean {
    return this.trace.events.slice(index).some((event) => event.type === 'received' && isAnswer(event.bytes));
  }

  /** Bytes that wait at the target's socket; null where nobody knows. */
  queue(): number | null {
    return this.instance.queued();
  }

  /** It works right now, or reads a file; false where nobody knows. */
  get busy(): boolean {
    const pid = this.instance.pid();
    return pid !== null && ['R', 'D'].includes(processStatus(pid)?.state ?? '');
  }

  /** Lets time pass until the target ends, at most so many ms. */
  async until(ms: number): Promise<void> {
    if (this.ended) return;
    const waited = new AbortController();
    const time = this.clock.sleep(ms, anyOf(waited.signal, this.#world.signal));
    time.catch(() => undefined);
    await Promise.race([time, this.#end]);
    waited.abort('ended');
  }

  sleep(ms: number): Promise<void> {
    return this.clock.sleep(ms, this.#world.signal);
  }

  /** Ends the instance, then its peers: one that closes first makes ICMP errors (ROB-2). */
  async close(): Promise<void> {
    noteHold(this.lab, this.instance);
    const gone = this.instance.stop();
    const closed = gone.finally(() => this.lab.close());
    closed.catch(() => undefined); // whoever waits is told
    const patience = new AbortController();
    const enough = this.clock.sleep(STOP_MS, patience.signal).catch(() => undefined);
    await Promise.race([closed, enough]);
    patience.abort('gone');
  }

  async #invite(senders: readonly Endpoint[]): Promise<void> {
    const own = this.startPeer === null ? '' : endpointText(this.startPeer.endpoint);
    if (this.startPeer !== null) this.#peers.set(own, this.startPeer);
    for (const at of senders) {
      const key = endpointText(at);
      if (!this.#peers.has(key)) this.#peers.set(key, await this.lab.peer({ at }));
    }
  }
}
