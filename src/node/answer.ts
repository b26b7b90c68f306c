/**
 * Answers: who gets one, whom it lists, which datagrams it is (§1.4, §2.2).
 */

import { encodeAll, headerBytes } from '../wire/encode.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { MAX_SENT, type Tlv } from '../wire/table.ts';
import type { Dialect } from './dialect.ts';
import type { Peer, Peers } from './peer.ts';
import type { AnswerRight, Rules, Scene } from './rules.ts';
import { EXTRA, peerAddress, UNKNOWN } from './speech.ts';

/** REQ-11: a connected peer is owed one answer a second. */
const ANSWER_INTERVAL_MS = 1000;

/** REQ-2, REQ-11: whether the asker gets an answer. */
export function answerRight(peer: Peer | null, scene: Scene, dialect: Dialect): AnswerRight {
  if (peer?.state !== 'connected') return dialect.strangers === 'answered' ? 'favour' : 'stranger';
  if (dialect.answers === 'all' || peer.answeredAt === null) return 'owed';
  return scene.now - peer.answeredAt >= ANSWER_INTERVAL_MS ? 'owed' : 'limit';
}

/** Whom an answer lists, in the order in which they came. Where it is the same for all, it is made once for all. */
export function lister(dialect: Dialect): Rules['list'] {
  if (dialect.list === 'known' || dialect.requester === 'excluded')
    return (asker, scene) => listed(asker, scene, dialect);
  let last: { readonly peers: Peers; readonly revision: number; readonly list: readonly Endpoint[] } | null =
    null;
  return (asker, scene) => {
    const { peers } = scene;
    if (last?.peers !== peers || last.revision !== peers.revision)
      last = { peers, revision: peers.revision, list: listed(asker, scene, dialect) };
    return last.list;
  };
}

function listed(asker: Endpoint, scene: Scene, dialect: Dialect): readonly Endpoint[] {
  const list: Endpoint[] = [];
  const own = endpointText(asker);
  for (const peer of scene.peers.all()) {
    if (dialect.requester === 'excluded' && endpointText(peer.endpoint) === own) continue;
    if (peer.state === 'connected' || (dialect.list === 'known' && !hasLapsed(peer)))
      list.push(peer.endpoint);
  }
  return list;
}

/** What goes out for a list. The last list is kept as TLVs: whoever asks while nobody comes or goes is told the same. */
export function answerer(dialect: Dialect): Rules['answer'] {
  const addresses = onceEach((list: readonly Endpoint[]) => list.map(peerAddress));
  return (asker, list) => {
    if (list.length === 0 && dialect.emptyAnswer === 'silence') return [];
    return [{ type: 'send', to: asker, tlvs: addresses(list) }];
  };
}

/**
 * The datagrams of the TLVs, each within 1400 bytes; one with an empty body for none. What was said last is kept, a
 * Hello, a request and an answer each: it is said to one peer after the other, and nobody writes into it.
 */
export function encoder(dialect: Dialect): Rules['encode'] {
  const said = new Map<string, Rules['encode']>(); // Bounded by the names of TLVs.
  return (tlvs) => {
    const name = tlvs[0]?.name ?? '';
    let encode = said.get(name);
    if (encode === undefined) {
      encode = onceEach((fresh) => encodeWith(fresh, dialect));
      said.set(name, encode);
    }
    return encode(tlvs);
  };
}

function encodeWith(tlvs: readonly Tlv[], dialect: Dialect): readonly Uint8Array[] {
  const said = tlvs.flatMap((tlv) => adorned(tlv, dialect));
  return said.length === 0 ? [headerBytes()] : encodeAll(said, MAX_SENT);
}

/** The function, which is not called again for the items that it was called for last. */
function onceEach<T, R>(make: (items: readonly T[]) => R): (items: readonly T[]) => R {
  let last: { readonly items: readonly T[]; readonly made: R } | null = null;
  return (items) => {
    if (last === null || !hasSame(last.items, items)) last = { items, made: make(items) };
    return last.made;
  };
}

function hasSame<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** HEL-4: silent since it was last named: no list holds it, that of known peers included. */
function hasLapsed(peer: Peer): boolean {
  if (peer.expiredAt === null) return false;
  return peer.namedAt < peer.expiredAt;
}

function adorned(tlv: Tlv, dialect: Dialect): readonly Tlv[] {
  switch (dialect.extraTlvs) {
    case 'none':
      return [tlv];
    case 'unknown':
      return [UNKNOWN, tlv];
    case 'extra':
      return [tlv.name === 'tlv' ? tlv : { ...tlv, extra: EXTRA }];
  }
}
