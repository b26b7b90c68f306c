/**
 * What each node of a capture must and may believe, by the family's rules (oracle/family.ts): who is connected to
 * it, kept for this moment alone, so that a capture may be as long as it likes. It rests on what was sent to the node;
 * what the node says shows that it is there and whom it has in its table. All of it is true as far as what was captured
 * has arrived. Bounded: MAX_PARTIES nodes, MAX_ACQUAINTANCES of two.
 */
import { addressOf, type EndpointNumber, endpointOf, numberOf, portOf } from '../../oracle/bounds.ts';
import { BORN_MS, GONE_MS, GREETING_MS, OWED_MS, SURE_PEERS } from '../../oracle/family.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import { MAX_DATAGRAM } from '../../wire/table.ts';
import { OwnedEnds } from '../statistics/owned-ends.ts';
import { type Acquaintance, NEVER, newAcquaintance, newParty, type Party } from './acquaintance.ts';
import type { BeliefEvent, Cause, Excuse, Uncertainty } from './belief-event.ts';
import { Content } from './content.ts';
import { Deadlines } from './deadlines.ts';

/** A datagram of the protocol that was captured. */
export interface Heard extends Cause {
  /** Ms since the first packet of the capture. */
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** As captured; not kept, but nobody changes them. */
  readonly bytes: Uint8Array;
  /** Nothing was cut off. */
  readonly whole: boolean;
}

/** The longest time in `[from, to]`, in ms, for which the capture holds nothing at all; 0 if it never stopped. */
export type Pauses = (from: number, to: number) => number;

const MAX_PARTIES = 65_536;
// About 1 KB each.
const MAX_ACQUAINTANCES = 100_000;

export class Beliefs {
  /** The time up to which everything that falls due has been told. */
  now = 0;
  /** There were more nodes, or more of two together, than are kept. */
  limited = false;
  readonly #parties = new Map<EndpointNumber, Party>();
  readonly #content = new Content();
  readonly #pauses: Pauses;
  readonly #owed = new Deadlines<Acquaintance>(OWED_MS, ({ plainAt }) => plainAt);
  readonly #gone = new Deadlines<Acquaintance>(GONE_MS, ({ maybeAt }) => maybeAt);
  readonly #speaking = new Deadlines<Party>(GONE_MS, ({ lastAt }) => lastAt);
  /** The peers of all acquaintances by their numbers, each owned by its party; a long list asks for each of its peers. */
  readonly #peers = new OwnedEnds(MAX_ACQUAINTANCES);
  readonly #acquaintances: Acquaintance[] = [];
  #events: BeliefEvent[] = [];

  constructor(pauses: Pauses) {
    this.#pauses = pauses;
  }

  /** Everybody who sent anything or was sent to, in the order in which they came up. */
  parties(): Iterable<Party> {
    return this.#parties.values();
  }

  /** The next datagram; one that is earlier than the last counts as at the same time. What it changes, in order. */
  take(heard: Heard): BeliefEvent[] {
    const at = Math.max(heard.at, this.now);
    this.#advance(at);
    const [from, to] = [numberOf(heard.from), numberOf(heard.to)];
    // HDR-2: what a node says to itself is its own affair.
    if (from === to) return this.#told();
    const [sender, receiver] = [this.#party(from), this.#party(to)];
    if (sender === null || receiver === null) return this.#told();
    this.#content.read(heard.bytes);
    this.#hear(sender, at, heard);
    receiver.told++;
    const spoken = this.#acquaintance(sender, to);
    if (spoken !== null && spoken.firstSpokenAt === NEVER) spoken.firstSpokenAt = at;
    if (spoken !== null && this.#content.hello) spoken.greetedAt = at;
    this.#hello(receiver, from, at, heard);
    this.#announcements(receiver, from, at, heard);
    this.#claims(sender, at, heard);
    return this.#told();
  }

  /** Time goes on to `at` without a datagram. What changes, in order. */
  advance(at: number): BeliefEvent[] {
    this.#advance(Math.max(at, this.now));
    return this.#told();
  }

  /** What excuses the owner if it lists the peer, who is not connected, at that time; null: nothing does. */
  excuse(one: Acquaintance, at: number): Excuse | null {
    if (one.toldBy !== null) return { type: 'announced', by: one.toldBy };
    if (mayBeStartPeer(one)) return { type: 'start' };
    const ms = this.#pauses(one.maybeAt, at);
    return ms > 0 ? { type: 'pause', ms } : null;
  }

  #told(): BeliefEvent[] {
    const events = this.#events;
    if (events.length > 0) this.#events = [];
    return events;
  }

  #hear(node: Party, at: number, { file, frame }: Heard): void {
    const [first, again] = [node.firstAt === NEVER, node.mute];
    if (first) node.firstAt = at;
    if (first || again) {
      node.bornAt = at;
      this.#events.push({ type: 'heard', at, node: node.endpoint, again, cause: { file, frame } });
    }
    node.lastAt = at;
    node.present = true;
    node.mute = false;
    this.#speaking.renew(node);
  }

