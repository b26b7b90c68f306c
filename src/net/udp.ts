/**
 * UDP over IPv4 from Node. After the bind nothing that the network says ends a socket: an ICMP error, a route
 * that is missing or a full queue is loss, as loss is to UDP.
 */
import { createSocket, type Socket as DgramSocket } from 'node:dgram';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { systemClock } from './clock.ts';
import { EnvironmentError } from './error.ts';
import { countersOf, readCounters, socketCounters } from './kernel.ts';
import { Mailbox } from './mailbox.ts';
import type { Network, Socket } from './world.ts';

/** What a socket asks for, in bytes: bursts wait there until the event loop reads. The kernel may give less. */
const RECEIVE_BUFFER = 4 * 1024 * 1024;

/**
 * Real UDP sockets (IPv4); times are the system clock's. `bind` rejects with EnvironmentError if the port is in use or not
 * permitted. Nothing here keeps a node from sending to whatever address it is told: see `NodeConfig.allowPeer`.
 */
export const udpNetwork: Network = { bind, drops };

function bind(wanted: Endpoint): Promise<Socket> {
  return open(wanted, false);
}

/** As `bind`, but others that do the same can have the port as well. */
export function bindShared(wanted: Endpoint): Promise<Socket> {
  return open(wanted, true);
}

async function open(wanted: Endpoint, reuseAddr: boolean): Promise<Socket> {
  const box = new Mailbox();
  const dgram = createSocket({
    type: 'udp4',
    reuseAddr,
    // An endpoint's address is a dotted quad already: nothing is looked up, and the send happens at once.
    lookup: (address, _options, done) => done(null, address, 4),
  });
  dgram.on('message', (bytes, source) => {
    const at = systemClock.now();
    const from = { address: source.address, port: source.port };
    // A plain view: a Buffer's slice would share memory with whoever slices it.
    box.put({ at, from, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) });
  });
  await bound(dgram, wanted);
  askForBuffer(dgram);
  const { address, port } = dgram.address();
  return socket(dgram, { address, port }, box);
}

function socket(dgram: DgramSocket, local: Endpoint, box: Mailbox): Socket {
  let closed: Promise<void> | null = null;
  return {
    local,
    receiveBuffer: dgram.getRecvBufferSize(),
    send(bytes, to) {
      // Port 0 is refused by Node with an exception; nothing can be sent there.
      if (closed !== null || to.port === 0) return;
      // Without a callback: one is a turn of the event loop for each datagram, and an error is loss either way.
      dgram.send(bytes, to.port, to.address);
    },
    backlog() {
      if (closed !== null) return { datagrams: 0, bytes: 0 };
      return { datagrams: dgram.getSendQueueCount(), bytes: dgram.getSendQueueSize() };
    },
    receive: (handler) => box.receive(handler),
    drops() {
      const kernel = closed === null ? socketCounters(local) : null;
      return kernel === null ? null : kernel.drops + box.lost;
    },
    close() {
      closed ??= new Promise((resolve) => dgram.close(() => resolve()));
      return closed;
    },
  };
}

function drops(sockets: readonly Socket[]): number {
  const table = readCounters();
  if (table === null) return 0;
  return sockets.reduce((sum, { local }) => sum + (countersOf(table, local)?.drops ?? 0), 0);
}

function bound(dgram: DgramSocket, wanted: Endpoint): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (cause: NodeJS.ErrnoException): void => {
      dgram.close();
      reject(bindError(wanted, cause));
    };
    dgram.once('error', failed);
    dgram.bind({ address: wanted.address, port: wanted.port, exclusive: true }, () => {
      dgram.off('error', failed);
      dgram.on('error', ignore);
      resolve();
    });
  });
}

function bindError(wanted: Endpoint, cause: NodeJS.ErrnoException): EnvironmentError {
  const where = endpointText(wanted);
  switch (cause.code) {
    case 'EADDRINUSE':
      return new EnvironmentError(
        `UDP port ${where} is in use`,
        `stop the program that has it (ss -lunp 'sport = :${wanted.port}' names it) or choose another port`,
        { cause },
      );
    case 'EACCES':
    case 'EPERM':
      return new EnvironmentError(
        `no permission to use UDP port ${where}`,
        wanted.port < 1024 ? 'choose a port of 1024 or above' : 'choose another port',
        { cause },
      );
    case 'EADDRNOTAVAIL':
      return new EnvironmentError(
        `this machine has no address ${wanted.address}`,
        'bind an address of one of its interfaces, such as 127.0.0.1',
        { cause },
      );
    default:
      return new EnvironmentError(
        `cannot bind UDP port ${where}: ${cause.message}`,
        'choose another address',
        {
          cause,
        },
      );
  }
}

/** Linux cuts what is too much in silence, other systems refuse: less is asked for until it is granted. */
function askForBuffer(dgram: DgramSocket): void {
  for (let size = RECEIVE_BUFFER; size >= 64 * 1024; size /= 2) {
    try {
      dgram.setRecvBufferSize(size);
      return;
    } catch {
      // Too much for this system; the loop asks for half.
    }
  }
}

function ignore(): void {}
