/**
 * One run: all nodes of a plan on a network in memory, under virtual time, slice by slice; and what was seen of it.
 */
import { MemoryNetwork } from '../net/memory.ts';
import { VirtualClock } from '../net/virtual-clock.ts';
import { withBug } from '../node/bugs/bug.ts';
import { nodeConfig } from '../node/config.ts';
import type { NodeEvent } from '../node/event.ts';
import { Node } from '../node/node.ts';
import { CONNECTED, KNOWN, Pairs } from './pairs.ts';
import { NOBODY, type Place, Places, textOf } from './place.ts';
import { chance, type Plan } from './plan.ts';
import { type Point, stepOf, tableSizes, wrongEntries } from './point.ts';
import { type Role, rolesOf } from './role.ts';
import { sharedRules } from './shortcut.ts';
import { Station, type Watch } from './station.ts';
import { KINDS, type Kind, kindReader, Traffic, type Volume } from './traffic.ts';

export interface CourseOptions {
  /** False: the nodes that should have a bug conform, in all else they are the same. */
  readonly bugs: boolean;
  /** False: each node reads for itself what all of them are sent alike; the same run, slower. */
  readonly shortcuts?: boolean;
  /** Datagrams on their way at one time; more are a storm that would not end, and fill the memory. */
  readonly mostInFlight?: number;
}

const MOST_IN_FLIGHT = 3_000_000;
/** Virtual time that passes before others of this process get a turn. */
const SLICE_MS = 20;
/** Sources of chance for each node's own jitter begin behind those of roles and link. */
const SOURCE = { link: 10, nodes: 16 } as const;

export class Course {
  readonly plan: Plan;
  readonly roles: readonly Role[];
  readonly pairs: Pairs;
  readonly traffic: Traffic;
  readonly points: Point[] = [];
  /** What a bug ended, of its own. */
  crashed = 0;
  /** More datagrams were on their way than can be held: the run ended there. */
  stormed = false;
  readonly #options: CourseOptions;
  readonly #clock = new VirtualClock();
  readonly #network: MemoryNetwork;
  readonly #places = new Places();
  readonly #kindOf = kindReader();
  readonly #rules;
  #stations: readonly Station[] = [];
  #counted: Record<Kind, Volume>;

