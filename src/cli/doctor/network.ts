/** What the tools need of the network: UDP on loopback, its many addresses, room for bursts, a namespace. */
import { createSocket } from 'node:dgram';
import { sentence, verbatim } from '../../lang/sentence.ts';
import { quantity } from '../../lang/value.ts';
import { systemClock } from '../../net/clock.ts';
import { namespaceAbility } from '../../net/namespace.ts';
import { udpNetwork } from '../../net/udp.ts';
import { type Ability, missing, ok } from './ability.ts';

/** What our sockets ask for (net/udp.ts), in bytes. */
const WANTED_BUFFER = 4 * 1024 * 1024;

/** An address of the lab's kind (DESIGN §3, the fence): Linux has the whole of 127/8, others 127.0.0.1 alone. */
const LAB_ADDRESS = '127.83.71.127';

const ECHO_MS = 2000;

export const NETWORK: readonly Ability[] = [
  {
    name: 'UDP on 127.0.0.1',
    need: 'everything but files',
    fix: 'sudo ip link set lo up',
    core: true,
    probe: async () => {
      const took = await roundTrip('127.0.0.1');
      return took === null
        ? missing('a datagram to ourselves did not arrive')
        : ok(sentence('{took}', { took: quantity(took, 1, 'ms') }));
    },
  },
  {
    name: 'addresses 127.a.b.c',
    need: 'check, fuzz: lab peers',
    fix: `sudo ifconfig lo0 alias ${LAB_ADDRESS}`,
    probe: async () => {
      const took = await roundTrip(LAB_ADDRESS);
      return took === null
        ? missing(sentence('nothing arrives at {address}', { address: LAB_ADDRESS }))
        : ok(sentence('{address} works', { address: LAB_ADDRESS }));
    },
  },
  {
    name: 'receive buffer',
    need: 'check, fuzz: no loss in bursts',
    fix: `sudo sysctl -w net.core.rmem_max=${WANTED_BUFFER}`,
    probe: async () => {
      const granted = await grantedBuffer();
      const text = sentence('{granted} KiB of {wanted} KiB granted', {
        granted: Math.floor(granted / 1024),
        wanted: WANTED_BUFFER / 1024,
      });
      return granted >= WANTED_BUFFER ? ok(text) : missing(text);
    },
  },
  {
    name: 'network namespace',
    need: 'check -- CMD, fuzz -- CMD: any address may be announced',
    fix: 'sudo sysctl -w kernel.unprivileged_userns_clone=1',
    probe: async () => {
      const ability = await namespaceAbility();
      return ability.ok
        ? ok(verbatim(ability.prefix.slice(0, ability.prefix.indexOf('sh')).join(' ')))
        : missing(verbatim(ability.reason));
    },
  },
];

/** Milliseconds until a datagram to our own port came back; null if it did not. */
async function roundTrip(address: string): Promise<number | null> {
  const socket = await udpNetwork.bind({ address, port: 0 });
  const patience = new AbortController();
  try {
    const start = systemClock.now();
    const arrival = new Promise<number>((resolve) => socket.receive(({ at }) => resolve(at - start)));
    socket.send(Uint8Array.of(0), socket.local);
    const never = systemClock.sleep(ECHO_MS, patience.signal).then(
      () => null,
      () => null,
    );
    return await Promise.race([arrival, never]);
  } finally {
    patience.abort();
    await socket.close();
  }
}

/** What the kernel gives when 4 MiB are asked for. Linux reports twice what it grants, for its own accounts. */
async function grantedBuffer(): Promise<number> {
  const socket = createSocket('udp4');
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(0, '127.0.0.1', resolve);
    });
    try {
      socket.setRecvBufferSize(WANTED_BUFFER);
    } catch {
      // Systems that refuse keep the default, which is what is reported.
    }
    return socket.getRecvBufferSize() / (process.platform === 'linux' ? 2 : 1);
  } finally {
    socket.close();
  }
}
