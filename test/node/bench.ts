/**
 * A node on a bench: time is a number that the test moves, everything that comes out is kept. Reads what the
 * node sends with the strict parser, so a malformed datagram of ours fails any test that looks at it.
 */
import { type NodeConfig, nodeConfig } from '../../src/node/config.ts';
import { DEFAULT_DIALECT, type Dialect } from '../../src/node/dialect.ts';
import type { NodeEvent, Output } from '../../src/node/event.ts';
import { Node } from '../../src/node/node.ts';
import { encode } from '../../src/wire/encode.ts';
import { type Endpoint, endpointText, parseEndpoint } from '../../src/wire/endpoint.ts';
import { parse } from '../../src/wire/parse.ts';
import type { Tlv } from '../../src/wire/table.ts';

export interface Sent {
  readonly at: number;
  readonly to: string;
  readonly bytes: Uint8Array;
}

export const SELF = '127.0.0.1:4200';
export const HELLO: Tlv = { name: 'hello' };
export const REQUEST: Tlv = { name: 'peer-request' };

export function endpoint(text: string): Endpoint {
  const found = parseEndpoint(text);
  if (found === null) throw new Error(`no endpoint: ${text}`);
  return found;
}

/** 127.0.0.N:5000, and so on for large numbers. */
export function lab(number: number): string {
  return `127.1.${number >>> 8}.${number & 255}:5000`;
}

export function named(text: string): Tlv {
  return { name: 'peer-address', ...endpoint(text) };
}

export function benchConfig(dialect: Partial<Dialect> = {}, more: Partial<NodeConfig> = {}): NodeConfig {
  return nodeConfig({
    self: endpoint(SELF),
    random: () => 0.5,
    allowPeer: () => true,
    dialect: { ...DEFAULT_DIALECT, ...dialect },
    ...more,
  });
}

export class Bench {
  readonly node: Node;
  readonly sent: Sent[] = [];
  readonly events: NodeEvent[] = [];
  now = 0;
  wakeAt = 0;

  /** A node started at time 0. */
  constructor(config: NodeConfig = benchConfig()) {
    this.node = new Node(config);
    this.#take(this.node.handle({ type: 'start' }, 0));
  }

  /** The datagram arrives now. */
  receive(from: string, bytes: Uint8Array): void {
    this.#take(this.node.handle({ type: 'datagram', from: endpoint(from), bytes }, this.now));
  }

  say(from: string, ...tlvs: readonly Tlv[]): void {
    this.receive(from, encode({ tlvs }));
  }

  /** Time goes on to `until`, deadlines on the way and at it included. */
  run(until: number): void {
    for (let turns = 0; this.wakeAt <= until; turns += 1) {
      if (turns > 100_000) throw new Error('the node never sleeps');
      this.now = this.wakeAt;
      this.#take(this.node.handle({ type: 'timeout' }, this.now));
    }
    this.now = until;
  }

  /** Time goes on to `until` while these say Hello every 900 ms, now first. */
  runWith(until: number, ...peers: readonly string[]): void {
    for (; this.now < until; this.run(Math.min(until, this.now + 900)))
      for (const peer of peers) this.say(peer, HELLO);
  }

  /** What comes out of `act`, as text: `to tlv tlv ...`, one for each datagram. */
  during(act: () => void): string[] {
    const before = this.sent.length;
    act();
    return this.sent.slice(before).map((sent) => `${sent.to} ${words(sent.bytes)}`.trim());
  }

  /** The addresses in the answers that a request sets off at once, in order; null if nothing comes. */
  ask(from: string): string[] | null {
    const before = this.sent.length;
    this.say(from, REQUEST);
    const answers = this.sent.slice(before).filter((sent) => sent.to === from);
    return answers.length === 0 ? null : answers.flatMap((sent) => addresses(sent.bytes));
  }

  /** When datagrams with that TLV went to the peer. */
  times(to: string, name: Tlv['name']): number[] {
    return this.sent
      .filter((sent) => sent.to === to && tlvs(sent.bytes).some((tlv) => tlv.name === name))
      .map(({ at }) => at);
  }

  /** Everybody in the table with its state. */
  table(): Record<string, string> {
    return Object.fromEntries(
      [...this.node.peers.all()].map((peer) => [endpointText(peer.endpoint), peer.state]),
    );
  }

  eventTypes(): string[] {
    return this.events.map((event) => event.type);
  }

  #take(outputs: readonly Output[]): void {
    const wakes = outputs.filter((output) => output.type === 'wake');
    const last = outputs.at(-1);
    if (wakes.length !== 1 || last?.type !== 'wake')
      throw new Error('one wake, the last output, is the contract');
    if (!(last.at > this.now && Number.isFinite(last.at)))
      throw new Error(`wake at ${last.at}, now ${this.now}`);
    this.wakeAt = last.at;
    for (const output of outputs) {
      if (output.type === 'event') this.events.push(output.event);
      if (output.type === 'send')
        this.sent.push({ at: this.now, to: endpointText(output.to), bytes: output.bytes });
    }
  }
}

/** The TLVs of a well-formed datagram; Error for any other. */
export function tlvs(bytes: Uint8Array): readonly Tlv[] {
  const result = parse(bytes);
  if (!result.ok) throw new Error(`malformed: ${result.issues.map((found) => found.code).join(' ')}`);
  return result.message.tlvs;
}

/** The Peer Addresses of a well-formed datagram. */
export function addresses(bytes: Uint8Array): string[] {
  return tlvs(bytes).flatMap((tlv) => (tlv.name === 'peer-address' ? [endpointText(tlv)] : []));
}

function words(bytes: Uint8Array): string {
  return tlvs(bytes)
    .map((tlv) => (tlv.name === 'peer-address' ? endpointText(tlv) : tlv.name))
    .join(' ');
}
