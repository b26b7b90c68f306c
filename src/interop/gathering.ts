/**
 * Holds one meeting: the hub first, with our witness as its start peer, then those that join it, and at the end of a
 * pair the joiner is stopped while the hub goes on. Nothing is judged here.
 */
import { EnvironmentError } from '../net/error.ts';
import { isLabPort, LabAddresses } from '../net/lab-address.ts';
import { LabPeer } from '../net/lab-peer.ts';
import { watchLateness } from '../net/lateness.ts';
import { isFatal, type Start, startOf, untilUp } from '../net/start.ts';
import type { Instance, Target } from '../net/target.ts';
import type { Clock, Network } from '../net/world.ts';
import { encode } from '../wire/encode.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { type Actor, type Ended, type Meeting, type MeetingEvent, type Role, WITNESS } from './meeting.ts';
import { Relay, type Seat } from './relay.ts';

export interface GatheringWorld {
  readonly clock: Clock;
  readonly network: Network;
  /** Numbers in [0, 1), from the run's seed. */
  readonly random: () => number;
  /** Addresses and ports of the run's other meetings; they are added to. */
  readonly taken: Set<string>;
}

export interface Guest {
  readonly name: string;
  readonly target: Target;
}

export interface GatheringOptions {
  readonly guests: Readonly<Record<'hub' | 'joiner', Guest>> & { readonly third: Guest | null };
  /** So long they are watched together, in ms. */
  readonly timeMs: number;
  readonly signal: AbortSignal;
}

// Answers are owed once a second (REQ-11).
const ASK_MS = 1200;
// HEL-4: from 6.5 s on no node lists who is silent. Two answers lie behind that.
const LOSE_MS = 9500;
// What the last datagrams of a node that ended may take to be read.
const LAST_MS = 300;
// Traffic that is recorded: a meeting has some dozens a second.
const MOST_EVENTS = 50_000;
const RESERVE_TRIES = 16;
const REQUEST = encode({ tlvs: [{ name: 'peer-request' }] });
const OVER = 'the meeting is over';

/** The meeting; null if it was interrupted. Rejects as Target.start does. */
export async function gather(world: GatheringWorld, options: GatheringOptions): Promise<Meeting | null> {
  const gathering = new Gathering(world, options);
  try {
    await gathering.run();
  } finally {
    await gathering.end();
  }
  return options.signal.aborted ? null : gathering.meeting();
}

class Gathering {
  readonly #world: GatheringWorld;
  readonly #options: GatheringOptions;
  readonly #relay: Relay;
  readonly #events: MeetingEvent[] = []; // Bounded by MOST_EVENTS.
  readonly #actors: Actor[] = [];
  readonly #instances = new Map<Role, Instance>();
  readonly #seats = new Map<Role, Seat>();
  readonly #starts: Partial<Record<Role, Start>> = {};
  /** Nothing more is to be seen. */
  readonly #over = new AbortController();
  /** Our own timers end. */
  readonly #closed = new AbortController();
  /** Datagrams that the kernel has dropped: at the nodes' sockets, and at ours. */
  readonly #dropped: Partial<Record<Role, number>> = {};
  #ours = 0;
  #endedAt = 0;

