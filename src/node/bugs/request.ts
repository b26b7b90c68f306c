/**
 * Bugs of Peer Requests and their answers (§1.4, §2.2).
 */
import type { Bug } from './bug.ts';

export const REQUEST_BUGS: readonly Bug[] = [
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
];
