/**
 * Bugs of what a Peer Address sets off (§1.5).
 */
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import type { Effect, Item, Rules } from '../rules.ts';
import { HELLO, peerAddress } from '../speech.ts';
import type { Bug } from './bug.ts';
import { readThen } from './careless.ts';

export const ANNOUNCEMENT_BUGS: readonly Bug[] = [
  {
    name: 'announced-ignored',
    requirement: 'ADR-1',
    section: '1.5',
    summary: 'an announced address is not added',
    rules: (rules) => takingOnly(rules, () => false),
  },
  {
    name: 'first-address-only',
    requirement: 'ADR-1',
    section: '1.5',
    summary: 'of several Peer Addresses in a datagram only the first is added',
    rules: (rules) => ({
      read: readThen(rules, (items) => {
        const first = items.find((item) => item.type === 'peer-address');
        return items.filter((item) => item.type !== 'peer-address' || item === first);
      }),
    }),
  },
  {
    name: 'last-address-only',
    requirement: 'ADR-1',
    section: '1.5',
    summary: 'of several Peer Addresses in a datagram only the last is added',
    rules: (rules) => ({
      read: readThen(rules, (items) => {
        const last = items.findLast((item) => item.type === 'peer-address');
        return items.filter((item) => item.type !== 'peer-address' || item === last);
      }),
    }),
  },
  {
    name: 'announced-by-start-peer-only',
    requirement: 'ADR-1',
    section: '1.5',
    summary: 'only the peer given at start is believed when it announces somebody',
    rules: (rules) => takingOnly(rules, (_item, from, scene) => scene.peers.find(from)?.start === true),
  },
  {
    name: 'announced-high-port-ignored',
    requirement: 'ADR-1',
    section: '1.5',
    summary: 'a port above 32767 is negative (a signed short), and an address with such a port is not added',
    rules: (rules) => takingOnly(rules, (item) => item.peer.port < 32_768),
  },
  {
    name: 'unasked-announcement-ignored',
    requirement: 'ADR-1',
    section: '1.5',
    summary: 'an address is added only if it comes in answer to a Peer Request of the node',
    rules: (rules) => {
      const asked = new Set<string>();
      return {
        ...takingOnly(rules, (_item, from) => asked.has(endpointText(from))),
        ask: (peer, scene) => {
          asked.add(endpointText(peer.endpoint));
          return rules.ask(peer, scene);
        },
      };
    },
  },
  {
    name: 'announced-greeted-at-once',
    requirement: 'ADR-3',
    section: '1.5',
    summary: 'an announced address gets a Hello at once, each time that it is announced',
    rules: (rules) => ({
      react: function* (item, from, scene) {
        yield* rules.react(item, from, scene);
        if (item.type === 'peer-address' && scene.peers.find(item.peer) !== null)
          yield { type: 'send', to: item.peer, tlvs: [HELLO] };
      },
    }),
  },
  {
    name: 'announcement-forwarded',
    requirement: 'ADR-3',
    section: '1.5',
    summary: 'an announced address is announced to all other connected peers at once',
    rules: (rules) => ({
      react: function* (item, from, scene) {
        yield* rules.react(item, from, scene);
        if (item.type !== 'peer-address') return;
        for (const peer of scene.peers.all()) {
          if (peer.state === 'connected' && endpointText(peer.endpoint) !== endpointText(from))
            yield { type: 'send', to: peer.endpoint, tlvs: [peerAddress(item.peer)] } satisfies Effect;
        }
      },
    }),
  },
];

type Announcement = Extract<Item, { type: 'peer-address' }>;

/** Reacts to such Peer Addresses alone. */
function takingOnly(
  rules: Rules,
  isTaken: (item: Announcement, from: Endpoint, scene: Parameters<Rules['react']>[2]) => boolean,
): Partial<Rules> {
  return {
    react: (item, from, scene) =>
      item.type === 'peer-address' && !isTaken(item, from, scene) ? [] : rules.react(item, from, scene),
  };
}
