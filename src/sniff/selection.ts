/**
 * What the user wants to see. `--port` and `--peer` name ends of a conversation: what goes between them is taken
 * for ours whatever its header says. `--type` and `--malformed` choose among ours; the conditions (filter.ts) among
 * what is shown. Kinds are joined by "and", several of one kind by "or".
 */
import { isMalformed } from '../wire/dissect.ts';
import { addressNumber, decimal, type Endpoint, parseEndpoint } from '../wire/endpoint.ts';
import { rowOf, TLV_NAMES } from '../wire/table.ts';
import { tlvTypes } from '../wire/tlv-types.ts';
import { type Conditions, isPeer, type PeerFilter } from './filter.ts';
import type { Sighted } from './sniffer.ts';

export interface Selection extends Conditions {
  readonly ports: readonly number[];
  readonly peers: readonly PeerFilter[];
  /** TLV type numbers, one of which the datagram has to hold. */
  readonly types: readonly number[];
  readonly malformed: boolean;
}

/** Nothing named, nothing left out. */
export const EVERYTHING: Selection = {
  ports: [],
  peers: [],
  types: [],
  malformed: false,
  where: null,
  from: null,
  to: null,
  nodes: [],
  zone: 'utc',
};

/** True if the selection leaves nothing out and makes nothing ours, whatever the zone. */
export function isEverything({ zone, ...selection }: Selection): boolean {
  return Object.entries(selection).every(([name, value]) => {
    return Array.isArray(value) ? value.length === 0 : value === EVERYTHING[name as keyof Selection];
  });
}

/** True if the user named ends at all. */
export function namesEnds({ ports, peers }: Selection): boolean {
  return ports.length > 0 || peers.length > 0;
}

/** True if either end has a port and an address that the user named, or none were named. */
export function isBetween({ ports, peers }: Selection, source: Endpoint, destination: Endpoint): boolean {
  const port = ports.length === 0 || ports.includes(source.port) || ports.includes(destination.port);
  return (
    port && (peers.length === 0 || peers.some((peer) => isPeer(peer, source) || isPeer(peer, destination)))
  );
}

/** True if the endpoint itself is a named one: its port and its address are. */
export function isNamed({ ports, peers }: Selection, end: Endpoint): boolean {
  const port = ports.length === 0 || ports.includes(end.port);
  return port && (peers.length === 0 || peers.some((peer) => isPeer(peer, end)));
}

/** True if the content is what the user asked for; looked at only if he asked for some. */
export function isWanted(
  { types, malformed }: Selection,
  datagram: Pick<Sighted, 'inOrder' | 'dissection'> & { readonly udp: Pick<Sighted['udp'], 'payload'> },
): boolean {
  if (malformed && (datagram.inOrder || !isMalformed(datagram.dissection))) return false;
  return types.length === 0 || tlvTypes(datagram.udp.payload).some((type) => types.includes(type));
}

/** `hello`, `peer-request`, `peer-address` or a number 0..255: the TLV's type. RangeError says what is taken. */
export function parseType(text: string): number {
  const name = TLV_NAMES.find((known) => known === text);
  const number = name === undefined ? decimal(text, 255) : rowOf(name).type;
  if (number === null)
    throw new RangeError(`"${text}" is no TLV: ${TLV_NAMES.join(', ')} or a number 0..255`);
  return number;
}

/** `127.0.0.1` or `127.0.0.1:4200`. RangeError says what is taken. */
export function parsePeer(text: string): PeerFilter {
  if (addressNumber(text) !== null) return { address: text, port: null };
  const endpoint = parseEndpoint(text);
  if (endpoint === null) throw new RangeError(`"${text}" is no peer: an IPv4 address, or ADDRESS:PORT`);
  return endpoint;
}
