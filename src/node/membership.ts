/**
 * Who stays in the table, for how long, and who makes room (§1.3, §2.2, §2.3).
 */
import type { Endpoint } from '../wire/endpoint.ts';
import { isOdd, isSelf } from './address.ts';
import type { Dialect } from './dialect.ts';
import { connectedMs, type Peer } from './peer.ts';
import type { Scene } from './rules.ts';

/** §1.3: silent for so long, a peer is disconnected; until then Hellos are owed to a peer that was named. */
export const EXPIRY_MS = 4000;

const UNHEARD_MS = {
  '4s': EXPIRY_MS,
  '30s': 30_000,
  forever: Number.POSITIVE_INFINITY,
} as const satisfies Record<Dialect['unheard'], number>;

/** ADR-5: an address that another peer can have. */
export function credible(endpoint: Endpoint, scene: Scene): boolean {
  return !isOdd(endpoint) && !isSelf(endpoint, scene.config.self);
}

/** When a peer that is not connected is forgotten. */
export function knownUntil(peer: Peer, scene: Scene, dialect: Dialect): number {
  if (peer.start && scene.config.keepStart) return Number.POSITIVE_INFINITY;
  if (peer.heardAt === null) return peer.namedAt + UNHEARD_MS[dialect.unheard];
  if (dialect.silentPeers === 'kept') return Number.POSITIVE_INFINITY;
  return Math.max(peer.heardAt, peer.namedAt) + EXPIRY_MS;
}

/**
 * Who makes room. A newcomer that said Hello displaces anybody who is not connected (HEL-2), start peers last;
 * an address that was only named displaces those alone to whom no Hello is owed any more.
 */
export function evict(newcomer: 'joined' | 'learned', scene: Scene): Peer | null {
  let found: Peer | null = null;
  for (const peer of scene.peers.all()) {
    if (peer.state === 'connected') continue;
    if (newcomer === 'learned' && (peer.start || isOwed(peer, scene.now))) continue;
    if (found === null || isLess(peer, found, scene)) found = peer;
  }
  return found;
}

/** §2.3: who has been heard is worth more than who has not; if so configured, the most stable are. */
export function worth(peer: Peer, scene: Scene): number {
  return scene.config.preferStable
    ? connectedMs(peer, scene.now)
    : (peer.heardAt ?? Number.NEGATIVE_INFINITY);
}

function isLess(a: Peer, b: Peer, scene: Scene): boolean {
  return a.start === b.start ? worth(a, scene) < worth(b, scene) : b.start;
}

function isOwed(peer: Peer, now: number): boolean {
  return now < Math.max(peer.heardAt ?? Number.NEGATIVE_INFINITY, peer.namedAt) + EXPIRY_MS;
}