  #hello(node: Party, from: EndpointNumber, at: number, heard: Heard): void {
    const { hello, maybeHello, wellFormed } = this.#content;
    if (!maybeHello && heard.whole) return;
    // HDR-3, TLV-2 and TLV-3: whatever else is in it, a right datagram's Hello acts; SIZ-2: a longer one may be dropped.
    const obliges = hello && wellFormed && heard.whole && heard.bytes.length <= MAX_DATAGRAM;
    const one = this.#acquaintance(node, from);
    if (one === null) return;
    const why = obliges ? doubtOf(one, at) : 'unreadable';
    if (one.firstHelloAt === NEVER) one.firstHelloAt = at;
    const [before, known] = [one.connected, one.maybeAt !== NEVER];
    one.maybeAt = at;
    this.#gone.renew(one);
    if (before === 'no') {
      node.crowd++;
      one.since = at;
    }
    const cause = { file: heard.file, frame: heard.frame };
    const change = { at, node: node.endpoint, peer: one.peer, cause };
    if (why === null) {
      one.plainAt = at;
      this.#owed.renew(one);
      if (before === 'must') return;
      one.connected = 'must';
      one.sureSince = at;
      const was = before === 'may' ? 'may' : known ? 'expired' : 'new';
      this.#events.push({
        type: 'connected',
        ...change,
        before: was,
        early: at <= GONE_MS && was !== 'expired',
      });
    } else if (before !== 'must') {
      one.connected = 'may';
      one.why = why;
      if (before === 'no') this.#events.push({ type: 'may-be-connected', ...change, why });
    }
  }

  #announcements(node: Party, from: EndpointNumber, at: number, heard: Heard): void {
    const { announced, wellFormed } = this.#content;
    if (announced.length === 0) return;
    const whole = wellFormed && heard.whole && heard.bytes.length <= MAX_DATAGRAM;
    const surely = whole && this.#known(node, from)?.connected === 'must';
    for (let i = 0; i < announced.length; i++) {
      const one = this.#acquaintance(node, announced[i] ?? 0);
      if (one === null) continue;
      one.toldAt = at;
      one.toldBy = heard.from;
      if (surely) one.surelyToldAt = at;
    }
  }

  #claims(node: Party, at: number, heard: Heard): void {
    const { listed } = this.#content;
    for (let i = 0; i < listed.length; i++) this.#claim(node, listed[i] ?? 0, at, heard);
  }

  #claim(node: Party, peer: EndpointNumber, at: number, { to, file, frame }: Heard): void {
    const one = this.#acquaintance(node, peer);
    if (one === null) return;
    one.claimedAt = at;
    one.claims++;
    if (one.connected !== 'no' || one.maybeAt === NEVER) return;
    const lastWord = this.#parties.get(peer)?.lastAt ?? NEVER;
    this.#events.push({
      type: 'advertised',
      at,
      node: node.endpoint,
      peer: one.peer,
      to,
      lastHello: one.maybeAt,
      alive: at - lastWord <= GONE_MS,
      excuse: this.excuse(one, at),
      cause: { file, frame },
    });
  }

  #advance(to: number): void {
    for (;;) {
      const [late, gone, silent] = [this.#owed.next(to), this.#gone.next(to), this.#speaking.next(to)];
      const at = Math.min(late, gone, silent);
      if (at === Number.POSITIVE_INFINITY) break;
      if (silent === at) this.#silence(this.#speaking.take(), at);
      else if (late === at) this.#doubt(this.#owed.take(), at);
      else this.#expire(this.#gone.take(), at);
    }
    this.now = to;
  }

  #doubt(one: Acquaintance | undefined, at: number): void {
    if (one === undefined) return;
    one.connected = 'may';
    one.why = 'late';
    const { owner, peer, plainAt: lastHello } = one;
    this.#events.push({ type: 'doubted', at, node: owner.endpoint, peer, lastHello });
  }

  #expire(one: Acquaintance | undefined, at: number): void {
    if (one === undefined) return;
    const { owner, peer, maybeAt: lastHello } = one;
    one.connected = 'no';
    owner.crowd--;
    const pauseMs = this.#pauses(lastHello, at);
    this.#events.push({ type: 'expired', at, node: owner.endpoint, peer, lastHello, pauseMs });
  }

  /** Nobody to greet is no silence. */
  #silence(node: Party | undefined, at: number): void {
    if (node === undefined) return;
    node.present = false;
    if (node.crowd === 0) return;
    node.mute = true;
    for (const one of node.others) {
      if (one.connected !== 'must') continue;
      one.connected = 'may';
      one.why = 'mute';
      this.#owed.remove(one);
    }
    this.#events.push({ type: 'silent', at, node: node.endpoint, since: node.lastAt });
  }

  #party(key: EndpointNumber): Party | null {
    const known = this.#parties.get(key);
    if (known !== undefined) return known;
    if (this.#parties.size >= MAX_PARTIES) {
      this.limited = true;
      return null;
    }
    const party = newParty(this.#parties.size, endpointOf(key));
    this.#parties.set(key, party);
    return party;
  }

  /** What the owner has to do with the peer, if anything. */
  #known(owner: Party, key: EndpointNumber): Acquaintance | undefined {
    const number = this.#peers.find(owner.number, addressOf(key), portOf(key));
    return number < 0 ? undefined : this.#acquaintances[number];
  }

  /** The same, begun if there was nothing; null if there is no room for more. */
  #acquaintance(owner: Party, key: EndpointNumber): Acquaintance | null {
    const known = this.#known(owner, key);
    if (known !== undefined) return known;
    if (this.#peers.size >= MAX_ACQUAINTANCES) {
      this.limited = true;
      return null;
    }
    const peer = endpointOf(key);
    const one = newAcquaintance(owner, peer);
    this.#acquaintances[this.#peers.add(owner.number, addressOf(key), peer.port)] = one;
    owner.others.push(one);
    return one;
  }
}

/** Why a Hello that obliges may not have connected its sender; null if it must have. */
function doubtOf(one: Acquaintance, at: number): Uncertainty | null {
  const { owner, connected, maybeAt, greetedAt } = one;
  if (owner.firstAt === NEVER) return 'unheard';
  if (!owner.present) return 'mute';
  // HEL-3: a table keeps whom it has; and whoever was greeted since his last Hello was in it then.
  if (connected === 'must' || (at - maybeAt <= OWED_MS && greetedAt > maybeAt)) return null;
  return owner.crowd - (connected === 'no' ? 0 : 1) >= SURE_PEERS ? 'crowded' : null;
}

/**
 * Whoever was given at start is greeted from the start. So it was not, if the capture saw the node come up and go by
 * some time without a word to it before its first Hello.
 */
function mayBeStartPeer({ owner, firstHelloAt, firstSpokenAt }: Acquaintance): boolean {
  if (owner.bornAt < BORN_MS || firstHelloAt === NEVER) return true;
  return (
    firstHelloAt - owner.bornAt < GREETING_MS || (firstSpokenAt !== NEVER && firstSpokenAt < firstHelloAt)
  );
}
