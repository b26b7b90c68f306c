/**
 * The reference node, sans-IO: `handle(input, now)` takes what happened and returns what to do. It keeps the
 * table, the timers and the limits; what the protocol says is decided by the rules (rules.ts).
 * No input makes a conforming node throw. The fence stands here: nothing is sent past it, whatever the rules say.
 */
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { isSelf } from './address.ts';
import type { NodeConfig } from './config.ts';
import { conformingRules } from './conforming.ts';
import type { IgnoreReason, Input, Output } from './event.ts';
import { Limiter } from './limiter.ts';
import type { Peers } from './peer.ts';
import { Roster } from './roster.ts';
import { type Effect, type Item, LEARN_IT, type Rules, type Scene } from './rules.ts';
import { Timers } from './timer.ts';

/** Delayed effects held at the same time; more are dropped. */
const MAX_LATER = 1024;
/** The longest sleep, for a node that waits for nothing: clocks do not take Infinity. */
const IDLE_MS = 60_000;
/** The shortest time from one due moment to the next of its kind, so that no rule makes the driver spin. */
const TICK_MS = 1;

/** A node of the protocol as a value: no clock, no chance and no socket of its own. */
export class Node {
  readonly #config: NodeConfig;
  readonly #rules: Rules;
  readonly #timers = new Timers();
  readonly #roster: Roster;
  readonly #limiter = new Limiter();
  #later: { readonly at: number; readonly effect: Effect }[] = [];
  #startedAt: number | null = null;
  #previousSpeaker: Endpoint | null = null;
  #outputs: Output[] = [];
  /** Who has been answered for the datagram at hand. Bounded by the one sender that it has. */
  readonly #answered = new Set<string>();

