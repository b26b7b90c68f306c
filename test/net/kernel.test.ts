import { createSocket } from 'node:dgram';
import { expect, test } from 'vitest';
import { countersOf, parseCounters, readCounters, socketCounters, udpSockets } from '../../src/net/kernel.ts';
import { udpNetwork } from '../../src/net/udp.ts';

// As a little-endian kernel prints it: 127.0.0.1:4200 (twice: two sockets share it), 0.0.0.0:53, [::]:4201,
// [::ffff:127.0.0.3]:4202, [::1]:4203.
const TEXT = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  466: 0100007F:1068 00000000:0000 07 00000000:00000A00 00:00000000 00000000  1000        0 26210 2 0000000000000000 17
  466: 0100007F:1068 00000000:0000 07 00000000:00000100 00:00000000 00000000  1000        0 26211 2 0000000000000000 3
  467: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000   101        0 19002 2 0000000000000000 0
  468: 00000000000000000000000000000000:1069 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 26300 2 0000000000000000 5
  469: 0000000000000000FFFF00000300007F:106A 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 26301 2 0000000000000000 6
  470: 00000000000000000000000001000000:106B 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 26302 2 0000000000000000 7
`;

test('the kernel text is read: exact addresses first, then the socket of all addresses', () => {
  const table = parseCounters(TEXT);
  const at = (address: string, port: number) => countersOf(table, { address, port });
  expect(at('127.0.0.1', 4200)).toEqual({ queue: 0xb00, drops: 20, inode: 26210 });
  expect(at('127.0.0.2', 4200)).toBeNull();
  expect(at('127.9.9.9', 53)).toEqual({ queue: 0, drops: 0, inode: 19002 });
  expect(at('127.0.0.1', 4201)?.drops).toBe(5);
  expect(at('127.0.0.3', 4202)?.drops).toBe(6);
  expect(at('127.0.0.1', 4203)).toBeNull();
  expect(parseCounters('')).toEqual(new Map());
});

test.runIf(process.platform === 'linux')('a socket of ours is found while it is open', async () => {
  const socket = await udpNetwork.bind({ address: '127.0.3.1', port: 0 });
  const sender = await udpNetwork.bind({ address: '127.0.3.2', port: 0 });
  expect(socketCounters(socket.local)).toMatchObject({ drops: 0, queue: 0 });
  sender.send(new Uint8Array(100), socket.local);
  // Nothing was read yet: this runs before the event loop turns.
  expect(socketCounters(socket.local)?.queue).toBeGreaterThan(100);
  expect(readCounters()?.has(`127.0.3.2:${sender.local.port}`)).toBe(true);
  expect(udpSockets()).toContainEqual({ ...socketCounters(sender.local), ...sender.local });
  await Promise.all([socket.close(), sender.close()]);
  expect(socketCounters(socket.local)).toBeNull();
});

test.runIf(process.platform === 'linux')(
  'an IPv6 socket is listed by its address, for none of IPv4',
  async () => {
    const socket = createSocket('udp6');
    await new Promise<void>((resolve) => socket.bind(0, '::1', resolve));
    const { port } = socket.address();
    expect(udpSockets()?.filter((entry) => entry.port === port)).toMatchObject([{ address: '::1' }]);
    expect(socketCounters({ address: '127.0.0.1', port })).toBeNull();
    await new Promise<void>((resolve) => socket.close(resolve));
  },
);
