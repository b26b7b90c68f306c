/**
 * Everybody who takes part in a round, in their places: the instance, its start peer, two witnesses and the crew.
 */
import { LabAddresses } from '../net/lab-address.ts';
import type { Instance } from '../net/target.ts';
import type { ProcessEvent } from '../oracle/trace.ts';
import type { Cast } from './case.ts';
import { absentPlaces, crewPlaces } from './crew.ts';
import { Gate } from './gate.ts';
import { type Member, Squad } from './squad.ts';
import { switchboardOf } from './switchboard.ts';
import type { World } from './world.ts';

export interface Mustered {
  readonly squad: Squad;
  readonly cast: Cast;
  readonly instance: Instance;
  readonly witnesses: readonly Member[];
  readonly crew: readonly Member[];
  /** The start peer; nobody where the target runs already. */
  readonly starters: readonly Member[];
  readonly addresses: LabAddresses;
  readonly gate: Gate;
  /** How the instance ends. */
  readonly exit: Promise<ProcessEvent>;
}

/** Starts an instance, or meets the running one. Rejects as Target.start does. */
export async function muster({ clock, network, target, random, taken }: World): Promise<Mustered> {
  const at = await target.reserve();
  switchboardOf(network).heed(at);
  const addresses = await LabAddresses.toward(at, random, taken);
  const startPeer = target.restartable ? addresses.next() : null;
  // At this pace it would be known too late that one was lost, and so what lies in the target's buffer.
  const gate = new Gate(target.fence, false);
  const { alone } = target;
  const squad = new Squad({ network, now: () => clock.now(), target: at, startPeer, alone, gate });
  let ended: (event: ProcessEvent) => void = () => undefined;
  const exit = new Promise<ProcessEvent>((resolve) => (ended = resolve));
  try {
    const starters = startPeer === null ? [] : [await squad.enlist(startPeer)];
    const instance = await target.start(at, startPeer, ended);
    const witnesses = [await enlist(squad, addresses), await enlist(squad, addresses)];
    const crew = await enlistCrew(squad, addresses);
    const peers = crew.map(({ endpoint }) => endpoint);
    const absent = absentPlaces(addresses);
    const cast = { target: at, startPeer, peers, absent, unfenced: target.fence === null };
    return { squad, cast, instance, witnesses, crew, starters, addresses, gate, exit };
  } catch (error) {
    await squad.close();
    throw error;
  }
}

const BIND_TRIES = 4;

/** A peer on an address of its own; somebody else of this machine may have one that chance gives us: then the next. */
export async function enlist(squad: Squad, addresses: LabAddresses): Promise<Member> {
  for (let tries = 1; ; tries++) {
    try {
      return await squad.enlist(addresses.next());
    } catch (error) {
      if (tries === BIND_TRIES) throw error;
    }
  }
}

/** One peer for each of the places; where somebody else has one, another place does. */
async function enlistCrew(squad: Squad, addresses: LabAddresses): Promise<Member[]> {
  const crew: Member[] = [];
  for (const place of crewPlaces(addresses))
    crew.push(await squad.enlist(place).catch(() => enlist(squad, addresses)));
  return crew;
}
