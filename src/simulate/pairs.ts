/**
 * Who has whom in its table: ordered pairs of nodes, A and whom A knows or is connected to, with the moments at which
 * shares of the pairs of living nodes were reached. Bounded by a byte for each pair of nodes that ever live.
 */
import type { Role } from './role.ts';

/** Shares of the pairs that are waited for. */
export const SHARES = [0.5, 0.9, 0.99, 1] as const;

/** When each of SHARES was first reached, in virtual ms; null: not in the time. */
export type Milestones = readonly (number | null)[];

const NOTHING = 0;
export const KNOWN = 1;
export const CONNECTED = 2;
type State = typeof NOTHING | typeof KNOWN | typeof CONNECTED;

const STATE_BITS = 3;
/** A pair that was connected at any time. */
const MET = 4;

/** Pairs of the living of one crowd, all nodes or the healthy ones: how many are possible, known (or better), connected. */
class Tally {
  members = 0;
  known = 0;
  connected = 0;
  readonly knownAt: (number | null)[] = SHARES.map(() => null);
  readonly connectedAt: (number | null)[] = SHARES.map(() => null);

  get possible(): number {
    return this.members * (this.members - 1);
  }

  change(before: number, after: number): void {
    this.known += Number(after >= KNOWN) - Number(before >= KNOWN);
    this.connected += Number(after >= CONNECTED) - Number(before >= CONNECTED);
  }

  note(at: number): void {
    reach(this.knownAt, this.known, this.possible, at);
    reach(this.connectedAt, this.connected, this.possible, at);
  }
}

export class Pairs {
  readonly all = new Tally();
  readonly healthy = new Tally();
  /** Ms from when both lived until the one was connected to the other, of each pair that ever was. */
  readonly meetingMs: number[] = [];
  /** Ms from a node's end until another one no longer had it as connected. */
  readonly staleMs: number[] = [];
  /** How often a healthy node lost a peer that lived. */
  lostLiving = 0;
  readonly #roles: readonly Role[];
  readonly #states: Uint8Array;
  readonly #bornAt: Float64Array;
  /** Infinity for those who live. */
  readonly #endedAt: Float64Array;

  constructor(roles: readonly Role[]) {
    this.#roles = roles;
    this.#states = new Uint8Array(roles.length ** 2);
    this.#bornAt = Float64Array.from(roles, ({ startsAt }) => startsAt);
    this.#endedAt = new Float64Array(roles.length).fill(Number.NEGATIVE_INFINITY);
  }

  isLiving(index: number): boolean {
    return this.#endedAt[index] === Number.POSITIVE_INFINITY;
  }

  /** From now on the node is one of those whom everybody should find. */
  begin(index: number): void {
    this.#endedAt[index] = Number.POSITIVE_INFINITY;
    for (const tally of this.#talliesOf(index)) tally.members += 1;
  }

  /** It is gone, with what it knew; what others have of it stays until they see. */
  end(index: number, at: number): void {
    for (let other = 0; other < this.#roles.length; other++) {
      if (!this.isLiving(other) || other === index) continue;
      for (const tally of this.#talliesOf(index, other)) {
        tally.change(this.state(index, other), NOTHING);
        tally.change(this.state(other, index), NOTHING);
      }
    }
    for (const tally of this.#talliesOf(index)) tally.members -= 1;
    this.#states.fill(NOTHING, index * this.#roles.length, (index + 1) * this.#roles.length);
    this.#endedAt[index] = at;
    this.#note(at);
  }

  /** `one` now has `other` like this. */
  set(one: number, other: number, state: State, at: number): void {
    if (one === other) return; // A dialect that adds odd addresses knows itself.
    const place = one * this.#roles.length + other;
    const before = this.#states[place] ?? 0;
    const met = state === CONNECTED ? MET : before & MET;
    this.#states[place] = state | met;
    if (state === CONNECTED && (before & MET) === 0)
      this.meetingMs.push(at - Math.max(this.#bornAt[one] ?? 0, this.#bornAt[other] ?? 0));
    const was = before & STATE_BITS;
    if (this.isLiving(one) && this.isLiving(other)) {
      for (const tally of this.#talliesOf(one, other)) tally.change(was, state);
      if (was === CONNECTED && state !== CONNECTED && this.#roles[one]?.bug === null) this.lostLiving += 1;
      this.#note(at);
    } else if (was === CONNECTED && state !== CONNECTED) this.staleMs.push(at - (this.#endedAt[other] ?? at));
  }

  state(one: number, other: number): State {
    return ((this.#states[one * this.#roles.length + other] ?? 0) & STATE_BITS) as State;
  }

  /** Pairs of living nodes of which the one was never connected to the other. */
  neverMet(): number {
    let never = 0;
    for (let one = 0; one < this.#roles.length; one++) {
      if (!this.isLiving(one)) continue;
      for (let other = 0; other < this.#roles.length; other++) {
        if (other === one || !this.isLiving(other)) continue;
        if (((this.#states[one * this.#roles.length + other] ?? 0) & MET) === 0) never += 1;
      }
    }
    return never;
  }

  /** How many parts the living fall into, if whoever is connected, either way, belongs together. */
  parts(): number {
    const left = new Set(this.#roles.map(({ index }) => index).filter((index) => this.isLiving(index)));
    let parts = 0;
    for (const first of left) {
      parts += 1;
      left.delete(first);
      for (const reached = [first]; reached.length > 0; ) {
        const one = reached.pop() ?? first;
        for (const other of left) {
          if (this.state(one, other) !== CONNECTED && this.state(other, one) !== CONNECTED) continue;
          left.delete(other);
          reached.push(other);
        }
      }
    }
    return parts;
  }

  #note(at: number): void {
    this.all.note(at);
    this.healthy.note(at);
  }

  /** The crowds that all of these belong to. */
  #talliesOf(...indices: readonly number[]): Tally[] {
    return indices.every((index) => this.#roles[index]?.bug === null) ? [this.all, this.healthy] : [this.all];
  }
}

function reach(milestones: (number | null)[], count: number, possible: number, at: number): void {
  for (const [i, share] of SHARES.entries()) {
    if (count < share * possible) return;
    if (possible > 0) milestones[i] ??= at;
  }
}
