/**
 * The filters that do not change what is ours: an expression, a window of time, nodes at either end. Joined by
 * "and"; several nodes by "or".
 */
import type { PacketView } from '../capture/packet.ts';
import { timeNs } from '../capture/timestamp.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import { TLVS } from '../wire/table.ts';
import type { Sighted } from './sniffer.ts';
import type { Kind } from './summary.ts';
import { type Expression, namesIn } from './where/expression.ts';
import type { Moment, Origin, Zone } from './where/moment.ts';
import { compile, type Predicate } from './where/predicate.ts';
import { properties } from './where/property.ts';

/** A node, or all ports of an address. */
export interface PeerFilter {
  readonly address: string;
  readonly port: number | null;
}

export interface Conditions {
  readonly where: Expression | null;
  /** The first moment that is wanted, and the first that is not any more. */
  readonly from: Moment | null;
  readonly to: Moment | null;
  readonly nodes: readonly PeerFilter[];
  /** What times without a zone mean. */
  readonly zone: Zone;
}

/** The words of `--where`. */
export const WORDS = properties(TLVS);

/** The conditions of one run. */
export class Filter {
  /** Kinds that are looked at although nobody asked for all. */
  readonly admits: ReadonlySet<Kind>;
  readonly #conditions: Conditions;
  readonly #origin: Origin;
  readonly #where: Predicate | null;

  constructor(conditions: Conditions) {
    const { where, zone } = conditions;
    const kinds = where === null ? [] : namesIn(where).map((name) => WORDS.get(name)?.admits ?? null);
    this.admits = new Set(kinds.filter((kind) => kind !== null));
    this.#conditions = conditions;
    this.#origin = { zone, first: null };
    this.#where = where === null ? null : compile(where, WORDS);
  }

  /** Has to be told of each packet, whatever it holds: the first says when `+0s` is. */
  pass({ time }: PacketView): void {
    if (this.#origin.first === null && time !== null) this.#origin.first = timeNs(time);
  }

  accepts(sighted: Sighted): boolean {
    const { nodes } = this.#conditions;
    const { source, destination } = sighted.udp;
    if (nodes.length > 0 && !nodes.some((node) => isPeer(node, source) || isPeer(node, destination)))
      return false;
    return (
      this.#isInTime(sighted) && (this.#where === null || this.#where({ sighted, origin: this.#origin }))
    );
  }

  /** A packet without a time lies in no window. */
  #isInTime({ packet: { time } }: Sighted): boolean {
    const { from, to } = this.#conditions;
    if (from === null && to === null) return true;
    if (time === null) return false;
    const now = timeNs(time);
    const [first, end] = [from?.(this.#origin) ?? null, to?.(this.#origin) ?? null];
    return (first === null || now >= first) && (end === null || now < end);
  }
}

/** True if the endpoint is the peer. */
export function isPeer(peer: PeerFilter, end: Endpoint): boolean {
  return peer.address === end.address && (peer.port === null || peer.port === end.port);
}
