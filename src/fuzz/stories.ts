/**
 * One instance of the target among peers that live: they greet, ask, announce, fall silent and come back, at awkward
 * times and several stories side by side, too few datagrams to disturb anybody's schedule. All of it is recorded, and
 * the judges of traces say what was wrong (DESIGN law 4).
 */

import type { Lab } from '../net/lab.ts';
import type { LabAddresses } from '../net/lab-address.ts';
import type { LabPeer } from '../net/lab-peer.ts';
import { noteHold, openLab } from '../net/opened-lab.ts';
import { isFatal, type Start, startOf, untilUp } from '../net/start.ts';
import type { Instance } from '../net/target.ts';
import { fromTarget } from '../oracle/answer.ts';
import { Bounds, numberOf, type Standing } from '../oracle/bounds.ts';
import { eventsOf, type Trace } from '../oracle/trace.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import type { Case, Cast } from './case.ts';
import { absentPlaces, crewPlaces } from './crew.ts';
import { QUIET_CHECK } from './observed.ts';
import { HELLO, REQUEST } from './squad.ts';
import { switchboardOf } from './switchboard.ts';
import type { World } from './world.ts';

/** What makes the stories; `index` counts them, so that seed and index give one again. */
export type Teller = (cast: Cast, index: number) => Case;

export interface StoriesOptions {
  readonly world: World;
  readonly teller: Teller;
  /** Told of each datagram that went out, and what its sender is to the target. */
  readonly noted: (bytes: Uint8Array, standing: Standing) => void;
  /** No story begins after that time, by the clock. */
  readonly until: number;
  /** The campaign is over before that. */
  readonly over: () => boolean;
}

export interface Told {
  readonly trace: Trace;
  /** Whether it came up; one that did not was told nothing. */
  readonly start: Start;
  readonly stories: number;
  /** Held back by the fence. */
  readonly dropped: number;
}

// Stories side by side, of eight peers each, most of which are silent most of the time.
const SLOTS = 4;
const STEP_MS = 20;
const ALONE_MS = 200;
// Requests to a node that limits its answers are owed one a second (REQ-11).
const ASK_MS = 1150;
/** The quiet at the end, in which whoever was silent is gone, and lists come right. */
const QUIET_MS = 2500;

/** Starts an instance, or meets the running one, and ends it afterwards. Rejects as Target.start does. */
export async function tellStories(options: StoriesOptions): Promise<Told> {
  const { world } = options;
  const { lab, instance, addresses, startPeer, ended } = await openLab(world.target, world, {
    // Other instances may greet its peers, and it those of re-runs: what a corpus names is said to all.
    toward: (endpoint) => switchboardOf(world.network).toward(endpoint),
  });
  try {
    let over = false;
    void ended.then(() => (over = true));
    const stage = new Stage(options, lab, addresses, startPeer?.endpoint ?? null, () => over);
    const start = await stage.ready(instance);
    if (world.target.restartable && isFatal(start))
      return { trace: lab.trace, start, stories: 0, dropped: lab.dropped };
    await stage.alone();
    await startPeer?.greet();
    await stage.play(startPeer === null ? [] : [startPeer]);
    noteHold(lab, instance);
    return { trace: lab.trace, start, stories: stage.stories, dropped: lab.dropped };
  } finally {
    // In this order: a peer that closes first makes ICMP errors (ROB-2). The end still goes into the trace.
    await instance.stop();
    await lab.close();
  }
}

/** The stories of one instance. */
class Stage {
  stories = 0;
  readonly #options: StoriesOptions;
  readonly #lab: Lab;
  readonly #addresses: LabAddresses;
  readonly #startPeer: Endpoint | null;
  readonly #ended: () => boolean;
  readonly #bounds: Bounds;

  constructor(
    options: StoriesOptions,
    lab: Lab,
    addresses: LabAddresses,
    startPeer: Endpoint | null,
    ended: () => boolean,
  ) {
    this.#options = options;
    this.#lab = lab;
    this.#addresses = addresses;
    this.#startPeer = startPeer;
    this.#ended = ended;
    this.#bounds = new Bounds(startPeer, lab.target);
  }

