/**
 * Bugs that many peers and many datagrams bring out.
 */
import type { Bug } from './bug.ts';
import { crash } from './careless.ts';

/** Places in an array that nobody guards. */
const PLACES = 100;
/** Datagrams in a second that leave no time for anything else. */
const FLOOD = 200;
/** Places for datagrams that are never given back. */
const SLOTS = 500;

export const LOAD_BUGS: readonly Bug[] = [
  {
    name: 'crash-on-full-table',
    requirement: 'ROB-1',
    section: '2.2',
    summary: `one peer more than ${PLACES} is written behind the end of the table and ends the program`,
    rules: (rules) => ({
      react: (item, from, scene) => {
        if (item.type === 'hello' && scene.peers.size >= PLACES && scene.peers.find(from) === null)
          throw crash('crash-on-full-table');
        return rules.react(item, from, scene);
      },
    }),
  },
  {
    name: 'hello-waits-for-flood',
    requirement: 'ROB-3',
    section: '1.3',
    summary: `no Hello goes out in a second in which ${FLOOD} datagrams arrive: reading comes first`,
    rules: (rules) => {
      const arrivals: number[] = [];
      return {
        beforeReading: (bytes, from, scene) => {
          if (arrivals.push(scene.now) > FLOOD) arrivals.shift();
          return rules.beforeReading(bytes, from, scene);
        },
        greet: (peer, scene) =>
          arrivals.length === FLOOD && scene.now - (arrivals[0] ?? 0) < 1000 ? [] : rules.greet(peer, scene),
      };
    },
  },
  {
    name: 'table-unbounded',
    requirement: 'ROB-4',
    section: '2.2',
    summary: 'whoever is announced is added and never forgotten, however many there are',
    rules: () => ({
      capacity: () => Number.POSITIVE_INFINITY,
      knownUntil: () => Number.POSITIVE_INFINITY,
    }),
  },
  {
    name: 'deaf-after-500',
    requirement: 'ROB-5',
    section: '2.2',
    summary: `each datagram takes a place that is not given back: after ${SLOTS} nothing is read any more`,
    rules: (rules) => {
      let arrived = 0;
      return { receive: (bytes) => (++arrived > SLOTS ? null : rules.receive(bytes)) };
    },
  },
];
