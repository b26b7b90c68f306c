/**
 * Bugs of who gets an answer to a Peer Request, and when (§1.4).
 */
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import type { Effect, Rules } from '../rules.ts';
import { PEER_REQUEST } from '../speech.ts';
import type { Bug } from './bug.ts';

export const ANSWER_BUGS: readonly Bug[] = [
  {
    name: 'answers-last-speaker',
    requirement: 'REQ-1',
    section: '1.4',
    summary: 'the answer goes to whoever spoke before the requester',
    rules: (rules) => ({
      answer: (asker, listed, scene) => rules.answer(scene.previousSpeaker ?? asker, listed, scene),
    }),
  },
  {
    name: 'answers-last-greeter',
    requirement: 'REQ-1',
    section: '1.4',
    summary: 'the answer goes to whoever said Hello last',
    rules: (rules) => {
      let greeter: Endpoint | null = null;
      return {
        react: (item, from, scene) => {
          if (item.type === 'hello') greeter = from;
          return rules.react(item, from, scene);
        },
        answer: (asker, listed, scene) => rules.answer(greeter ?? asker, listed, scene),
      };
    },
  },
  {
    name: 'answers-start-peer',
    requirement: 'REQ-1',
    section: '1.4',
    summary: 'the answer goes to the peer given at start, whoever asked',
    rules: (rules) => ({
      answer: (asker, listed, scene) => rules.answer(scene.config.start[0] ?? asker, listed, scene),
    }),
  },
  {
    name: 'answers-nobody',
    requirement: 'REQ-1',
    section: '1.4',
    summary: 'no Peer Request is answered',
    rules: () => ({ answer: () => [] }),
  },
  {
    name: 'answers-once',
    requirement: 'REQ-1',
    section: '1.4',
    summary: 'only the first Peer Request of a peer is answered',
    rules: (rules) => ({
      answerRight: (peer, scene) =>
        peer !== null && peer.answeredAt !== null ? 'limit' : rules.answerRight(peer, scene),
    }),
  },
  {
    name: 'answers-every-other',
    requirement: 'REQ-1',
    section: '1.4',
    summary: 'of two Peer Requests only the first is answered',
    rules: (rules) => {
      let requests = 0;
      return {
        answer: (asker, listed, scene) => (requests++ % 2 === 0 ? rules.answer(asker, listed, scene) : []),
      };
    },
  },
  {
    name: 'answers-without-addresses',
    requirement: 'REQ-1',
    section: '1.4',
    summary: 'a Peer Request is answered with a datagram that lists nobody',
    rules: () => ({ answer: (asker) => [{ type: 'send', to: asker, tlvs: [] }] }),
  },
  {
    name: 'answer-1500ms-late',
    requirement: 'REQ-7',
    section: '1.4',
    summary: 'an answer comes 1.5 s after the Peer Request',
    rules: (rules) => ({ answer: late(rules, 1500) }),
  },
  {
    name: 'answer-5s-late',
    requirement: 'REQ-1',
    section: '1.4',
    summary: 'an answer comes 5 s after the Peer Request, when nobody waits for it any more',
    rules: (rules) => ({ answer: late(rules, 5000) }),
  },
  {
    name: 'answers-everybody',
    requirement: 'REQ-9',
    section: '1.4',
    summary: 'the answer goes to all peers, not to the requester alone',
    rules: (rules) => ({
      answer: (asker, listed, scene) =>
        [asker, ...others(asker, scene.peers.all())].flatMap((peer) => [
          ...rules.answer(peer, listed, scene),
        ]),
    }),
  },
  {
    name: 'request-answered-with-request',
    requirement: 'REQ-9',
    section: '1.4',
    summary: 'a Peer Request is answered, and a Peer Request sent back',
    rules: (rules) => ({
      answer: (asker, listed, scene) => [
        ...rules.answer(asker, listed, scene),
        { type: 'send', to: asker, tlvs: [PEER_REQUEST] },
      ],
    }),
  },
  {
    name: 'list-unasked',
    requirement: 'REQ-9',
    section: '1.4',
    summary: 'with each Hello a connected peer gets the list, though it has not asked',
    rules: (rules) => ({
      greet: (peer, scene) => [
        ...rules.greet(peer, scene),
        ...(peer.state === 'connected'
          ? rules.answer(peer.endpoint, rules.list(peer.endpoint, scene), scene)
          : []),
      ],
    }),
  },
];

function late(rules: Rules, delayMs: number): Rules['answer'] {
  return (asker, listed, scene) =>
    [...rules.answer(asker, listed, scene)].map((effect): Effect => ({ type: 'later', delayMs, effect }));
}

function others(asker: Endpoint, peers: Iterable<{ readonly endpoint: Endpoint }>): Endpoint[] {
  return [...peers]
    .map(({ endpoint }) => endpoint)
    .filter((endpoint) => endpointText(endpoint) !== endpointText(asker));
}
