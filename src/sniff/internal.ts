/**
 * What a node says to itself (HDR-2): counted, never judged. §2.1 has a node wake itself with "false messages", a
 * bare value 1 or 2 sent to its own port, often by another process of its group. A capture shows no processes,
 * so a datagram is internal if
 *
 *  - source and destination are the same address and port, whatever it says; or
 *  - all of this holds: its payload is one integer (1, 2, 4 or 8 bytes, either byte order) of value 1 or 2; both
 *    ends are one host (the same address, or both in 127.0.0.0/8); the destination is a node (it sends 104, 1,
 *    or the user named it); and the source is none by then: a node's bare `01` to another node is that node's fault.
 *
 * The first false message comes before the node's first word. Those are remembered, so that the count is right, and
 * all of them are said, so that the counts of a capture's parts can be put right when they are added.
 */
import { type Endpoint, endpointText, isSameEndpoint } from '../wire/endpoint.ts';

/** Bounded: what comes after so many different nodes is not told apart. */
export const MAX_NODES = 65_536;
/** Pairs of ends with false messages between them. Those of more pairs stay what they were taken for. */
export const MAX_PAIRS = 16_384;

/** Datagrams and their bytes. */
export interface Amount {
  readonly datagrams: number;
  readonly bytes: number;
}

/** False messages from one end, which had not spoken before, to another; ends as texts. */
export interface FalseMessages extends Amount {
  readonly source: string;
  readonly destination: string;
  /** The destination is a node: they are internal. Else they are foreign, so far. */
  readonly internal: boolean;
}

/** Who is a node in one capture. */
export class InternalTraffic {
  /** Bounded by MAX_NODES. */
  readonly #nodes = new Set<string>();
  /** By destination, by source. Bounded by MAX_PAIRS. */
  readonly #pairs = new Map<string, Map<string, FalseMessages>>();
  #size = 0;

  /** Who sent a datagram that starts 104, 1. */
  get nodes(): ReadonlySet<string> {
    return this.#nodes;
  }

  /** All false messages from ends that had not spoken before. */
  *falseMessages(): Generator<FalseMessages> {
    for (const pairs of this.#pairs.values()) yield* pairs.values();
  }

  /** Somebody sent a datagram that starts 104, 1. Returns what earlier datagrams were its own after all. */
  spoke(source: Endpoint): Amount {
    const key = endpointText(source);
    if (this.#nodes.has(key) || this.#nodes.size >= MAX_NODES) return NOTHING;
    this.#nodes.add(key);
    let own = NOTHING;
    const pairs = this.#pairs.get(key) ?? new Map<string, FalseMessages>();
    for (const [from, pair] of pairs) {
      if (pair.internal) continue;
      own = sum(own, pair);
      pairs.set(from, { ...pair, internal: true });
    }
    return own;
  }

  /** True if the datagram is a node's own. `named`: the user says that the destination is a node. */
  isInternal(source: Endpoint, destination: Endpoint, payload: Uint8Array, named: boolean): boolean {
    if (isSameEndpoint(source, destination)) return true;
    if (!isFalseMessage(payload) || !isOneHost(source, destination)) return false;
    const [from, to] = [endpointText(source), endpointText(destination)];
    if (this.#nodes.has(from)) return false;
    const internal = named || this.#nodes.has(to);
    this.#note({ source: from, destination: to, datagrams: 1, bytes: payload.length, internal });
    return internal;
  }

  #note(found: FalseMessages): void {
    const { source, destination } = found;
    const pairs = this.#pairs.get(destination) ?? new Map<string, FalseMessages>();
    const before = pairs.get(source);
    if (before === undefined && this.#size >= MAX_PAIRS) return;
    if (before === undefined) this.#size++;
    this.#pairs.set(destination, pairs.set(source, { ...found, ...sum(before ?? NOTHING, found) }));
  }
}

const NOTHING: Amount = { datagrams: 0, bytes: 0 };

function sum(a: Amount, b: Amount): Amount {
  return { datagrams: a.datagrams + b.datagrams, bytes: a.bytes + b.bytes };
}

/** Bytes of the largest integer that may be a false message. */
export const LARGEST_FALSE_MESSAGE = 8;

/** §2.1: a value 1 (time for Hellos) or 2 (time for requests), as C sends an integer of some size. */
function isFalseMessage(payload: Uint8Array): boolean {
  const { length } = payload;
  if (length !== 1 && length !== 2 && length !== 4 && length !== LARGEST_FALSE_MESSAGE) return false;
  const value = Math.max(payload[0] ?? 0, payload[length - 1] ?? 0);
  const total = payload.reduce((all, byte) => all + byte, 0);
  return total === value && (value === 1 || value === 2);
}

function isOneHost(a: Endpoint, b: Endpoint): boolean {
  return a.address === b.address || (a.address.startsWith('127.') && b.address.startsWith('127.'));
}
