/**
 * Whether this machine can measure at all, tried before anything is judged: what loopback loses, how late timers
 * are, what the kernel grants and tells. Nothing here concerns a target, but who has its port.
 */
import type { Endpoint } from '../wire/endpoint.ts';
import { type Holder, holderOf } from './holder.ts';
import { Pace } from './pace.ts';
import type { Clock, Network, Socket } from './world.ts';

export interface Rig {
  /** Datagrams between two sockets of ours, at the pace of the lab. */
  readonly loss: { readonly sent: number; readonly received: number };
  /** How much later than asked a sleep ends, in ms. */
  readonly lateness: { readonly median: number; readonly max: number };
  /** Whether addresses like those of lab peers, 127.a.b.127, can be bound. */
  readonly addresses: boolean;
  /** Bytes that a socket of ours was granted, as the system counts them (Linux: twice what it was asked for); null where nobody knows. */
  readonly receiveBuffer: number | null;
  /** Whether the kernel's counts of dropped datagrams can be read. */
  readonly counters: boolean;
  /** Who has the target's port; null if nobody, or a process that we may not read. */
  readonly holder: Holder | null;
}

export interface RigWorld {
  readonly clock: Clock;
  readonly network: Network;
  /** Whose holder is looked for; null for none. */
  readonly target: Endpoint | null;
}

const LAB_LIKE = ['127.77.5.127', '127.78.6.127'] as const;
const PLAIN = ['127.0.0.1', '127.0.0.1'] as const;
const DATAGRAMS = 200;
const SIZE = 100;
/** The longest that the last datagrams are waited for. */
const ARRIVAL_MS = 100;
const SLEEPS = 20;
const SLEEP_MS = 10;
/** No further sleep begins after this: what is known by then is bad enough. */
const SLEEPING_MS = 300;
const STEP_MS = 5;

/** Takes less than 400 ms, more only where timers are later than that. Binds two sockets and closes them. EnvironmentError if no loopback address can be bound. */
export async function examineRig({ clock, network, target }: RigWorld): Promise<Rig> {
  const { sockets, addresses } = await bindTwo(network);
  try {
    // Side by side: a lab sends while its timers run.
    const [loss, lateness] = await Promise.all([measureLoss(clock, ...sockets), measureLateness(clock)]);
    return {
      loss,
      lateness,
      addresses,
      receiveBuffer: sockets[0].receiveBuffer,
      counters: sockets[0].drops() !== null,
      holder: target === null ? null : holderOf(target),
    };
  } finally {
    await Promise.all(sockets.map((socket) => socket.close()));
  }
}

async function bindTwo(network: Network): Promise<{ sockets: [Socket, Socket]; addresses: boolean }> {
  try {
    return { sockets: await bindPair(network, LAB_LIKE), addresses: true };
  } catch {
    return { sockets: await bindPair(network, PLAIN), addresses: false };
  }
}

async function bindPair(
  network: Network,
  [one, other]: readonly [string, string],
): Promise<[Socket, Socket]> {
  const first = await network.bind({ address: one, port: 0 });
  try {
    return [first, await network.bind({ address: other, port: 0 })];
  } catch (error) {
    await first.close();
    throw error;
  }
}

async function measureLoss(clock: Clock, from: Socket, to: Socket): Promise<Rig['loss']> {
  const seen = new Set<number>(); // one that comes twice is one
  to.receive(({ bytes }) => {
    if (bytes.length === SIZE) seen.add(bytes[0] ?? 0);
  });
  const pace = new Pace(clock);
  for (let i = 0; i < DATAGRAMS; i += 1) {
    await pace.turn();
    from.send(new Uint8Array(SIZE).fill(i), to.local);
  }
  const end = clock.now() + ARRIVAL_MS;
  while (seen.size < DATAGRAMS && clock.now() < end) await clock.sleep(STEP_MS);
  return { sent: DATAGRAMS, received: seen.size };
}

async function measureLateness(clock: Clock): Promise<Rig['lateness']> {
  const late: number[] = [];
  const end = clock.now() + SLEEPING_MS;
  while (late.length < SLEEPS && clock.now() < end) {
    const due = clock.now() + SLEEP_MS;
    await clock.sleep(SLEEP_MS);
    late.push(Math.max(clock.now() - due, 0));
  }
  late.sort((a, b) => a - b);
  return { median: late[late.length >> 1] ?? 0, max: late.at(-1) ?? 0 };
}
