/**
 * Bugs of who is added when it says Hello, and of the places that there are (§1.3, §2.2).
 */
import { endpointText } from '../../wire/endpoint.ts';
import type { Bug } from './bug.ts';

/** Places in the table of those who run out of them. */
const PLACES = 16;
const FEW_PLACES = 8;

export const NEWCOMER_BUGS: readonly Bug[] = [
  {
    name: 'newcomer-ignored',
    requirement: 'HEL-2',
    section: '1.3',
    summary: 'a Hello from an unknown sender does not add it',
    rules: (rules) => ({
      react: (item, from, scene) =>
        item.type === 'hello' && scene.peers.find(from) === null ? [] : rules.react(item, from, scene),
    }),
  },
  {
    name: 'known-never-connects',
    requirement: 'HEL-2',
    section: '1.3',
    summary: 'a Hello from an address that was announced or given at start does not connect it',
    rules: (rules) => ({
      react: (item, from, scene) => {
        const known = scene.peers.find(from);
        return item.type === 'hello' && known !== null && known.heardAt === null
          ? []
          : rules.react(item, from, scene);
      },
    }),
  },
  {
    name: 'high-port-ignored',
    requirement: 'HEL-2',
    section: '1.3',
    summary: 'a port above 32767 is negative (a signed short), and a Hello from there adds nobody',
    rules: (rules) => ({
      react: (item, from, scene) =>
        item.type === 'hello' && from.port > 32_767 ? [] : rules.react(item, from, scene),
    }),
  },
  {
    name: 'identity-by-ip',
    requirement: 'HEL-2',
    section: '1.3',
    summary: 'two peers with the same address and different ports are taken for one',
    rules: () => ({ identity: (endpoint) => endpoint.address }),
  },
  {
    name: 'identity-by-port',
    requirement: 'HEL-2',
    section: '1.3',
    summary: 'two peers with the same port and different addresses are taken for one',
    rules: () => ({ identity: (endpoint) => String(endpoint.port) }),
  },
  {
    name: 'table-full-for-ever',
    requirement: 'HEL-2',
    section: '1.3',
    summary: `the places of peers that have gone are not used again: after ${PLACES} peers nobody is added`,
    rules: (rules) => {
      const places = new Set<string>();
      return {
        react: (item, from, scene) => {
          if (item.type === 'peer-request' || item.type === 'unknown') return rules.react(item, from, scene);
          const key = endpointText(item.type === 'peer-address' ? item.peer : from);
          if (places.size >= PLACES && !places.has(key)) return [];
          places.add(key);
          return rules.react(item, from, scene);
        },
      };
    },
  },
  {
    name: 'table-overwrites',
    requirement: 'HEL-3',
    section: '1.3',
    summary: `a newcomer takes the place of a connected peer when ${FEW_PLACES} are in the table`,
    rules: () => ({
      capacity: () => FEW_PLACES,
      evict: (_newcomer, scene) => scene.peers.all().find((peer) => !peer.start) ?? null,
    }),
  },
];
