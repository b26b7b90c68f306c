/**
 * What a node is told once: who it is, whom it begins with, its dialect, its chance and its fence.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import { DEFAULT_DIALECT, type Dialect } from './dialect.ts';
import type { Rules } from './rules.ts';

/** Made by `nodeConfig`. Times in ms. */
export interface NodeConfig {
  /** Where the node is bound; what comes from there is its own and ignored. */
  readonly self: Endpoint;
  /** The peers given at start. */
  readonly start: readonly Endpoint[];
  readonly dialect: Dialect;
  /** Uniform in [0, 1): phases and jitter. */
  readonly random: () => number;
  /** The fence: nothing is ever sent to, nor taken from, an address that this refuses. */
  readonly allowPeer: (endpoint: Endpoint) => boolean;
  /** Peers that the table holds; absent: what the dialect says. */
  readonly capacity?: number;
  /** §2.3: so many peers are kept, silent ones if there are no others. */
  readonly minimumPeers: number;
  /** §2.3: among silent peers, those that have been connected longest keep their place. */
  readonly preferStable: boolean;
  /** Start peers are greeted for ever, so that two nodes find each other in whatever order they are started. */
  readonly keepStart: boolean;
  /** Rules in place of the conforming ones. They may hold state: a set of its own for each node. */
  readonly rules?: Partial<Rules>;
}

type Given = Pick<NodeConfig, 'self' | 'random' | 'allowPeer'> & Partial<NodeConfig>;

/** A configuration from what is given; the rest is the default. */
export function nodeConfig(given: Given): NodeConfig {
  return {
    start: [],
    dialect: DEFAULT_DIALECT,
    minimumPeers: 0,
    preferStable: false,
    keepStart: true,
    ...given,
  };
}
