/**
 * The family's bounds in lockstep with a target under bombardment: what family.ts tells of a whole trace, kept for
 * this moment alone, so that it costs a microsecond a datagram and as much memory as there are addresses. An
 * objection here is a suspicion; the judges of traces decide.
 */
import { mayBeSelf } from '../node/address.ts';
import { addressNumber, addressText, type Endpoint } from '../wire/endpoint.ts';
import { canonicalLength, HEADER, TLV_HEADER, TLVS } from '../wire/table.ts';
import { Fault, HeaderFault, Walk } from '../wire/walk.ts';
import { GONE_MS, OWED_MS } from './family.ts';

/** An endpoint as one number: the address above, the port in the low 16 bits. */
export type EndpointNumber = number;

/** What an address that sends or is listed is to the target, as far as every conforming node agrees. */
export type Standing = 'connected' | 'announced' | 'expired' | 'stranger';

/** All times in ms; -Infinity: never. */
interface Being {
  /** Its last Hello alone in a well-formed datagram: that obliges. */
  plainAt: number;
  /** The last datagram of it in which some reader may see a Hello. */
  maybeAt: number;
  /** When somebody announced it last, in any reading. */
  toldAt: number;
}

// Addresses of which anything was said, ~100 bytes each. Beyond that nothing is called invented any more.
const MOST = 500_000;
const NEVER = Number.NEGATIVE_INFINITY;
const PORTS = 65_536;
const REQUEST = TLVS['peer-request'].type;
const HELLO = TLVS.hello.type;
const ADDRESS = TLVS['peer-address'].type;
const ADDRESS_SIZE = canonicalLength(TLVS['peer-address']);
const ALONE = HEADER.size + canonicalLength(TLVS.hello);

export class Bounds {
  readonly #beings = new Map<EndpointNumber, Being>(); // Bounded by MOST.
  readonly #walk = new Walk();
  readonly #start: EndpointNumber | null;
  readonly #target: Endpoint;
  #full = false;

  constructor(startPeer: Endpoint | null, target: Endpoint) {
    this.#target = target;
    this.#start = startPeer === null ? null : numberOf(startPeer);
  }

  /** A datagram went to the target; true if some reader finds a Peer Request in it. */
  sent(at: number, from: EndpointNumber, bytes: Uint8Array): boolean {
    const walk = this.#walk;
    let [hello, request, count] = [false, false, 0];
    walk.start(bytes, 0, bytes.length);
    if (walk.header !== HeaderFault.none) return this.#malformed(at, from, bytes);
    while (walk.next()) {
      if (walk.fault !== Fault.none) return this.#malformed(at, from, bytes);
      count += 1;
      if (walk.type === HELLO) hello = true;
      else if (walk.type === REQUEST) request = true;
      else if (walk.type === ADDRESS) this.#told(at, addressAt(bytes, walk.at));
    }
    if (hello) this.#hello(at, from, count === 1 && bytes.length === ALONE);
    return request;
  }

  /** What is wrong with listing this address now; null if some conforming node may. */
  objection(key: EndpointNumber, at: number): 'invented' | 'gone' | null {
    const being = this.#beings.get(key);
    if (key === this.#start) return null;
    if (being === undefined) return this.#full ? null : 'invented';
    // HEL-4 is judged on peers that joined by their own Hello and that nobody announced.
    return being.toldAt === NEVER && at - being.maybeAt > GONE_MS ? 'gone' : null;
  }

  /** What a sender is to the target now. */
  standing(key: EndpointNumber, at: number): Standing {
    const being = this.#beings.get(key);
    if (being === undefined) return key === this.#start ? 'announced' : 'stranger';
    if (at - being.plainAt <= OWED_MS) return 'connected';
    if (being.maybeAt !== NEVER) return 'expired';
    return 'announced';
  }

  /** How many addresses something was said of. */
  get size(): number {
    return this.#beings.size;
  }

  /** Nothing more is told apart: a new instance would be. */
  get full(): boolean {
    return this.#full;
  }

  /** Any offset may be a TLV's: what a broken length does to the rest is free (TLV-6), and HDR-1 has its own checks. */
  #malformed(at: number, from: EndpointNumber, bytes: Uint8Array): boolean {
    let [hello, request] = [false, false];
    const last = bytes.length - ADDRESS_SIZE;
    // In one go: half of a bombardment is malformed.
    for (let i: number = HEADER.size; i < bytes.length; i++) {
      const type = bytes[i];
      if (type === HELLO) hello = true;
      else if (type === REQUEST) request = true;
      else if (type === ADDRESS && i <= last) this.#told(at, addressAt(bytes, i));
    }
    if (hello) this.#hello(at, from, false);
    return request;
  }

  #hello(at: number, from: EndpointNumber, plain: boolean): void {
    const being = this.#being(from);
    if (being === null) return;
    being.maybeAt = at;
    if (plain) being.plainAt = at;
  }

  #told(at: number, key: EndpointNumber): void {
    const being = this.#being(key);
    if (being !== null) being.toldAt = at;
    // From then on it may greet itself, and hears that from its own address (ADR-5).
    const itself = this.#isTarget(key) ? this.#being(numberOf(this.#target)) : null;
    if (itself !== null) itself.maybeAt = Number.POSITIVE_INFINITY;
  }

  /** By the port first: of each listed address no object is made. */
  #isTarget(key: EndpointNumber): boolean {
    return portOf(key) === this.#target.port && mayBeSelf(endpointOf(key), this.#target);
  }

  #being(key: EndpointNumber): Being | null {
    const known = this.#beings.get(key);
    if (known !== undefined) return known;
    if (this.#beings.size >= MOST) {
      this.#full = true;
      return null;
    }
    const being = { plainAt: NEVER, maybeAt: NEVER, toldAt: NEVER };
    this.#beings.set(key, being);
    return being;
  }
}

/** The number of an endpoint. RangeError if its address is no dotted quad. */
export function numberOf({ address, port }: Endpoint): EndpointNumber {
  const number = addressNumber(address);
  if (number === null) throw new RangeError(`no IPv4 address: ${address}`);
  return number * PORTS + port;
}

/** The endpoint of a number. */
export function endpointOf(key: EndpointNumber): Endpoint {
  return { address: addressText(addressOf(key)), port: portOf(key) };
}

export function portOf(key: EndpointNumber): number {
  return key % PORTS;
}

/** The address as 32 bits. */
export function addressOf(key: EndpointNumber): number {
  return Math.floor(key / PORTS);
}

/** What the Peer Address whose type byte stands at `at` names. */
export function addressAt(bytes: Uint8Array, at: number): EndpointNumber {
  const fields = at + TLV_HEADER.size;
  const port = (bytes[fields] ?? 0) * 256 + (bytes[fields + 1] ?? 0);
  const high = (bytes[fields + 2] ?? 0) * 256 + (bytes[fields + 3] ?? 0);
  const low = (bytes[fields + 4] ?? 0) * 256 + (bytes[fields + 5] ?? 0);
  return (high * 65_536 + low) * PORTS + port;
}

/** All that any offset of a malformed datagram may name (TLV-6). At most one for each byte. */
export function addressesAnywhere(bytes: Uint8Array): EndpointNumber[] {
  const found: EndpointNumber[] = [];
  for (let at = bytes.indexOf(ADDRESS, HEADER.size); at >= 0; at = bytes.indexOf(ADDRESS, at + 1)) {
    if (at + ADDRESS_SIZE > bytes.length) break;
    found.push(addressAt(bytes, at));
  }
  return found;
}
