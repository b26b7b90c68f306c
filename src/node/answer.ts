/**
 * Answers: who gets one, whom it lists, which datagrams it is (§1.4, §2.2).
 */

import { encodeAll, headerBytes } from '../wire/encode.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { MAX_SENT, type Tlv } from '../wire/table.ts';
import type { Dialect } from './dialect.ts';
import type { Peer } from './peer.ts';
import type { AnswerRight, Effect, Scene } from './rules.ts';
import { EXTRA, peerAddress, UNKNOWN } from './speech.ts';

/** REQ-11: a connected peer is owed one answer a second. */
const ANSWER_INTERVAL_MS = 1000;

/** REQ-2, REQ-11: whether the asker gets an answer. */
export function answerRight(peer: Peer | null, scene: Scene, dialect: Dialect): AnswerRight {
  if (peer?.state !== 'connected') return dialect.strangers === 'answered' ? 'favour' : 'stranger';
  if (dialect.answers === 'all' || peer.answeredAt === null) return 'owed';
  return scene.now - peer.answeredAt >= ANSWER_INTERVAL_MS ? 'owed' : 'limit';
}

/** Whom an answer lists, in the order in which they came. */
export function listed(asker: Endpoint, scene: Scene, dialect: Dialect): readonly Endpoint[] {
  const list: Endpoint[] = [];
  const own = endpointText(asker);
  for (const peer of scene.peers.all()) {
    if (dialect.requester === 'excluded' && endpointText(peer.endpoint) === own) continue;
    if (peer.state === 'connected' || (dialect.list === 'known' && !hasLapsed(peer)))
      list.push(peer.endpoint);
  }
  return list;
}

/** What goes out for a list. */
export function answerWith(asker: Endpoint, list: readonly Endpoint[], dialect: Dialect): readonly Effect[] {
  if (list.length === 0 && dialect.emptyAnswer === 'silence') return [];
  return [{ type: 'send', to: asker, tlvs: list.map(peerAddress) }];
}

/** The datagrams of the TLVs, each within 1400 bytes; one with an empty body for none. */
export function encodeWith(tlvs: readonly Tlv[], dialect: Dialect): readonly Uint8Array[] {
  const said = tlvs.flatMap((tlv) => adorned(tlv, dialect));
  return said.length === 0 ? [headerBytes()] : encodeAll(said, MAX_SENT);
}

/** HEL-4: silent since it was last named: no list holds it, that of known peers included. */
function hasLapsed(peer: Peer): boolean {
  if (peer.expiredAt === null) return false;
  return peer.namedAt === null || peer.namedAt < peer.expiredAt;
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
