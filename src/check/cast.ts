/**
 * The connected peers of one lab, lent to its probes: a peer that has said Hello stays in the target's table for
 * seconds, so it is used again rather than replaced (protocol.md, bounds: the lab must not fill the table).
 */
import type { Lab } from '../net/lab.ts';
import type { LabPeer } from '../net/lab-peer.ts';

export class Cast {
  readonly lab: Lab;
  /** How long a probe may watch for what takes long (REQ-8), in ms; 0: not at all. */
  readonly patienceMs: number;
  readonly #idle: LabPeer[] = []; // Bounded by the probes that run at once.
  #witness: Promise<LabPeer> | null = null;

  constructor(lab: Lab, patienceMs = 0) {
    this.lab = lab;
    this.patienceMs = patienceMs;
  }

  /** The peer that is connected all the time, so that every answer has somebody to list. */
  witness(): Promise<LabPeer> {
    this.#witness ??= this.#join();
    return this.#witness;
  }

  /** A connected peer of one's own until it is given back. */
  async lend(): Promise<LabPeer> {
    return this.#idle.pop() ?? this.#join();
  }

  giveBack(peer: LabPeer): void {
    this.#idle.push(peer);
  }

  /** One peer that nobody has lent falls silent. */
  dismiss(): void {
    this.#idle.shift()?.hush();
  }

  /** The same of all of them. */
  dismissAll(): void {
    for (const peer of this.#idle.splice(0)) peer.hush();
  }

  async #join(): Promise<LabPeer> {
    const peer = await this.lab.peer();
    await peer.greet();
    return peer;
  }
}
