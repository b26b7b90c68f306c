/**
 * What a node says to itself (HDR-2): counted, never judged. §2.1 has a node wake itself with "false messages", a
 * bare value 1 or 2 sent to its own port, often by another process of its group. A capture shows no processes,
 * so a datagram is internal if
 *
 *  - source and destination are the same address and port, whatever it says; or
 *  - all of this holds: its payload is one integer (1, 2, 4 or 8 bytes, either byte order) of value 1 or 2; both
 *    ends are one host (the same address, or both in 127.0.0.0/8); the destination is a node (it has sent 104, 1,
 *    or the user named it); and the source is not: a node's bare `01` to another node is that node's fault.
 *
 * The first false message comes before the node's first word. Those are remembered, so that the count is right.
 */
import { type Endpoint, endpointText } from '../wire/endpoint.ts';

/** Bounded: what comes after so many different nodes is not told apart. */
const MAX_NODES = 65_536;
const MAX_WAITING = 4096;

/** Who is a node in one capture. */
export class InternalTraffic {
  /** Bounded by MAX_NODES. */
  readonly #nodes = new Set<string>();
  /** False messages, by destination, that came before it spoke. Bounded by MAX_WAITING. */
  readonly #waiting = new Map<string, number>();

  /** Somebody sent a datagram that starts 104, 1. Returns how many earlier datagrams were its own after all. */
  spoke(source: Endpoint): number {
    const key = endpointText(source);
    if (this.#nodes.has(key) || this.#nodes.size >= MAX_NODES) return 0;
    this.#nodes.add(key);
    const earlier = this.#waiting.get(key) ?? 0;
    this.#waiting.delete(key);
    return earlier;
  }

  /** True if the datagram is a node's own. `named`: the user says that the destination is a node. */
  isInternal(source: Endpoint, destination: Endpoint, payload: Uint8Array, named: boolean): boolean {
    if (source.port === destination.port && source.address === destination.address) return true;
    if (!isFalseMessage(payload) || !isOneHost(source, destination)) return false;
    if (this.#nodes.has(endpointText(source))) return false;
    return named || this.#isNode(endpointText(destination));
  }

  #isNode(key: string): boolean {
    if (this.#nodes.has(key)) return true;
    const before = this.#waiting.get(key);
    if (before !== undefined || this.#waiting.size < MAX_WAITING) this.#waiting.set(key, (before ?? 0) + 1);
    return false;
  }
}

/** §2.1: a value 1 (time for Hellos) or 2 (time for requests), as C sends an integer of some size. */
function isFalseMessage(payload: Uint8Array): boolean {
  const { length } = payload;
  if (length !== 1 && length !== 2 && length !== 4 && length !== 8) return false;
  const value = Math.max(payload[0] ?? 0, payload[length - 1] ?? 0);
  const sum = payload.reduce((total, byte) => total + byte, 0);
  return sum === value && (value === 1 || value === 2);
}

function isOneHost(a: Endpoint, b: Endpoint): boolean {
  return a.address === b.address || (a.address.startsWith('127.') && b.address.startsWith('127.'));
}
