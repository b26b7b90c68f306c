/**
 * The fence: no datagram of ours may make a node send outside the allowed ranges. A node sends to whatever
 * address it is told, and a faulty one misreads what it is told, so the content is judged as faulty nodes read it.
 *
 * The rule. A TLV boundary that any reader may see (length with or without its header, `as-2`, unknown types
 * stepped over, extra bytes or a wrong header's body read as TLVs, every offset of a broken length) is some
 * offset; so at EVERY offset where the Peer Address type stands, the six bytes behind type and length are taken
 * for its fields: in right order, with the port's bytes swapped, the address's, or both, and with the two fields
 * exchanged. One mistake of order at a time: an address exchanged *and* reversed is not looked for.
 *
 * An address cut off by the datagram's end goes on, for a reader that does not look, in what earlier datagrams
 * left in its buffer. If those bytes are given (`behind`, see residue.ts) they complete it; if not, the octets
 * that are there must already decide: `127` alone lies in 127.0.0.0/8 whatever follows, no octet at all decides
 * nothing and is outside.
 */
import { lookup } from 'node:dns/promises';
import { addressNumber, addressText, type Endpoint, endpointText } from '../wire/endpoint.ts';
import { canonicalLength, TLV_HEADER, TLVS } from '../wire/table.ts';
import { type Cidr, contains, LOOPBACK, lastOf } from './cidr.ts';
import { EnvironmentError } from './error.ts';

const TYPE = TLVS['peer-address'].type;
const WHOLE = canonicalLength(TLVS['peer-address']);
const PORT_SIZE = 2;
const ADDRESS_SIZE = 4;
const NOTHING = new Uint8Array(0);
const OCTET = LOOPBACK.base >>> 24;

/** All that some reading of the datagram takes for a peer's address, each once; a cut address is not among them. */
export function addressesRead(bytes: Uint8Array): Endpoint[] {
  const found = new Map<string, Endpoint>();
  everyReading(bytes, (address, port) => {
    const endpoint = { address: addressText(address), port };
    found.set(endpointText(endpoint), endpoint);
    return true;
  });
  return [...found.values()];
}

/** True if whatever a reader takes for a peer's address, cut ones included, is an allowed target. */
export function insideFence(
  bytes: Uint8Array,
  allowed: readonly Cidr[],
  behind: Uint8Array = NOTHING,
): boolean {
  const test = (address: number, port: number): boolean => numberAllowed(address, port, allowed);
  return everyReading(bytes, test, allowsLoopback(allowed)) && cutInside(bytes, allowed, behind);
}

/** All of loopback is among the ranges. */
export function allowsLoopback(allowed: readonly Cidr[]): boolean {
  for (const { base, prefix } of allowed)
    if (base === LOOPBACK.base && prefix === LOOPBACK.prefix) return true;
  return false;
}

/**
 * Port 0x7f.., address 127.a.b.127, with these fields there: any reading of the six bytes is a host of loopback
 * (DESIGN §3). Most addresses of a bombardment are such, and reading them in each way costs ten times as much.
 */
export function isLabLike(bytes: Uint8Array, fields: number): boolean {
  return bytes[fields] === OCTET && bytes[fields + 2] === OCTET && bytes[fields + 5] === OCTET;
}

/**
 * True if traffic may go there: inside an allowed range, and one host. Port 0, 0.0.0.0, multicast and above, and
 * the first and last address of a range (a network's own and its broadcast) never are.
 */
export function targetAllowed(endpoint: Endpoint, allowed: readonly Cidr[]): boolean {
  const address = addressNumber(endpoint.address);
  return address !== null && numberAllowed(address, endpoint.port, allowed);
}

/** The one address that a host name stands for from now on. EnvironmentError if it has no IPv4 address. */
export async function resolveTarget(host: string, port: number): Promise<Endpoint> {
  if (addressNumber(host) !== null) return { address: host, port };
  try {
    const { address } = await lookup(host, { family: 4 });
    if (addressNumber(address) === null) throw new Error(`${address} is not IPv4`); // given as an IPv6 address
    return { address, port };
  } catch (cause) {
    throw new EnvironmentError(
      `no IPv4 address is known for "${host}"`,
      'check the name, or write the address itself, such as 127.0.0.1',
      { cause },
    );
  }
}

function numberAllowed(address: number, port: number, allowed: readonly Cidr[]): boolean {
  if (port === 0 || address === 0 || address >= 0xe000_0000) return false;
  for (const cidr of allowed) {
    if (!contains(cidr, address)) continue;
    // A /31 is two hosts, a /32 is one: neither has a broadcast.
    if (cidr.prefix >= 31 || (address !== cidr.base && address !== lastOf(cidr))) return true;
  }
  return false;
}

/**
 * False as soon as `test` is, for a reading of a whole Peer Address; makes no object, for it sees every datagram sent.
 * `past`: what is like a lab peer's is passed over.
 */
function everyReading(
  bytes: Uint8Array,
  test: (address: number, port: number) => boolean,
  past = false,
): boolean {
  const last = bytes.length - WHOLE;
  for (let at = 0; at <= last; at++) {
    // By hand: of most datagrams it is less than to call for each of the few places.
    if (bytes[at] !== TYPE) continue;
    const fields = at + TLV_HEADER.size;
    if (past && isLabLike(bytes, fields)) continue;
    const [port, swappedPort] = [big16(bytes, fields), little16(bytes, fields)];
    const address = fields + PORT_SIZE;
    const [right, reversed] = [big32(bytes, address), little32(bytes, address)];
    const exchanged = big32(bytes, fields);
    const behind = fields + ADDRESS_SIZE;
    if (!test(right, port) || !test(right, swappedPort)) return false;
    if (!test(reversed, port) || !test(reversed, swappedPort)) return false;
    if (!test(exchanged, big16(bytes, behind)) || !test(exchanged, little16(bytes, behind))) return false;
  }
  return true;
}

/** The Peer Addresses that the end of the datagram cuts: read in the right order, for that is mistake enough. */
function cutInside(bytes: Uint8Array, allowed: readonly Cidr[], behind: Uint8Array): boolean {
  const first = Math.max(bytes.length - WHOLE + 1, 0);
  for (let at = bytes.indexOf(TYPE, first); at >= 0; at = bytes.indexOf(TYPE, at + 1)) {
    const end = at + WHOLE;
    const known = Math.max(bytes.length, Math.min(behind.length, end));
    const window = new Uint8Array(WHOLE);
    window.set(behind.subarray(at, known));
    window.set(bytes.subarray(at));
    const fields = TLV_HEADER.size;
    const address = big32(window, fields + PORT_SIZE);
    const octets = ADDRESS_SIZE - (end - known);
    const inside =
      octets === ADDRESS_SIZE
        ? numberAllowed(address, big16(window, fields), allowed)
        : octets > 0 && prefixInside(address, 8 * octets, allowed);
    if (!inside) return false;
  }
  return true;
}

/** True if the first `bits` of an address decide that it lies in a range. */
function prefixInside(address: number, bits: number, allowed: readonly Cidr[]): boolean {
  return allowed.some((cidr) => cidr.prefix <= bits && contains(cidr, address));
}

function big16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function little16(bytes: Uint8Array, at: number): number {
  return ((bytes[at + 1] ?? 0) << 8) | (bytes[at] ?? 0);
}

function big32(bytes: Uint8Array, at: number): number {
  return big16(bytes, at) * 65_536 + big16(bytes, at + 2);
}

function little32(bytes: Uint8Array, at: number): number {
  return little16(bytes, at + 2) * 65_536 + little16(bytes, at);
}
