/**
 * What a timeline is drawn from: for each pair of a node and a peer when the one must, and when it may, hold the other
 * connected, and when it advertised the dead. Bounded: MOST_LANES pairs and MOST_SPANS spans and marks, the first that
 * come; how many pairs there are more is counted, up to MOST_COUNTED.
 */
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import type { BeliefEvent } from './belief-event.ts';

export interface Span {
  readonly kind: 'must' | 'may';
  /** In ms from the first packet. */
  readonly from: number;
  readonly to: number;
}

export interface Lane {
  readonly node: Endpoint;
  readonly peer: Endpoint;
  readonly spans: readonly Span[];
  /** When the node advertised the peer though no node may hold it any more, without an excuse. */
  readonly advertised: readonly number[];
}

export const MOST_LANES = 100;
const MOST_SPANS = 20_000;
const MOST_COUNTED = 100_000;

interface OpenLane {
  readonly node: Endpoint;
  readonly peer: Endpoint;
  readonly spans: Span[];
  readonly advertised: number[];
  open: { readonly kind: Span['kind']; readonly from: number } | null;
}

export class Lanes {
  readonly #lanes = new Map<string, OpenLane>();
  readonly #beyond = new Set<string>();
  #parts = 0;

  /** Takes what changes, in order of time. */
  take(event: BeliefEvent): void {
    if (event.type === 'heard') return;
    if (event.type === 'silent') {
      const node = endpointText(event.node);
      for (const lane of this.#lanes.values())
        if (endpointText(lane.node) === node && lane.open?.kind === 'must') this.#turn(lane, event.at, 'may');
      return;
    }
    const lane = this.#lane(event.node, event.peer);
    if (lane === null) return;
    if (event.type === 'connected') this.#turn(lane, event.at, 'must');
    else if (event.type === 'may-be-connected') this.#turn(lane, event.at, 'may');
    else if (event.type === 'doubted') this.#turn(lane, event.at, 'may');
    else if (event.type === 'expired') this.#turn(lane, event.at, null);
    else if (event.excuse === null && this.#parts++ < MOST_SPANS) lane.advertised.push(event.at);
  }

  /** The lanes as they are at the end of the capture, and how many pairs have none. */
  upTo(end: number): { readonly lanes: readonly Lane[]; readonly more: number } {
    const lanes = [...this.#lanes.values()].map(({ node, peer, spans, advertised, open }) => ({
      node,
      peer,
      spans: open === null ? spans : [...spans, { ...open, to: end }],
      advertised,
    }));
    return { lanes, more: this.#beyond.size };
  }

  #lane(node: Endpoint, peer: Endpoint): OpenLane | null {
    const key = `${endpointText(node)} ${endpointText(peer)}`;
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    if (this.#lanes.size >= MOST_LANES) {
      if (this.#beyond.size < MOST_COUNTED) this.#beyond.add(key);
      return null;
    }
    const lane: OpenLane = { node, peer, spans: [], advertised: [], open: null };
    this.#lanes.set(key, lane);
    return lane;
  }

  #turn(lane: OpenLane, at: number, kind: Span['kind'] | null): void {
    if (lane.open?.kind === kind) return;
    if (lane.open !== null && at > lane.open.from && this.#parts++ < MOST_SPANS)
      lane.spans.push({ ...lane.open, to: at });
    lane.open = kind === null ? null : { kind, from: at };
  }
}
