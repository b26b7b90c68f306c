/**
 * Bugs of when Hellos go out, and to whom (§1.3).
 */
import type { Peer } from '../peer.ts';
import type { Effect, Rules, Scene } from '../rules.ts';
import { HELLO } from '../speech.ts';
import type { Bug } from './bug.ts';

export const SCHEDULE_BUGS: readonly Bug[] = [
  {
    name: 'hello-never',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'no Hello ever goes out',
    rules: () => ({ greet: () => [] }),
  },
  {
    name: 'hello-3s',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'Hellos go out every 3 s',
    rules: (rules) => ({ helloAt: everyMs(rules, 3000) }),
  },
  {
    name: 'hello-500ms',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'Hellos go out twice a second',
    rules: (rules) => ({ helloAt: everyMs(rules, 500) }),
  },
  {
    name: 'hello-slows-down',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'each wait for the next Hello is half as long again as the one before',
    rules: (rules) => {
      const waits = new WeakMap<Peer, number>();
      return {
        helloAt: (peer, scene) => {
          if (!Number.isFinite(peer.helloAt)) return rules.helloAt(peer, scene);
          const wait = 1.5 * (waits.get(peer) ?? 1000);
          waits.set(peer, wait);
          return peer.helloAt + wait;
        },
      };
    },
  },
  {
    name: 'hello-stops',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'no Hello goes out after the first 10 s',
    rules: (rules) => ({ greet: onlyIf(rules, (_, scene) => scene.now - scene.startedAt <= 10_000) }),
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
    name: 'start-peer-entered-twice',
    requirement: 'HEL-1',
    section: '1.3',
    summary:
      'the peer given at start is added a second time when it says Hello, and gets two Hellos a second',
    rules: (rules) => ({
      greet: (peer, scene) => [
        ...rules.greet(peer, scene),
        ...(peer.start && peer.heardAt !== null ? rules.greet(peer, scene) : []),
      ],
    }),
  },
  {
    name: 'hello-start-peer-only',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'only the peer given at start gets Hellos',
    rules: (rules) => ({ greet: onlyIf(rules, (peer) => peer.start) }),
  },
  {
    name: 'hello-newest-only',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'only the peer that came last gets Hellos',
    rules: (rules) => ({ greet: onlyIf(rules, (peer, scene) => scene.peers.all().at(-1) === peer) }),
  },
  {
    name: 'hello-in-turn',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'each second one peer gets a Hello, in turn, not each peer',
    rules: (rules) => ({
      greet: onlyIf(rules, (peer, scene) => {
        const turn = Math.floor((scene.now - scene.startedAt) / 1000) % scene.peers.size;
        return scene.peers.all()[turn] === peer;
      }),
    }),
  },
  {
    name: 'hello-starved',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'the second that a Hello waits for begins anew with each datagram (the timeout of poll)',
    rules: (rules) => {
      let heardAt = Number.NEGATIVE_INFINITY;
      return {
        beforeReading: (bytes, from, scene) => {
          heardAt = scene.now;
          return rules.beforeReading(bytes, from, scene);
        },
        greet: onlyIf(rules, (_, scene) => scene.now - heardAt >= 1000),
      };
    },
  },
  {
    name: 'hello-waits-for-traffic',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'Hellos that are due go out when a datagram arrives, not before (recvfrom without a limit)',
    rules: (rules) => {
      const due = new Set<Peer>();
      return {
        greet: (peer) => {
          due.add(peer);
          return [];
        },
        beforeReading: function* (bytes, from, scene) {
          yield* rules.beforeReading(bytes, from, scene);
          for (const peer of due)
            if (scene.peers.find(peer.endpoint) === peer) yield* rules.greet(peer, scene);
          due.clear();
        },
      };
    },
  },
  {
    name: 'start-peer-not-greeted',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'the peer given at start gets no Hello before it has said one itself',
    rules: (rules) => ({ greet: onlyIf(rules, (peer) => !peer.start || peer.heardAt !== null) }),
  },
  {
    name: 'announced-greeted-once',
    requirement: 'HEL-1',
    section: '1.3',
    summary: 'an announced address gets one Hello, and no other before it has said one itself',
    rules: (rules) => {
      const greeted = new WeakSet<Peer>();
      return {
        greet: onlyIf(rules, (peer) => {
          const again = greeted.has(peer);
          greeted.add(peer);
          return peer.start || peer.heardAt !== null || !again;
        }),
      };
    },
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

function everyMs(rules: Rules, periodMs: number): Rules['helloAt'] {
  return (peer, scene) =>
    Number.isFinite(peer.helloAt) ? peer.helloAt + periodMs : rules.helloAt(peer, scene);
}

function onlyIf(rules: Rules, test: (peer: Peer, scene: Scene) => boolean): Rules['greet'] {
  return (peer, scene) => (test(peer, scene) ? rules.greet(peer, scene) : []);
}