  /** Nothing happens before it is handed `start`. */
  constructor(config: NodeConfig) {
    this.#config = config;
    this.#rules = { ...conformingRules(config.dialect), ...config.rules };
    this.#roster = new Roster(config, this.#rules, this.#timers, (event) =>
      this.#outputs.push({ type: 'event', event }),
    );
  }

  /** The table as it was left by the last `handle`. */
  get peers(): Peers {
    return this.#roster.peers;
  }

  /** Takes an input at the time `now` (ms, never less than before); the last output is the only `wake`. */
  handle(input: Input, now: number): Output[] {
    this.#outputs = [];
    if (this.#answered.size > 0) this.#answered.clear();
    if (input.type === 'start' || this.#startedAt === null) this.#startedAt = now;
    this.#runDue(now);
    if (input.type === 'start') this.#roster.begin(this.#scene(now));
    if (input.type === 'datagram') this.#datagram(input.from, input.bytes, now);
    this.#runDue(now);
    this.#outputs.push({ type: 'wake', at: this.#wakeAt(now) });
    return this.#outputs;
  }

  #datagram(from: Endpoint, bytes: Uint8Array, now: number): void {
    // Its own datagrams come back if it was told its own address, or bind and start address are the same.
    const seen = this.#rules.receive(bytes);
    if (isSelf(from, this.#config.self)) this.#ignore(from, 'self', bytes);
    else if (!this.#config.allowPeer(from)) this.#ignore(from, 'fence', bytes);
    else if (seen === null) this.#ignore(from, 'size', bytes);
    else this.#read(seen, from, this.#scene(now));
  }

  #read(seen: Uint8Array, from: Endpoint, scene: Scene): void {
    this.#apply(this.#rules.beforeReading(seen, from, scene), scene);
    const reading = this.#rules.read(seen);
    if (reading.ok) for (const item of reading.items) this.#react(item, from, scene);
    else this.#ignore(from, reading.reason, seen);
    this.#previousSpeaker = from;
  }

  #react(item: Item, from: Endpoint, scene: Scene): void {
    const reactions = this.#rules.react(item, from, scene);
    if (reactions === LEARN_IT) this.#learnIt(item, from, scene);
    else
      for (const reaction of reactions) {
        if (reaction.type === 'learn-it') this.#learnIt(item, from, scene);
        else this.#carryOut(reaction, scene);
      }
  }

  #learnIt(item: Item, from: Endpoint, scene: Scene): void {
    if (item.type === 'peer-address') this.#roster.learn(item.peer, from, scene);
  }

  #runDue(now: number): void {
    if (now < this.#timers.next()) return;
    const scene = this.#scene(now);
    if (this.#timers.isDue('expiry', now)) this.#roster.sweep(scene);
    if (this.#timers.isDue('hello', now)) this.#runHellos(scene);
    if (this.#timers.isDue('request', now)) this.#runRequests(scene);
    if (this.#timers.isDue('later', now)) this.#runLater(scene);
  }

  #runHellos(scene: Scene): void {
    this.#timers.set('hello', Number.POSITIVE_INFINITY); // Whoever comes meanwhile brings it forward.
    const next = this.#roster.peers.visitDue('helloAt', scene.now, (peer) => {
      this.#apply(this.#rules.greet(peer, scene), scene);
      peer.helloAt = Math.max(this.#rules.helloAt(peer, scene), scene.now + TICK_MS);
    });
    this.#timers.bring('hello', next);
  }

  #runRequests(scene: Scene): void {
    this.#timers.set('request', Number.POSITIVE_INFINITY);
    const next = this.#roster.peers.visitDue('requestAt', scene.now, (peer) => {
      this.#apply(this.#rules.ask(peer, scene), scene);
      peer.requestAt = Math.max(this.#rules.requestAt(peer, scene), scene.now + TICK_MS);
    });
    this.#timers.bring('request', next);
  }

  #runLater(scene: Scene): void {
    const due = this.#later.filter(({ at }) => at <= scene.now);
    this.#later = this.#later.filter(({ at }) => at > scene.now);
    this.#timers.set('later', Math.min(...this.#later.map(({ at }) => at)));
    this.#apply(
      due.map(({ effect }) => effect),
      scene,
    );
  }

  #apply(effects: Iterable<Effect>, scene: Scene): void {
    for (const effect of effects) this.#carryOut(effect, scene);
  }

  #carryOut(effect: Effect, scene: Scene): void {
    switch (effect.type) {
      case 'join':
        this.#roster.join(effect.peer, scene);
        break;
      case 'learn':
        this.#roster.learn(effect.peer, effect.by, scene);
        break;
      case 'forget':
        this.#forget(effect.peer);
        break;
      case 'answer':
        this.#answer(effect.to, scene);
        break;
      case 'send':
        this.#send(effect.to, this.#rules.encode(effect.tlvs));
        break;
      case 'later':
        this.#delay(effect.effect, scene.now + Math.max(effect.delayMs, TICK_MS));
        break;
    }
  }

  #forget(endpoint: Endpoint): void {
    const peer = this.#roster.peers.find(endpoint);
    if (peer !== null) this.#roster.forget(peer, 'silent');
  }

  #answer(asker: Endpoint, scene: Scene): void {
    const key = endpointText(asker);
    if (this.#answered.has(key)) return;
    this.#answered.add(key);
    const peer = this.#roster.peers.find(asker);
    const right = this.#rules.answerRight(peer, scene);
    if (right === 'stranger' || right === 'limit') {
      this.#refuse(asker, right);
      return;
    }
    const effects = [...this.#rules.answer(asker, this.#rules.list(asker, scene), scene)];
    if (right === 'favour' && !this.#limiter.take(key, this.#size(effects), scene.now)) {
      this.#refuse(asker, 'limit');
      return;
    }
    if (peer !== null) peer.answeredAt = scene.now;
    this.#apply(effects, scene);
  }

  #size(effects: readonly Effect[]): number {
    const datagrams = effects.flatMap((effect) =>
      effect.type === 'send' ? this.#rules.encode(effect.tlvs) : [],
    );
    return datagrams.reduce((size, bytes) => size + bytes.length, 0);
  }

  #send(to: Endpoint, datagrams: readonly Uint8Array[]): void {
    if (!this.#config.allowPeer(to)) return;
    for (const bytes of datagrams) this.#outputs.push({ type: 'send', to, bytes });
  }

  #delay(effect: Effect, at: number): void {
    if (this.#later.length >= MAX_LATER) return;
    this.#later.push({ at, effect });
    this.#timers.bring('later', at);
  }

  #ignore(from: Endpoint, reason: IgnoreReason, bytes: Uint8Array): void {
    this.#outputs.push({ type: 'event', event: { type: 'datagram-ignored', from, reason, bytes } });
  }

  #refuse(peer: Endpoint, reason: 'stranger' | 'limit'): void {
    this.#outputs.push({ type: 'event', event: { type: 'refused', peer, reason } });
  }

  #wakeAt(now: number): number {
    return Math.max(Math.min(this.#timers.next(), now + IDLE_MS), now + TICK_MS);
  }

  #scene(now: number): Scene {
    return {
      now,
      startedAt: this.#startedAt ?? now,
      config: this.#config,
      peers: this.#roster.peers,
      previousSpeaker: this.#previousSpeaker,
    };
  }
}
