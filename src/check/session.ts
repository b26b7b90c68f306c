/**
 * One instance of the target with a lab around it, and the probes that run there: from start to the finished
 * trace. Nothing is judged here.
 */

import type { Lab } from '../net/lab.ts';
import type { LabPeer } from '../net/lab-peer.ts';
import { type LabWorld, noteHold, openLab } from '../net/opened-lab.ts';
import { BIND_MS, READY_MS, type StartFacts, untilUp } from '../net/start.ts';
import type { Instance, Target } from '../net/target.ts';
import type { Clock } from '../net/world.ts';
import { told } from '../oracle/answer.ts';
import { eventsOf, type Trace } from '../oracle/trace.ts';
import { Cast } from './cast.ts';
import type { Probe } from './probe.ts';
import { Scene } from './scene.ts';

export interface SessionWorld extends LabWorld {
  /** For probes that watch longer than all others (REQ-8), in ms; default 0: they do not. */
  readonly patienceMs?: number;
}

/** What the last datagrams of a target that ended may take to be read. */
const LAST_MS = 300;
const STEP_MS = 20;
const WATCH_MS = 250;
// The witness is greeted every second, and everybody who asks is answered: so long a silence is none by chance.
const MUTE_MS = 8000;
const MUTE_REQUESTS = 5;

/** A started instance with its lab. */
export class Session {
  readonly lab: Lab;
  readonly cast: Cast;
  readonly #clock: Clock;
  readonly #instance: Instance;
  readonly #startPeer: LabPeer | null;
  readonly #closed = new AbortController();
  /** Resolves when a started target has ended. */
  readonly #end: Promise<void>;

  private constructor(
    lab: Lab,
    cast: Cast,
    instance: Instance,
    startPeer: LabPeer | null,
    end: Promise<void>,
  ) {
    this.#end = end;
    this.#startPeer = startPeer;
    this.lab = lab;
    this.cast = cast;
    this.#clock = lab.clock;
    this.#instance = instance;
  }

  /** Starts the target, without a peer if so wished, or meets a running one. */
  static async open(target: Target, world: SessionWorld, peerless = false): Promise<Session> {
    const { lab, instance, startPeer, ended } = await openLab(target, world, { peerless });
    const session = new Session(lab, new Cast(lab, world.patienceMs), instance, startPeer, ended);
    // One that we start holds nothing yet.
    if (!target.restartable) noteHold(lab, instance);
    return session;
  }

  get trace(): Trace {
    return this.lab.trace;
  }

  /** What is known of the instance now. */
  get facts(): StartFacts {
    return {
      target: this.lab.target,
      spoken: eventsOf(this.trace, 'received').length > 0,
      exit: eventsOf(this.trace, 'exited')[0] ?? null,
      held: this.#instance.holdsPort(),
      diagnosis: this.#instance.diagnosis(),
    };
  }

  /** The last lines that it printed; known once it has ended. */
  get lastLines(): string {
    return eventsOf(this.trace, 'exited')[0]?.output ?? '';
  }

  /** Calls `lost` once if a running target lets go of its port, or answers nobody any more; ends with the session. */
  watch(lost: () => void): void {
    void this.#untilLost().then(lost, () => undefined);
  }

  /** Runs the script of one probe; several may run at once. */
  async run(probe: Probe): Promise<void> {
    const scene = this.#scene(probe.check);
    this.lab.countDrops();
    if (!this.#gone()) {
      const script = probe.run(scene);
      // What a script does to a target that has ended shows nothing: it is left alone.
      script.catch(() => undefined);
      await Promise.race([script, this.#end.then(() => this.#clock.sleep(LAST_MS))]);
    }
    scene.end();
    this.lab.countDrops();
  }

  /** Gives a running target the occasion to say anything at all: to a peer that greets it and asks, in three tries. */
  async answers(): Promise<void> {
    const scene = this.#scene('answers');
    const asker = await scene.connected();
    await Promise.race([
      scene.greeted(asker, 'hello'),
      scene.answered(asker, [{ name: 'peer-request' }], 'peer-request'),
    ]);
    if (!this.#spoken()) await scene.answered(asker, [{ name: 'peer-request' }], 'peer-request');
    scene.end();
  }

  /** Ends the instance and the lab, in this order: a peer that closes first makes ICMP errors (ROB-2). */
  async close(): Promise<void> {
    noteHold(this.lab, this.#instance);
    this.#closed.abort('closed');
    await this.#instance.stop();
    await this.lab.close();
  }

  #scene(check: string): Scene {
    return new Scene({ cast: this.cast, sample: () => this.#instance.sample() }, check);
  }

  /** Rejects when the session is closed, or the clock stopped. */
  async #untilLost(): Promise<void> {
    const held = this.#instance.holdsPort() === true;
    for (;;) {
      await this.#clock.sleep(WATCH_MS, this.#closed.signal);
      if (held && this.#instance.holdsPort() === false) return;
      if (this.#isMute()) return;
    }
  }

  /** Nothing has come for long, whatever was asked. */
  #isMute(): boolean {
    const since = this.#clock.now() - MUTE_MS;
    const { events } = this.trace;
    let requests = 0;
    for (let i = events.length - 1; i >= 0; i--) {
      const event = events[i];
      if (event === undefined || event.type === 'received') return false;
      if (event.type === 'sent' && told(event.bytes).request) requests += 1;
      if (event.at < since) return requests >= MUTE_REQUESTS;
    }
    return false;
  }

  #gone(): boolean {
    return this.trace.events.some((event) => event.type === 'exited');
  }

  /** Resolves when the target has spoken or ended, at the latest after `ms`. */
  async spoke(ms: number): Promise<void> {
    const end = this.#clock.now() + ms;
    while (this.#clock.now() < end && !this.#spoken()) await this.#clock.sleep(STEP_MS);
  }

  /**
   * Waits until a started target has spoken or had its time to; then its start peer says Hello, if the probe wants
   * it. What is said to a port that is not bound yet is lost, so one that is known not to be is given longer.
   */
  async ready(probe: Probe): Promise<void> {
    if (this.#startPeer === null) return this.trace.startedAt === null ? undefined : this.#bound();
    await this.spoke(READY_MS);
    if (this.#instance.holdsPort() === false) await this.spoke(BIND_MS - READY_MS);
    if (!probe.silentStart) await this.#startPeer.greet();
  }

  /** Resolves when it holds its port or has ended, and where nobody tells, when it had the time to. */
  async #bound(): Promise<void> {
    await untilUp(this.#clock, this.#instance, () => this.#gone() || this.#instance.holdsPort() === true);
  }

  #spoken(): boolean {
    return this.trace.events.some((event) => event.type === 'received' || event.type === 'exited');
  }
}
