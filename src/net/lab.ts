/**
 * The lab: peers of ours around one instance of a target, everything recorded. It paces what it sends, keeps
 * the fence, and watches the kernel's drop counters and its own lateness.
 */

import type { Trace } from '../oracle/trace.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import type { Cidr } from './cidr.ts';
import { insideFence } from './fence.ts';
import { bindNext, type LabAddresses } from './lab-address.ts';
import { type Carrier, LabPeer } from './lab-peer.ts';
import { watchLateness } from './lateness.ts';
import { Pace } from './pace.ts';
import { Recorder } from './recorder.ts';
import { Residue } from './residue.ts';
import type { Clock, Network, Socket } from './world.ts';

export interface LabOptions {
  readonly clock: Clock;
  readonly network: Network;
  readonly addresses: LabAddresses;
  readonly target: Endpoint;
  readonly startPeer: Endpoint | null;
  readonly startedAt: number | null;
  /** Nobody but the lab can talk to the target. */
  readonly alone: boolean;
  /** What may be announced; null where nothing can leave: a namespace, or memory. */
  readonly fence: readonly Cidr[] | null;
  /** Datagrams that the kernel dropped at the target's socket so far; 0 where nobody knows. */
  readonly targetDrops: () => number;
  /** Whether this machine loses datagrams that no counter tells of. */
  readonly lossy: () => boolean;
  /** Where what the target has read is watched, a quicker one than protocol.md bounds it to. */
  readonly pace?: { readonly count: number; readonly windowMs: number };
  /** Of so many datagrams of the target each is kept; see Recorder. */
  readonly whole?: number;
}

export class Lab implements Carrier {
  readonly clock: Clock;
  readonly target: Endpoint;
  /** Datagrams that the fence held back. */
  dropped = 0;
  #suspected = 0;
  readonly #options: LabOptions;
  readonly #recorder: Recorder;
  readonly #pace: Pace;
  /** What our datagrams left in the target's buffer: all of it, where nobody else sends there. */
  readonly #residue = new Residue();
  readonly #peers: LabPeer[] = []; // Bounded by the probes.
  readonly #ended = new AbortController();

  constructor(options: LabOptions) {
    this.#options = options;
    this.clock = options.clock;
    this.target = options.target;
    const { target, startPeer, startedAt, alone, whole } = options;
    this.#recorder = new Recorder({ target, startPeer, startedAt, alone }, whole);
    this.#pace = new Pace(options.clock, options.pace);
    void watchLateness(options.clock, this.#ended.signal, (at, ms) =>
      this.#recorder.add({ type: 'late', at, ms }),
    );
  }

  get trace(): Trace {
    return this.#recorder.trace;
  }

  /** True where nothing can leave: a namespace, or memory. */
  get unfenced(): boolean {
    return this.#options.fence === null;
  }

  /** Peers can have addresses of their own. */
  get manyAddresses(): boolean {
    return this.#options.addresses.many;
  }

  get recorder(): Recorder {
    return this.#recorder;
  }

  /** A new peer on an address of its own that says nothing yet; `at` to choose the place. Rejects once the lab is closed. */
  async peer(options: { readonly tall?: boolean; readonly at?: Endpoint } = {}): Promise<LabPeer> {
    if (this.#ended.signal.aborted) throw new Error('the lab is closed');
    const { network, addresses } = this.#options;
    const { tall, at: place } = options;
    const socket = await (place === undefined
      ? bindNext(network, () => addresses.next(tall))
      : network.bind(place));
    const peer = new LabPeer(this, socket);
    socket.receive(({ at, from, bytes }) => {
      this.#recorder.add({ type: 'received', at, from, to: socket.local, bytes });
    });
    this.#peers.push(peer);
    return peer;
  }

  /** Sends to the target; false if the fence held it back. Never called but by peers. */
  async send(socket: Socket, bytes: Uint8Array): Promise<boolean> {
    await this.#pace.turn();
    const at = this.clock.now();
    const { fence, target, alone } = this.#options;
    if (fence !== null && !insideFence(bytes, fence, alone ? this.#residue.bytes : undefined)) {
      this.dropped++;
      return false;
    }
    if (this.#ended.signal.aborted) return false;
    this.#residue.put(bytes);
    this.#recorder.add({ type: 'sent', at, from: socket.local, to: target, bytes });
    socket.send(bytes, target);
    return true;
  }

  /** Notes the drop counters; a probe does so before and after. */
  countDrops(): void {
    // What no counter tells of may have happened in every window.
    if (this.#options.lossy()) this.#suspected += 1;
    const counted = this.#options.network.drops(this.#peers.map((peer) => peer.socket));
    // What found no room in the trace is as good as lost.
    const ours = counted + this.#suspected + this.#recorder.lost;
    this.#recorder.add({ type: 'drops', at: this.clock.now(), ours, target: this.#options.targetDrops() });
  }

  /** Closes every socket: only once the target is gone, for a closed port makes ICMP errors (ROB-2). */
  async close(): Promise<void> {
    this.#ended.abort();
    await Promise.all(this.#peers.map((peer) => peer.close()));
  }
}
