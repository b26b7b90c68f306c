/**
 * An instance of a target with a lab around it, from nothing: the place, the addresses of our peers, the start peer on
 * its port before the target looks for it, and the target's end in the trace.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import { Lab, type LabOptions } from './lab.ts';
import { LabAddresses } from './lab-address.ts';
import type { LabPeer } from './lab-peer.ts';
import type { Instance, Target } from './target.ts';
import { namesPeer } from './target-command.ts';
import type { Clock, Network } from './world.ts';

export interface LabWorld {
  readonly clock: Clock;
  readonly network: Network;
  /** Numbers in [0, 1), from the run's seed. */
  readonly random: () => number;
  /** Addresses of this run's other labs; they are added to. */
  readonly taken?: Set<string>;
  /** Whether this machine loses datagrams that no counter tells of; default: no. */
  readonly lossy?: () => boolean;
}

export interface LabWishes {
  /** Where the start peer shall be; default: at an address of its own. */
  readonly startPeer?: Endpoint | null;
  /** It is started without any peer, if its command can be. */
  readonly peerless?: boolean;
  /** The network as the peers of this lab see it; default: the world's. */
  readonly toward?: (target: Endpoint) => Network;
  readonly pace?: LabOptions['pace'];
  readonly whole?: LabOptions['whole'];
}

export interface OpenedLab {
  readonly lab: Lab;
  readonly instance: Instance;
  readonly addresses: LabAddresses;
  /** Bound, and silent as yet; null for a node that somebody else started, or that has none. */
  readonly startPeer: LabPeer | null;
  /** Resolves when a started target has ended; the trace says how. */
  readonly ended: Promise<void>;
}

/** Starts the target, or meets a running one. Rejects as Target.start does, and if the start peer's place is taken. */
export async function openLab(target: Target, world: LabWorld, wishes: LabWishes = {}): Promise<OpenedLab> {
  const { clock, random, taken, lossy = () => false } = world;
  const endpoint = await target.reserve();
  const addresses = await LabAddresses.toward(endpoint, random, taken);
  const peerless = wishes.peerless === true && !namesPeer(target.command ?? []);
  const start = target.restartable && !peerless ? (wishes.startPeer ?? addresses.next()) : null;
  let instance: Instance | null = null;
  const lab = new Lab({
    clock,
    network: wishes.toward?.(endpoint) ?? world.network,
    addresses,
    target: endpoint,
    startPeer: start,
    startedAt: target.restartable ? clock.now() : null,
    alone: target.alone,
    fence: target.fence,
    targetDrops: () => instance?.drops() ?? 0,
    lossy,
    ...(wishes.pace === undefined ? {} : { pace: wishes.pace }),
    ...(wishes.whole === undefined ? {} : { whole: wishes.whole }),
  });
  let resolve = (): void => undefined;
  const ended = new Promise<void>((done) => (resolve = done));
  try {
    const startPeer = start === null ? null : await lab.peer({ at: start });
    instance = await target.start(endpoint, start, (event) => {
      lab.recorder.add(event);
      resolve();
    });
    return { lab, instance, addresses, startPeer, ended };
  } catch (error) {
    await lab.close();
    throw error;
  }
}

/** Notes in the trace whether the instance holds its port now, if anybody tells. */
export function noteHold({ recorder, clock }: Lab, instance: Pick<Instance, 'holdsPort'>): void {
  const held = instance.holdsPort();
  if (held !== null) recorder.add({ type: 'bound', at: clock.now(), held });
}
