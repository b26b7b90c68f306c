/**
 * What is simulated: how many nodes, how they are told of each other, what the network does to them, which of them are
 * wrong on purpose. The plan and nothing else decides what happens: the same plan gives the same run.
 */
import { seededRandom } from '../net/random.ts';
import type { Bug } from '../node/bugs/bug.ts';
import type { Dialect } from '../node/dialect.ts';

/** Whom a node is given at start: a random one that came before it, the first one, or the one just before it. */
export type Topology = 'random' | 'star' | 'chain';

export const TOPOLOGIES = ['random', 'star', 'chain'] as const satisfies readonly Topology[];

/** So many of the nodes have the bug. */
export interface BadShare {
  readonly bug: Bug;
  /** 0..1 */
  readonly share: number;
}

export interface Plan {
  /** Nodes that live at one time, 2..MOST_NODES. */
  readonly nodes: number;
  /** Virtual time, in ms. */
  readonly timeMs: number;
  /** Probability 0..1 that a datagram is lost. */
  readonly loss: number;
  /** Each datagram is so long on the way, in ms: chance decides between the two. */
  readonly delay: { readonly minMs: number; readonly maxMs: number };
  /** So many nodes a minute stop without a word, and as many new ones come. */
  readonly churnPerMinute: number;
  /** The shares add up to 1 at most. */
  readonly bugs: readonly BadShare[];
  readonly dialect: Dialect;
  /** §2.3, as in the node's configuration. */
  readonly minimumPeers: number;
  readonly preferStable: boolean;
  readonly topology: Topology;
  readonly seed: number;
}

/** What a table of the default dialect holds, but for the node itself. */
export const MOST_NODES = 1024;
/** Nodes that ever live in one run: what is noted of each pair is a byte. */
export const MOST_EVER = 4096;

/** How many have the bug at one time: one at least. */
export function wrongNodes({ nodes }: Plan, { share }: BadShare): number {
  return Math.max(1, Math.round(share * nodes));
}

/** How often one node stops and another comes, in the whole time. */
export function changes({ churnPerMinute, timeMs }: Plan): number {
  return Math.floor((churnPerMinute * timeMs) / 60_000);
}

/** Independent sources of chance of one seed: what one of them is asked changes nothing for the others. */
export function chance(plan: Plan, source: number): () => number {
  return seededRandom((plan.seed ^ Math.imul(source + 1, 0x85eb_ca6b)) >>> 0);
}
