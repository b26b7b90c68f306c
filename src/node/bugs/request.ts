/**
 * Bugs of the node's own Peer Requests (§1.4).
 */
import type { Peer } from '../peer.ts';
import { PEER_REQUEST } from '../speech.ts';
import type { Bug } from './bug.ts';

export const REQUEST_BUGS: readonly Bug[] = [
  {
    name: 'requests-never',
    requirement: 'REQ-8',
    section: '1.4',
    summary: 'no Peer Request ever goes out',
    rules: () => ({ ask: () => [] }),
  },
  {
    name: 'requests-once',
    requirement: 'REQ-8',
    section: '1.4',
    summary: 'a connected peer is asked once, and never again',
    rules: (rules) => {
      const asked = new WeakSet<Peer>();
      return {
        ask: (peer, scene) => {
          if (asked.has(peer)) return [];
          asked.add(peer);
          return rules.ask(peer, scene);
        },
      };
    },
  },
  {
    name: 'requests-first-peer-only',
    requirement: 'REQ-8',
    section: '1.4',
    summary: 'only the first peer of the table is asked',
    rules: (rules) => ({
      ask: (peer, scene) => (scene.peers.all()[0] === peer ? rules.ask(peer, scene) : []),
    }),
  },
  {
    name: 'requests-at-each-hello',
    requirement: 'REQ-8',
    section: '1.4',
    summary: 'each Hello is replied to with a Peer Request, instead of asking at an interval',
    rules: (rules) => ({
      react: function* (item, from, scene) {
        yield* rules.react(item, from, scene);
        if (item.type === 'hello') yield { type: 'send', to: from, tlvs: [PEER_REQUEST] };
      },
      ask: () => [],
    }),
  },
];
