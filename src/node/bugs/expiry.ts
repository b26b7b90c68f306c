/**
 * Bugs of who falls silent, and of who comes back (§1.3).
 */
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { EXPIRY_MS } from '../membership.ts';
import type { Peer } from '../peer.ts';
import type { Rules } from '../rules.ts';
import type { Bug } from './bug.ts';

export const EXPIRY_BUGS: readonly Bug[] = [
  {
    name: 'hello-never-renews',
    requirement: 'HEL-3',
    section: '1.3',
    summary: 'a peer expires 4 s after its first Hello, whatever it says afterwards',
    rules: () => ({ connectedUntil: (peer) => (peer.connectedAt ?? 0) + EXPIRY_MS }),
  },
  {
    name: 'expiry-2s',
    requirement: 'HEL-4',
    section: '1.3',
    summary: 'a peer is disconnected when it has been silent for 2 s',
    rules: () => ({ connectedUntil: silentFor(2000) }),
  },
  {
    name: 'expiry-10s',
    requirement: 'HEL-4',
    section: '1.3',
    summary: 'a silent peer is disconnected after 10 s',
    rules: () => ({ connectedUntil: silentFor(10_000) }),
  },
  {
    name: 'expiry-40s',
    requirement: 'HEL-4',
    section: '1.3',
    summary: 'a silent peer is disconnected after 40 s',
    rules: () => ({ connectedUntil: silentFor(40_000) }),
  },
  {
    name: 'expiry-never',
    requirement: 'HEL-4',
    section: '1.3',
    summary: 'a silent peer is never disconnected',
    rules: () => ({ connectedUntil: silentFor(Number.POSITIVE_INFINITY) }),
  },
  {
    name: 'expiry-inverted',
    requirement: 'HEL-3',
    section: '1.3',
    summary: 'each second those are dropped who said Hello less than 4 s ago (< for >)',
    rules: (rules) => ({
      connectedUntil: (peer) => 1000 * Math.floor((peer.heardAt ?? 0) / 1000 + 1),
      knownUntil: (peer, scene) =>
        peer.heardAt === null ? rules.knownUntil(peer, scene) : Number.NEGATIVE_INFINITY,
    }),
  },
  {
    name: 'one-date-for-all',
    requirement: 'HEL-4',
    section: '1.3',
    summary: 'the date of the last Hello is one for all peers: nobody falls silent while anybody speaks',
    rules: (rules) => {
      let heardAt = Number.NEGATIVE_INFINITY;
      return {
        react: (item, from, scene) => {
          if (item.type === 'hello') heardAt = scene.now;
          return rules.react(item, from, scene);
        },
        connectedUntil: () => heardAt + EXPIRY_MS,
      };
    },
  },
  {
    name: 'dropped-never-back',
    requirement: 'HEL-6',
    section: '1.3',
    summary: 'a peer that was dropped is not taken back when it says Hello again',
    rules: (rules) => {
      const attendance = new Attendance();
      return {
        react: (item, from, scene) => {
          if (item.type !== 'hello') return rules.react(item, from, scene);
          if (attendance.isGone(from, scene.now)) return [];
          attendance.note(from, scene.now);
          return rules.react(item, from, scene);
        },
      };
    },
  },
  {
    name: 'dropped-stays-unlisted',
    requirement: 'HEL-6',
    section: '1.3',
    summary: 'a peer that was dropped and says Hello again is greeted, but no answer lists it any more',
    rules: (rules) => {
      const attendance = new Attendance();
      const dropped = new Set<string>();
      return {
        react: (item, from, scene) => {
          if (item.type === 'hello') {
            if (attendance.isGone(from, scene.now)) dropped.add(endpointText(from));
            attendance.note(from, scene.now);
          }
          return rules.react(item, from, scene);
        },
        list: (asker, scene) => rules.list(asker, scene).filter((peer) => !dropped.has(endpointText(peer))),
      };
    },
  },
  {
    name: 'announced-blocks-return',
    requirement: 'HEL-6',
    section: '1.3',
    summary: 'a peer that was dropped and then announced by another does not connect any more',
    rules: (rules) => {
      const attendance = new Attendance();
      const blocked = new Set<string>();
      return {
        react: (item, from, scene) => {
          if (item.type === 'peer-address' && attendance.isGone(item.peer, scene.now))
            blocked.add(endpointText(item.peer));
          if (item.type !== 'hello') return rules.react(item, from, scene);
          if (blocked.has(endpointText(from))) return [];
          attendance.note(from, scene.now);
          return rules.react(item, from, scene);
        },
      };
    },
  },
];

function silentFor(ms: number): Rules['connectedUntil'] {
  return (peer: Peer) => (peer.heardAt ?? Number.NEGATIVE_INFINITY) + ms;
}

/** When everybody was last heard. */
class Attendance {
  readonly #heard = new Map<string, number>();

  note(peer: Endpoint, now: number): void {
    this.#heard.set(endpointText(peer), now);
  }

  /** Was heard once, and not for so long that it has been dropped. */
  isGone(peer: Endpoint, now: number): boolean {
    return now - (this.#heard.get(endpointText(peer)) ?? now) >= EXPIRY_MS;
  }
}
