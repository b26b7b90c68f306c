/**
 * The conforming rules: protocol.md, with a dialect for what it leaves free. Pure: no clock, no chance but the
 * scene's, and no state but what was said last.
 */

import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { MAX_SENT } from '../wire/table.ts';
import { answerer, answerRight, encoder, lister } from './answer.ts';
import type { Dialect } from './dialect.ts';
import { credible, EXPIRY_MS, evict, knownUntil, worth } from './membership.ts';
import { reader } from './reading.ts';
import { type Effect, type Item, LEARN_IT, type Reaction, type Rules, type Scene } from './rules.ts';
import { helloAt, requestAt } from './schedule.ts';
import { HELLO, PEER_REQUEST } from './speech.ts';

/** The rules of a conforming node of that dialect. */
export function conformingRules(dialect: Dialect): Rules {
  return {
    receive: (bytes) => received(bytes, dialect),
    beforeReading: () => [],
    read: reader(dialect),
    react: (item, from, scene) => react(item, from, scene, dialect),
    identity: endpointText,
    credible: (endpoint, scene) => dialect.oddAddresses === 'added' || credible(endpoint, scene),
    capacity: (scene) => scene.config.capacity ?? Number(dialect.capacity),
    evict,
    connectedUntil: (peer) => (peer.heardAt ?? Number.NEGATIVE_INFINITY) + EXPIRY_MS,
    knownUntil: (peer, scene) => knownUntil(peer, scene, dialect),
    worth,
    helloAt: (peer, scene) => helloAt(peer, scene, dialect),
    greet: (peer) => [{ type: 'send', to: peer.endpoint, tlvs: [HELLO] }],
    requestAt: (peer, scene) => requestAt(peer, scene, dialect),
    ask: (peer) => [{ type: 'send', to: peer.endpoint, tlvs: [PEER_REQUEST] }],
    answerRight: (peer, scene) => answerRight(peer, scene, dialect),
    list: lister(dialect),
    answer: answerer(dialect),
    encode: encoder(dialect),
  };
}

/** §2.2: the guide's buffer holds 1400 bytes; what a longer datagram meets there is free (SIZ-2). */
function received(bytes: Uint8Array, dialect: Dialect): Uint8Array | null {
  if (bytes.length <= MAX_SENT || dialect.receiveLimit === 'whole') return bytes;
  return dialect.receiveLimit === 'cut' ? bytes.subarray(0, MAX_SENT) : null;
}

// An answer names hundreds: only where one effect decides about the next is it worth a generator.
function react(item: Item, from: Endpoint, scene: Scene, dialect: Dialect): Iterable<Reaction> {
  switch (item.type) {
    case 'hello':
      return dialect.greeting === 'at-once' ? greeted(from, scene) : [{ type: 'join', peer: from }];
    case 'peer-request':
      return [{ type: 'answer', to: from }];
    case 'peer-address':
      if (dialect.hearsay === 'peers' && scene.peers.find(from)?.state !== 'connected') return [];
      return LEARN_IT;
    case 'unknown': // §1.2: ignored in silence
      return [];
  }
}

function* greeted(from: Endpoint, scene: Scene): Iterable<Effect> {
  const newcomer = scene.peers.find(from) === null;
  yield { type: 'join', peer: from };
  // Only who was taken in is greeted: a table full of connected peers refuses (REQ-3).
  if (newcomer && scene.peers.find(from) !== null) yield { type: 'send', to: from, tlvs: [HELLO] };
}
