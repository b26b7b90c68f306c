/**
 * Where bombardment and re-runs happen: the target to be started, our sockets, time and chance.
 */
import type { Target } from '../net/target.ts';
import type { Clock, Network } from '../net/world.ts';

export interface World {
  readonly clock: Clock;
  readonly network: Network;
  readonly target: Target;
  /** Numbers in [0, 1), from the run's seed. */
  readonly random: () => number;
  /** Ends whatever goes on, as soon as it can be left. */
  readonly signal: AbortSignal;
  /** Instances of the target at one time; 1 for one that may not be started. */
  readonly instances: number;
  /** Addresses that somebody of this run has; they are added to. Default: nobody has any. */
  readonly taken?: Set<string>;
  /** Whether this machine loses datagrams that no counter tells of; default: no. */
  readonly lossy?: () => boolean;
}