  get #over(): boolean {
    const { over, world } = this.#options;
    return this.#ended() || over() || world.signal.aborted;
  }

  /** Waits until the target has spoken, or had its time to; what is wrong with it, if anything. */
  async ready(instance: Instance): Promise<Start> {
    const { clock, target, trace } = this.#lab;
    const spoken = (): boolean => fromTarget(trace).length > 0;
    await untilUp(clock, instance, () => this.#over || spoken());
    return startOf({
      target,
      spoken: spoken(),
      exit: eventsOf(trace, 'exited')[0] ?? null,
      held: instance.holdsPort(),
      diagnosis: instance.diagnosis(),
    });
  }

  /** The first peer of all asks while nobody else is connected: there is nobody to list. */
  async alone(): Promise<void> {
    const { clock } = this.#lab;
    const first = await this.#lab.peer();
    for (const said of [HELLO, REQUEST, REQUEST]) {
      await first.send(said);
      for (let waited = 0; waited < ALONE_MS && !this.#over; waited += STEP_MS) await clock.sleep(STEP_MS);
    }
  }

  /** `starters` greet already. */
  async play(starters: readonly LabPeer[]): Promise<void> {
    const { clock } = this.#lab;
    const witnesses = [await this.#lab.peer(), await this.#lab.peer()];
    for (const witness of witnesses) await witness.greet();
    const begin = clock.now();
    let done = false;
    const watch = this.#watch(witnesses, () => done);
    this.#lab.countDrops();
    await Promise.all(Array.from({ length: SLOTS }, () => this.#slot()));
    for (let waited = 0; waited < QUIET_MS && !this.#over; waited += STEP_MS) await clock.sleep(STEP_MS);
    this.#lab.countDrops();
    done = true;
    await watch;
    // So few datagrams change nobody's schedule: Hellos are owed to those who say theirs all the time (HEL-1).
    const until = clock.now();
    for (const { endpoint: peer } of [...starters, ...witnesses])
      this.#lab.recorder.add({ type: 'mark', at: begin, check: QUIET_CHECK, part: 'greeted', peer, until });
  }

  /** The witnesses ask in turn. */
  async #watch(witnesses: readonly LabPeer[], done: () => boolean): Promise<void> {
    const { clock } = this.#lab;
    for (let turn = 0; !done() && !this.#over; turn++) {
      await witnesses[turn % witnesses.length]?.send(REQUEST);
      const until = clock.now() + ASK_MS;
      while (!done() && !this.#over && clock.now() < until) await clock.sleep(STEP_MS);
    }
  }

  /** One story after another, by the same peers. */
  async #slot(): Promise<void> {
    const { world, teller, until } = this.#options;
    const peers = await this.#castOf();
    const cast: Cast = {
      target: this.#lab.target,
      startPeer: this.#startPeer,
      peers: [...peers.values()].map(({ endpoint }) => endpoint),
      absent: absentPlaces(this.#addresses),
      unfenced: world.target.fence === null,
    };
    while (!this.#over && world.clock.now() < until) {
      const story = teller(cast, this.stories++);
      await this.#perform(story, peers);
    }
  }

  async #perform({ steps }: Case, peers: ReadonlyMap<string, LabPeer>): Promise<void> {
    const { clock } = this.#lab;
    const begin = clock.now();
    for (const { at, from, bytes } of steps) {
      // In small pieces: what has ended is not waited for.
      for (let left = begin + at - clock.now(); left > 0 && !this.#over; left = begin + at - clock.now())
        await clock.sleep(Math.min(left, 10 * STEP_MS));
      if (this.#over) return;
      if ((await peers.get(endpointText(from))?.send(bytes)) !== true) continue;
      const [number, now] = [numberOf(from), clock.now()];
      this.#options.noted(bytes, this.#bounds.standing(number, now));
      this.#bounds.sent(now, number, bytes);
    }
  }

  async #castOf(): Promise<Map<string, LabPeer>> {
    const peers = new Map<string, LabPeer>();
    for (const at of crewPlaces(this.#addresses)) {
      // Somebody else of this machine may have the place: then another one.
      const peer = await this.#lab.peer({ at }).catch(() => this.#lab.peer());
      peers.set(endpointText(peer.endpoint), peer);
    }
    return peers;
  }
}