  private constructor(plan: Plan, options: CourseOptions) {
    this.plan = plan;
    this.#options = options;
    this.roles = rolesOf(plan);
    this.pairs = new Pairs(this.roles);
    this.traffic = new Traffic(this.roles.length);
    this.#counted = this.traffic.byKind();
    this.#rules = options.shortcuts === false ? {} : sharedRules(plan.dialect, this.#places);
    const { minMs, maxMs } = plan.delay;
    this.#network = new MemoryNetwork(this.#clock, {
      loss: plan.loss,
      delayMs: minMs,
      jitterMs: maxMs - minMs,
      seed: seedOf(plan),
      shared: true,
      textOf,
    });
  }

  /** All nodes have their sockets, and nothing has happened yet. */
  static async open(plan: Plan, options: CourseOptions): Promise<Course> {
    const course = new Course(plan, options);
    const places = course.roles.map((role) => course.#places.settle(role.endpoint, role.index));
    course.#stations = await Promise.all(course.roles.map((role) => course.#station(role, places)));
    for (const role of course.roles) course.#enter(role);
    return course;
  }

  get now(): number {
    return this.#clock.now();
  }

  get isOver(): boolean {
    return this.stormed || this.now >= this.plan.timeMs;
  }

  /** Lets a little time pass, up to the next point at most. */
  advance(): void {
    const step = stepOf(this.plan.timeMs);
    const due = Math.min(step * (Math.floor(this.now / step) + 1), this.plan.timeMs);
    this.#clock.advance(Math.min(this.now + SLICE_MS, due));
    this.stormed = this.#clock.pending > (this.#options.mostInFlight ?? MOST_IN_FLIGHT);
    if (this.now === due || this.stormed) this.look();
  }

  /** Notes how it stands. */
  look(): void {
    if (this.points.at(-1)?.atMs === this.now) return;
    const living = this.roles.filter(({ index }) => this.pairs.isLiving(index));
    const tables = living.map(({ index }) => this.#peersOf(index));
    const healthy = living.filter(({ bug }) => bug === null).map(({ index }) => this.#peersOf(index));
    const total = this.traffic.byKind();
    const { possible, known, connected } = this.pairs.all;
    this.points.push({
      atMs: this.now,
      living: living.length,
      pairs: possible,
      known,
      connected,
      sent: differences(total, this.#counted),
      tables: tableSizes(tables),
      wrong: wrongEntries(healthy, this.pairs, (endpoint) => this.#places.of(endpoint)),
    });
    this.#counted = total;
  }

  #peersOf(index: number): Node['peers'] {
    const station = this.#stations[index];
    if (station === undefined) throw new Error(`no node ${index}`);
    return station.node.peers;
  }

  async #station(role: Role, places: readonly Place[]): Promise<Station> {
    const place = places[role.index];
    if (place === undefined) throw new Error(`no place for node ${role.index}`);
    const start = role.startPeer === null ? null : places[role.startPeer];
    const { dialect, minimumPeers, preferStable } = this.plan;
    const plain = nodeConfig({
      self: place,
      start: start ? [start] : [],
      dialect,
      random: chance(this.plan, SOURCE.nodes + role.index),
      allowPeer: () => true, // In memory nothing can leave.
      minimumPeers,
      preferStable,
      rules: this.#rules,
    });
    const bug = this.#options.bugs ? role.bug : null;
    const node = new Node(bug === null ? plain : withBug(plain, bug));
    const socket = await this.#network.bind(place);
    return new Station(node, socket, this.#clock, this.#watchOf(role), (from) => this.#places.ofSender(from));
  }

  /** Puts start and end of a node on the clock. Those of the beginning are waited for from the first moment on. */
  #enter({ index, startsAt, stopsAt }: Role): void {
    const station = this.#stations[index];
    if (index < this.plan.nodes) this.pairs.begin(index);
    this.#clock.at(startsAt, () => {
      if (index >= this.plan.nodes) this.pairs.begin(index);
      station?.start();
    });
    if (stopsAt === Number.POSITIVE_INFINITY) return;
    this.#clock.at(stopsAt, () => {
      if (!this.pairs.isLiving(index)) return; // A bug has ended it before.
      station?.stop();
      this.pairs.end(index, stopsAt);
    });
  }

  #watchOf({ index }: Role): Watch {
    return {
      sent: (bytes, to) => {
        this.traffic.sent(index, this.#kindOf(bytes), bytes.length);
        const { index: other } = this.#places.of(to);
        if (other === NOBODY || !this.pairs.isLiving(other)) this.traffic.toNobody += 1;
      },
      heard: (bytes) => this.traffic.heard(index, this.#kindOf(bytes), bytes.length),
      happened: (event) => this.#happened(index, event),
      died: () => {
        this.crashed += 1;
        this.pairs.end(index, this.now);
      },
    };
  }

  #happened(index: number, event: NodeEvent): void {
    if (event.type === 'refused' || event.type === 'datagram-ignored') return;
    const other = this.#places.of(event.peer).index;
    if (other === NOBODY) return;
    const states = {
      'peer-known': KNOWN,
      'peer-connected': CONNECTED,
      'peer-expired': KNOWN,
      'peer-forgotten': 0,
    } as const;
    this.pairs.set(index, other, states[event.type], this.now);
  }
}

function seedOf(plan: Plan): number {
  return Math.floor(chance(plan, SOURCE.link)() * 2 ** 32);
}

function differences(now: Record<Kind, Volume>, before: Record<Kind, Volume>): Record<Kind, Volume> {
  const changes = KINDS.map((kind) => [
    kind,
    { datagrams: now[kind].datagrams - before[kind].datagrams, bytes: now[kind].bytes - before[kind].bytes },
  ]);
  return Object.fromEntries(changes) as Record<Kind, Volume>;
}
