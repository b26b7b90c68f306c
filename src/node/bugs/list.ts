/**
 * Bugs of whom an answer lists (§1.4, §2.2).
 */
import type { Endpoint } from '../../wire/endpoint.ts';
import { canonicalLength, HEADER, MAX_SENT, rowOf } from '../../wire/table.ts';
import type { Rules, Scene } from '../rules.ts';
import type { Bug } from './bug.ts';

/** Peer Addresses that one datagram of 1400 bytes holds. */
const FULL = Math.floor((MAX_SENT - HEADER.size) / canonicalLength(rowOf('peer-address')));

export const LIST_BUGS: readonly Bug[] = [
  {
    name: 'list-cut-10',
    requirement: 'REQ-3',
    section: '1.4',
    summary: 'an answer lists ten peers at most',
    rules: (rules) => ({ list: listThen(rules, (list) => list.slice(0, 10)) }),
  },
  {
    name: 'list-cut-174',
    requirement: 'REQ-3',
    section: '2.2',
    summary: 'an answer is one datagram, and whoever does not fit in is left out',
    rules: (rules) => ({ list: listThen(rules, (list) => list.slice(0, FULL)) }),
  },
  {
    name: 'list-cut-255',
    requirement: 'REQ-3',
    section: '1.4',
    summary: 'an answer lists 255 peers at most, what a counter of eight bits counts',
    rules: (rules) => ({ list: listThen(rules, (list) => list.slice(0, 255)) }),
  },
  {
    name: 'list-without-newest',
    requirement: 'REQ-3',
    section: '1.4',
    summary: 'the peer that came last is not listed (one off at the end of the table)',
    rules: (rules) => ({ list: listThen(rules, (list) => list.slice(0, -1)) }),
  },
  {
    name: 'list-newest-only',
    requirement: 'REQ-3',
    section: '1.4',
    summary: 'only the peer that came last is listed',
    rules: (rules) => ({ list: listThen(rules, (list) => list.slice(-1)) }),
  },
  {
    name: 'list-without-start-peer',
    requirement: 'REQ-3',
    section: '1.4',
    summary: 'the peer given at start is not listed, though it says Hello',
    rules: (rules) => ({
      list: listThen(rules, (list, scene) => list.filter((peer) => scene.peers.find(peer)?.start !== true)),
    }),
  },
  {
    name: 'list-loses-one-between-datagrams',
    requirement: 'REQ-3',
    section: '2.2',
    summary: 'the peer at which a datagram turns out to be full is in neither this one nor the next',
    rules: (rules) => ({
      list: listThen(rules, (list) => list.filter((_, i) => i % (FULL + 1) !== FULL)),
    }),
  },
  {
    name: 'second-datagram-repeats-first',
    requirement: 'REQ-3',
    section: '2.2',
    summary: 'each further datagram of an answer lists the same peers as the first',
    rules: (rules) => ({
      encode: (tlvs) => {
        const datagrams = rules.encode(tlvs);
        return datagrams.map((bytes) => datagrams[0] ?? bytes);
      },
    }),
  },
  {
    name: 'listed-twice',
    requirement: 'REQ-6',
    section: '1.4',
    summary: 'each peer is listed twice',
    rules: (rules) => ({ list: listThen(rules, (list) => list.flatMap((peer) => [peer, peer])) }),
  },
  {
    name: 'zero-entry',
    requirement: 'REQ-10',
    section: '1.4',
    summary: 'an answer ends with the address 0.0.0.0, port 0, of an empty place in the table',
    rules: (rules) => ({ list: listThen(rules, (list) => [...list, { address: '0.0.0.0', port: 0 }]) }),
  },
  {
    name: 'lists-itself',
    requirement: 'REQ-10',
    section: '1.4',
    summary: 'an answer lists the node itself',
    rules: (rules) => ({ list: listThen(rules, (list, { config }) => [...list, config.self]) }),
  },
  {
    name: 'lists-itself-without-port',
    requirement: 'REQ-10',
    section: '1.4',
    summary: 'an answer lists the address of the node itself, with port 0',
    rules: (rules) => ({
      list: listThen(rules, (list, { config }) => [...list, { address: config.self.address, port: 0 }]),
    }),
  },
  {
    name: 'listed-with-own-port',
    requirement: 'REQ-10',
    section: '1.4',
    summary: 'each peer is listed with the port of the node that lists it',
    rules: (rules) => ({
      list: listThen(rules, (list, { config }) => list.map((peer) => ({ ...peer, port: config.self.port }))),
    }),
  },
  {
    name: 'listed-without-high-bit',
    requirement: 'REQ-10',
    section: '1.4',
    summary: 'a port above 32767 is listed without its highest bit',
    rules: (rules) => ({
      list: listThen(rules, (list) => list.map((peer) => ({ ...peer, port: peer.port & 0x7fff }))),
    }),
  },
];

/** Lists as the rules do, then changes the list. */
function listThen(
  rules: Rules,
  change: (list: readonly Endpoint[], scene: Scene) => readonly Endpoint[],
): Rules['list'] {
  return (asker, scene) => change(rules.list(asker, scene), scene);
}