  constructor(world: GatheringWorld, options: GatheringOptions) {
    this.#world = world;
    this.#options = options;
    const { clock, network, random, taken } = world;
    const addresses = new LabAddresses(random, 0, taken);
    const { fence } = options.guests.hub.target;
    this.#relay = new Relay({ clock, network, addresses, fence, tell: (event) => this.#tell(event) });
    void watchLateness(clock, this.#closed.signal, (at, ms) => this.#tell({ type: 'late', at, ms }));
  }

  async run(): Promise<void> {
    const { guests, timeMs, signal } = this.#options;
    const stop = (): void => this.#over.abort(OVER);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      const witness = await this.#witness();
      const hub = await this.#enter('hub', guests.hub, witness.endpoint);
      if (this.#isOver) return;
      await witness.greet();
      void this.#keepAsking(witness);
      const joining = [
        this.#enter('joiner', guests.joiner, hub),
        ...(guests.third === null ? [] : [this.#enter('third', guests.third, hub)]),
      ];
      // Whatever becomes of one, the other is waited for: what was started must be known to be stopped.
      const joined = await Promise.allSettled(joining);
      for (const one of joined) if (one.status === 'rejected') throw one.reason;
      this.#countDrops();
      await this.#pause(timeMs);
      this.#countDrops();
      if (guests.third === null) await this.#lose();
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Nodes first: a place that closes before makes ICMP errors (ROB-2). */
  async end(): Promise<void> {
    this.#endedAt = this.#world.clock.now();
    this.#countDrops();
    this.#closed.abort(OVER);
    await Promise.all([...this.#instances.values()].map((instance) => instance.stop()));
    await this.#relay.close();
  }

  meeting(): Meeting {
    return {
      kind: this.#options.guests.third === null ? 'pair' : 'hearsay',
      actors: [...this.#actors, ...this.#relay.strays()],
      starts: this.#starts,
      events: this.#events,
      endedAt: this.#endedAt,
    };
  }

  get #isOver(): boolean {
    return this.#over.signal.aborted;
  }

  async #witness(): Promise<LabPeer> {
    const { socket } = await this.#relay.seat('witness', WITNESS, null);
    const base = { name: WITNESS, bound: null, startPeer: null, startedAt: null } as const;
    this.#actors.push({ role: 'witness', place: socket.local, ...base });
    return new LabPeer(this.#relay, socket);
  }

  /** Starts a node and waits until it is up; its place. */
  async #enter(role: Role, { name, target }: Guest, startPeer: Endpoint): Promise<Endpoint> {
    const { clock } = this.#world;
    const bound = await this.#reserve(target);
    // Ports from 32768 on are written only where a faulty reading of them cannot leave this machine.
    const seat = await this.#relay.seat(role, name, bound, role === 'third' && target.fence === null);
    this.#seats.set(role, seat);
    const place = seat.socket.local;
    this.#actors.push({ role, name, place, bound, startPeer, startedAt: clock.now() });
    const instance = await this.#start(role, target, bound, startPeer);
    if (instance === null) return place;
    this.#instances.set(role, instance);
    const isUp = (): boolean => this.#isOver || this.#endOf(role) !== null || this.#hasSpoken(place);
    await untilUp(clock, instance, isUp);
    if (!this.#isOver || this.#endOf(role) !== null) this.#noteStart(role, bound, place, instance);
    return place;
  }

  /** Null if there is no such program: that is this node's trouble, not the run's. */
  async #start(role: Role, target: Target, at: Endpoint, startPeer: Endpoint): Promise<Instance | null> {
    try {
      return await target.start(at, startPeer, ({ type: _, ...end }) => {
        this.#tell({ type: 'ended', role, ...end });
        // The two are watched: without a third they go on.
        if (!end.byUs && role !== 'third') void this.#afterDeath();
      });
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      const text = error.hint === null ? error.message : `${error.message}: ${error.hint}`;
      this.#noteProblem(role, { problem: 'ended', text, output: '' });
      return null;
    }
  }

  #noteStart(role: Role, target: Endpoint, place: Endpoint, instance: Instance): void {
    const end = this.#endOf(role);
    const exit = end === null ? null : ({ ...end, type: 'exited' } as const);
    const spoken = this.#hasSpoken(place);
    const diagnosis = spoken ? null : instance.diagnosis();
    const start = startOf({ target, spoken, exit, held: instance.holdsPort(), diagnosis });
    if (isFatal(start)) this.#noteProblem(role, start);
  }

  #noteProblem(role: Role, start: Start): void {
    this.#starts[role] = start;
    if (role !== 'third') this.#over.abort(OVER);
  }

  /** The joiner goes; its place goes with it. */
  async #lose(): Promise<void> {
    const [joiner, seat] = [this.#instances.get('joiner'), this.#seats.get('joiner')];
    if (joiner === undefined || seat === undefined || this.#isOver) return;
    this.#tell({ type: 'stopped', at: this.#world.clock.now(), role: 'joiner' });
    await joiner.stop();
    await this.#relay.vacate(seat);
    await this.#pause(LOSE_MS);
  }

  async #afterDeath(): Promise<void> {
    try {
      await this.#world.clock.sleep(LAST_MS, this.#over.signal);
    } catch {
      return; // it is over
    }
    this.#over.abort(OVER);
  }

  async #keepAsking(witness: LabPeer): Promise<void> {
    while (!this.#closed.signal.aborted) {
      await witness.send(REQUEST);
      try {
        await this.#world.clock.sleep(ASK_MS, this.#closed.signal);
      } catch {
        break; // it is over
      }
    }
    witness.hush();
  }

  async #pause(ms: number): Promise<void> {
    try {
      await this.#world.clock.sleep(ms, this.#over.signal);
    } catch {
      // Over before its time.
    }
  }

  async #reserve(target: Target): Promise<Endpoint> {
    const { taken } = this.#world;
    for (let tries = 1; ; tries++) {
      const at = await target.reserve();
      const key = endpointText(at);
      if ((taken.has(key) || isLabPort(at.port)) && tries < RESERVE_TRIES) continue;
      taken.add(key);
      return at;
    }
  }

  #countDrops(): void {
    const { clock, network } = this.#world;
    const ours = network.drops(this.#relay.seats.map(({ socket }) => socket));
    for (const [role, instance] of this.#instances) {
      // Of a socket that is closed nothing is known any more.
      this.#dropped[role] = Math.max(this.#dropped[role] ?? 0, instance.drops());
    }
    this.#ours = Math.max(this.#ours, ours);
    this.#tell({ type: 'drops', at: clock.now(), ours: this.#ours, nodes: { ...this.#dropped } });
  }

  #tell(event: MeetingEvent): void {
    if (this.#events.length < MOST_EVENTS) this.#events.push(event);
    // Two that answer each other for ever would do nothing else any more; and what is not recorded would be missed.
    if (event.type === 'cut' || this.#events.length === MOST_EVENTS) this.#over.abort(OVER);
  }

  #hasSpoken(place: Endpoint): boolean {
    const key = endpointText(place);
    return this.#events.some((event) => event.type === 'said' && endpointText(event.from) === key);
  }

  #endOf(role: Role): Ended | null {
    return (
      this.#events.find((event): event is Ended => event.type === 'ended' && event.role === role) ?? null
    );
  }
}
