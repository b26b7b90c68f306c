/**
 * Bugs of what connects and renews beside a Hello (§1.3, §1.4).
 */
import type { Effect } from '../rules.ts';
import type { Bug } from './bug.ts';

export const HEARSAY_BUGS: readonly Bug[] = [
  {
    name: 'anything-renews',
    requirement: 'HEL-5',
    section: '1.3',
    summary: 'any TLV from a connected peer renews it, not its Hello alone',
    rules: (rules) => ({
      react: (item, from, scene) => {
        const joined: Effect = { type: 'join', peer: from };
        const connected = scene.peers.find(from)?.state === 'connected';
        return [...(connected ? [joined] : []), ...rules.react(item, from, scene)];
      },
    }),
  },
  {
    name: 'request-renews',
    requirement: 'HEL-5',
    section: '1.3',
    summary: 'a Peer Request from a connected peer renews it',
    rules: (rules) => ({
      react: function* (item, from, scene) {
        if (item.type === 'peer-request' && scene.peers.find(from)?.state === 'connected')
          yield { type: 'join', peer: from };
        yield* rules.react(item, from, scene);
      },
    }),
  },
  {
    name: 'request-connects',
    requirement: 'HEL-5',
    section: '1.3',
    summary: 'a Peer Request from a stranger adds and connects it',
    rules: (rules) => ({
      react: function* (item, from, scene) {
        if (item.type === 'peer-request' && scene.peers.find(from)?.state !== 'connected')
          yield { type: 'join', peer: from };
        yield* rules.react(item, from, scene);
      },
    }),
  },
  {
    name: 'anything-connects',
    requirement: 'HEL-5',
    section: '1.3',
    summary: 'any datagram with the right header, an empty one too, adds and connects its sender',
    rules: (rules) => ({
      beforeReading: function* (bytes, from, scene) {
        yield* rules.beforeReading(bytes, from, scene);
        if (rules.read(bytes).ok && scene.peers.find(from)?.state !== 'connected')
          yield { type: 'join', peer: from };
      },
    }),
  },
  {
    name: 'hearsay-renews',
    requirement: 'HEL-5',
    section: '1.3',
    summary: 'a Peer Address about a connected peer renews it',
    rules: (rules) => ({
      react: function* (item, from, scene) {
        if (item.type === 'peer-address' && scene.peers.find(item.peer)?.state === 'connected')
          yield { type: 'join', peer: item.peer };
        yield* rules.react(item, from, scene);
      },
    }),
  },
  {
    name: 'hearsay-disconnects',
    requirement: 'HEL-5',
    section: '1.3',
    summary: 'a Peer Address about a connected peer enters it anew as one that has not said Hello yet',
    rules: (rules) => ({
      react: function* (item, from, scene) {
        if (item.type === 'peer-address' && scene.peers.find(item.peer)?.state === 'connected') {
          yield { type: 'forget', peer: item.peer };
          yield { type: 'learn', peer: item.peer, by: from };
        } else yield* rules.react(item, from, scene);
      },
    }),
  },
  {
    name: 'hearsay-connects',
    requirement: 'REQ-4',
    section: '1.4',
    summary: 'an announced address is connected, and listed, before it has said Hello',
    rules: (rules) => ({
      react: function* (item, from, scene) {
        yield* rules.react(item, from, scene);
        if (item.type !== 'peer-address') return;
        if (scene.peers.find(item.peer)?.state === 'known') yield { type: 'join', peer: item.peer };
      },
    }),
  },
];
