import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../src/net/clock.ts';
import { EnvironmentError } from '../../src/net/error.ts';
import { udpNetwork } from '../../src/net/udp.ts';
import type { Arrival, Socket } from '../../src/net/world.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';

const open: Socket[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((socket) => socket.close()));
});

async function bind(local: Endpoint): Promise<Socket> {
  const socket = await udpNetwork.bind(local);
  open.push(socket);
  return socket;
}

async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !done(); i += 1) await systemClock.sleep(10);
  expect(done()).toBe(true);
}

test('a datagram arrives with its source, its time and bytes of its own', async () => {
  const a = await bind({ address: '127.0.1.1', port: 0 });
  const b = await bind({ address: '127.0.1.2', port: 0 });
  const arrivals: Arrival[] = [];
  b.receive((arrival) => arrivals.push(arrival));
  const sentAt = systemClock.now();
  a.send(Uint8Array.of(104, 1), b.local);
  a.send(new Uint8Array(0), b.local);
  a.send(new Uint8Array(65_507).fill(7), b.local);
  await until(() => arrivals.length === 3);
  expect(arrivals.map(({ bytes }) => bytes.length)).toEqual([2, 0, 65_507]);
  const [first] = arrivals;
  expect(first?.from).toEqual(a.local);
  expect(first?.bytes).toEqual(Uint8Array.of(104, 1));
  expect(first?.bytes.constructor).toBe(Uint8Array); // no Buffer: its slice shares memory
  expect(first?.at).toBeGreaterThanOrEqual(sentAt);
  expect(first?.at).toBeLessThan(sentAt + 5000);
});

test('what arrives before the receiver is set is kept in order', async () => {
  const a = await bind({ address: '127.0.0.1', port: 0 });
  const b = await bind({ address: '127.0.0.1', port: 0 });
  for (let i = 0; i < 100; i += 1) a.send(Uint8Array.of(i), b.local);
  await systemClock.sleep(100);
  const seen: (number | undefined)[] = [];
  b.receive(({ bytes }) => seen.push(bytes[0]));
  await until(() => seen.length === 100);
  expect(seen).toEqual(Array.from({ length: 100 }, (_, i) => i));
});

test('errors of the network after the bind change nothing', async () => {
  const a = await bind({ address: '127.0.0.1', port: 0 });
  const gone = await udpNetwork.bind({ address: '127.0.0.1', port: 0 });
  const b = await bind({ address: '127.0.0.1', port: 0 });
  const seen: number[] = [];
  b.receive(({ bytes }) => seen.push(bytes.length));
  await gone.close();
  await gone.close();
  gone.send(Uint8Array.of(1), b.local); // closed
  for (let i = 0; i < 3; i += 1) a.send(Uint8Array.of(1), gone.local); // ICMP port unreachable
  a.send(Uint8Array.of(1), { address: '127.0.0.1', port: 0 });
  a.send(Uint8Array.of(1), { address: '127.255.255.255', port: 4200 }); // no permission to broadcast
  a.send(new Uint8Array(65_508), b.local); // too long
  await systemClock.sleep(50);
  a.send(Uint8Array.of(1, 2, 3), b.local);
  await until(() => seen.length > 0);
  expect(seen).toEqual([3]);
});

test('a port in use, a low port and a foreign address say what to do', async () => {
  const a = await bind({ address: '127.0.0.1', port: 0 });
  const failure = async (local: Endpoint): Promise<EnvironmentError> => {
    const error: unknown = await bind(local).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EnvironmentError);
    return error as EnvironmentError;
  };
  const inUse = await failure(a.local);
  expect(inUse.message).toBe(`UDP port 127.0.0.1:${a.local.port} is in use`);
  expect(inUse.hint).toContain('choose another port');
  expect((await failure({ address: '203.0.113.7', port: 0 })).message).toBe(
    'this machine has no address 203.0.113.7',
  );
});

test('port 0 takes a free port, several addresses may share a number', async () => {
  const a = await bind({ address: '127.0.2.1', port: 0 });
  const b = await bind({ address: '127.0.2.2', port: a.local.port });
  expect(b.local).toEqual({ address: '127.0.2.2', port: a.local.port });
});

test.runIf(process.platform === 'linux')('drops of the kernel are counted when nobody reads', async () => {
  const a = await bind({ address: '127.0.0.1', port: 0 });
  const b = await bind({ address: '127.0.0.1', port: 0 });
  expect(b.drops()).toBe(0);
  // The event loop is kept busy while another process floods: our buffer has to overflow.
  const flood = `const s = require('node:dgram').createSocket('udp4'); let left = 4000; const b = Buffer.alloc(60000);
    const go = () => left-- > 0 ? s.send(b, ${b.local.port}, '127.0.0.1', go) : s.close(); go();`;
  execFileSync(process.execPath, ['-e', flood]);
  expect(b.drops()).toBeGreaterThan(0);
  expect(a.drops()).toBe(0);
});

test('the receive buffer is larger than what a plain socket gets, where the kernel allows', async () => {
  const plain = createSocket('udp4');
  plain.bind(0, '127.0.0.1');
  await once(plain, 'listening');
  const usual = plain.getRecvBufferSize();
  plain.setRecvBufferSize(4 * 1024 * 1024);
  const granted = plain.getRecvBufferSize();
  plain.close();
  const a = await bind({ address: '127.0.0.1', port: 0 });
  const b = await bind({ address: '127.0.0.1', port: 0 });
  // One synchronous burst of 8 KiB datagrams, each accounted with its overhead: what fits in the buffer arrives.
  const burst = 64;
  const seen: number[] = [];
  b.receive(({ bytes }) => seen.push(bytes.length));
  for (let i = 0; i < burst; i += 1) a.send(new Uint8Array(8192), b.local);
  await systemClock.sleep(200);
  if (granted > usual * 4) expect(seen).toHaveLength(burst);
  else expect(seen.length).toBeGreaterThan(0);
});
