/**
 * Bugs of Hellos and of who is connected (§1.3).
 */
import type { Effect } from '../rules.ts';
import { HELLO } from '../speech.ts';
import type { Bug } from './bug.ts';

export const HELLO_BUGS: readonly Bug[] = [
  {
    name: 'hello-3s',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'Hellos go out every 3 s',
    rules: (rules) => ({
      helloAt: (peer, scene) =>
        Number.isFinite(peer.helloAt) ? peer.helloAt + 3000 : rules.helloAt(peer, scene),
    }),
  },
  {
    name: 'hello-stops',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'no Hello goes out after the first 10 s',
    rules: (rules) => ({
      greet: (peer, scene) => (scene.now - scene.startedAt > 10_000 ? [] : rules.greet(peer, scene)),
    }),
  },
  {
    name: 'hello-burst',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'each peer is in the table twice and gets two Hellos a second',
    rules: (rules) => ({
      greet: (peer, scene) => [...rules.greet(peer, scene), ...rules.greet(peer, scene)],
    }),
  },
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
    name: 'hello-never-renews',
    requirement: 'HEL-3',
    section: '1.3',
    summary: 'a peer expires 4 s after its first Hello, whatever it says afterwards',
    rules: () => ({ connectedUntil: (peer) => (peer.connectedAt ?? 0) + 4000 }),
  },
  {
    name: 'expiry-40s',
    requirement: 'HEL-4',
    section: '1.3',
    summary: 'a silent peer is disconnected after 40 s',
    rules: () => ({ connectedUntil: (peer) => (peer.heardAt ?? 0) + 40_000 }),
  },
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
    name: 'hello-ping-pong',
    requirement: 'HEL-7',
    section: '1.3',
    summary: 'each Hello is answered with a Hello',
    rules: (rules) => ({
      react: (item, from, scene) => {
        const back: Effect = { type: 'send', to: from, tlvs: [HELLO] };
        return [...rules.react(item, from, scene), ...(item.type === 'hello' ? [back] : [])];
      },
    }),
  },
];
