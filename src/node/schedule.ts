/**
 * When Hellos and Peer Requests are due (§1.3, §1.4). A deadline that was met late does not move the next one;
 * whole periods that were missed are not made up for.
 */
import type { Dialect } from './dialect.ts';
import type { Peer } from './peer.ts';
import type { Scene } from './rules.ts';

/** §1.3: a Hello every second. */
const HELLO_MS = 1000;
/** How far jitter goes, each way. */
const JITTER_MS = 100;

/** When the next Hello of a peer is due. The first one to a start peer need not wait for a schedule. */
export function helloAt(peer: Peer, scene: Scene, dialect: Dialect): number {
  const due = peer.helloAt;
  const first = due === Number.POSITIVE_INFINITY;
  switch (dialect.helloPhase) {
    case 'together':
      if (first && peer.start) return scene.now;
      return after(first ? scene.startedAt : due, HELLO_MS, scene.now);
    case 'spread':
      return first ? somewhere(scene) : after(due, HELLO_MS, scene.now);
    case 'jitter':
      return first ? somewhere(scene) : jittered(due, scene);
  }
}

/** When the next Peer Request to a connected peer is due; the first one is counted from when it connects. */
export function requestAt(peer: Peer, scene: Scene, dialect: Dialect): number {
  const { intervalMs, atOnce } = REQUESTS[dialect.requestInterval];
  if (peer.requestAt !== Number.POSITIVE_INFINITY) return after(peer.requestAt, intervalMs, scene.now);
  return atOnce ? scene.now : scene.now + intervalMs;
}

const REQUESTS = {
  '4s': { intervalMs: 4000, atOnce: false },
  '4s+at-once': { intervalMs: 4000, atOnce: true },
  '10s': { intervalMs: 10_000, atOnce: false },
  '10s+at-once': { intervalMs: 10_000, atOnce: true },
  '30s': { intervalMs: 30_000, atOnce: false },
  '30s+at-once': { intervalMs: 30_000, atOnce: true },
} as const satisfies Record<Dialect['requestInterval'], unknown>;

function after(due: number, periodMs: number, now: number): number {
  return due + periodMs * (Math.floor((now - due) / periodMs) + 1);
}

function somewhere(scene: Scene): number {
  return scene.now + HELLO_MS * scene.config.random();
}

function jittered(due: number, scene: Scene): number {
  const next = HELLO_MS - JITTER_MS + 2 * JITTER_MS * scene.config.random();
  return due + next > scene.now ? due + next : scene.now + next;
}
