/**
 * Who is in the table: the only place where a peer is added, changes state, or is removed. What the rules decide
 * is asked for; what changed is told, and the timers are brought forward.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import type { NodeConfig } from './config.ts';
import type { NodeEvent, RefusalReason } from './event.ts';
import { connectedMs, type MutablePeer, type Peer } from './peer.ts';
import { PeerTable } from './peer-table.ts';
import type { Rules, Scene } from './rules.ts';
import type { Timers } from './timer.ts';

export class Roster {
  readonly peers: PeerTable;
  readonly #config: NodeConfig;
  readonly #rules: Rules;
  readonly #timers: Timers;
  readonly #tell: (event: NodeEvent) => void;
  /** Overdue peers that are kept for the minimum alone: a newcomer may take their place. */
  #spared = false;

  constructor(config: NodeConfig, rules: Rules, timers: Timers, tell: (event: NodeEvent) => void) {
    this.peers = new PeerTable(rules.identity);
    this.#config = config;
    this.#rules = rules;
    this.#timers = timers;
    this.#tell = tell;
  }

  /** Takes the start peers in (§2). */
  begin(scene: Scene): void {
    for (const endpoint of this.#config.start) {
      if (this.peers.find(endpoint) === null) this.#name(endpoint, null, scene);
    }
  }

  /** The peer said Hello: it is added if it is new, renewed, and connected (§1.3). */
  join(endpoint: Endpoint, scene: Scene): void {
    const peer = this.peers.find(endpoint) ?? this.#admit(endpoint, 'joined', false, scene);
    if (peer === null) return;
    peer.heardAt = scene.now;
    this.#timers.bring('expiry', this.#rules.connectedUntil(peer));
    if (peer.state === 'connected') return;
    peer.state = 'connected';
    this.peers.revision += 1;
    peer.earlierMs = connectedMs(peer, scene.now);
    peer.connectedAt = scene.now;
    peer.expiredAt = null;
    peer.requestAt = this.#rules.requestAt(peer, scene);
    this.#timers.bring('request', peer.requestAt);
    this.#tell({ type: 'peer-connected', peer: peer.endpoint });
  }

  /** The address was named in a Peer Address: it is added if it is new (§1.5). */
  learn(endpoint: Endpoint, by: Endpoint | null, scene: Scene): void {
    if (this.peers.name(endpoint, scene.now)) return;
    if (!this.#rules.credible(endpoint, scene)) this.#refuse(endpoint, 'odd');
    else this.#name(endpoint, by, scene);
  }

  forget(peer: Peer, reason: 'silent' | 'evicted'): void {
    this.peers.remove(peer);
    this.#tell({ type: 'peer-forgotten', peer: peer.endpoint, reason });
  }

  /** Lets peers expire and be forgotten, and sets the deadline for the next ones. */
  sweep(scene: Scene): void {
    const overdue: Peer[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const peer of this.peers.all()) {
      if (peer.state === 'connected' && scene.now >= this.#rules.connectedUntil(peer))
        this.#expire(peer, scene);
      const until =
        peer.state === 'connected' ? this.#rules.connectedUntil(peer) : this.#rules.knownUntil(peer, scene);
      if (scene.now >= until) overdue.push(peer);
      else next = Math.min(next, until);
    }
    this.#timers.set('expiry', next);
    this.#spared = this.#thin(overdue, scene);
  }

  /** §2.3: forgets the overdue down to the minimum of peers; true if some are left. */
  #thin(overdue: Peer[], scene: Scene): boolean {
    const spare = Math.max(0, this.peers.size - this.#config.minimumPeers);
    overdue.sort((a, b) => Math.sign(this.#rules.worth(a, scene) - this.#rules.worth(b, scene)) || 0);
    for (const peer of overdue.slice(0, spare)) this.forget(peer, 'silent');
    return overdue.length > spare;
  }

  #expire(peer: MutablePeer, scene: Scene): void {
    peer.earlierMs = connectedMs(peer, scene.now);
    peer.state = 'known';
    this.peers.revision += 1;
    peer.expiredAt = scene.now;
    peer.requestAt = Number.POSITIVE_INFINITY;
    this.#tell({ type: 'peer-expired', peer: peer.endpoint });
  }

  #name(endpoint: Endpoint, by: Endpoint | null, scene: Scene): void {
    const peer = this.#admit(endpoint, 'learned', by === null, scene);
    if (peer === null) return;
    peer.namedAt = scene.now;
    this.#timers.bring('expiry', this.#rules.knownUntil(peer, scene));
    this.#tell({ type: 'peer-known', peer: endpoint, by });
  }

  #admit(endpoint: Endpoint, how: 'joined' | 'learned', start: boolean, scene: Scene): MutablePeer | null {
    if (!this.#config.allowPeer(endpoint)) return this.#refuse(endpoint, 'fence');
    if (this.peers.size >= this.#rules.capacity(scene)) {
      const victim = this.#rules.evict(how, scene);
      if (victim === null) return this.#refuse(endpoint, 'full');
      this.forget(victim, 'evicted');
    }
    const peer = this.peers.add(endpoint, start);
    peer.helloAt = this.#rules.helloAt(peer, scene);
    this.#timers.bring('hello', peer.helloAt);
    if (this.#spared) this.#timers.bring('expiry', scene.now);
    return peer;
  }

  #refuse(peer: Endpoint, reason: RefusalReason): null {
    this.#tell({ type: 'refused', peer, reason });
    return null;
  }
}
