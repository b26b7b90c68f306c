import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/net/clock.ts';
import { EnvironmentError } from '../../src/net/error.ts';
import { Quota } from '../../src/net/quota.ts';
import type { SecondSender } from '../../src/net/second-sender.ts';
import { udpNetwork } from '../../src/net/udp.ts';
import type { Arrival, Socket } from '../../src/net/world.ts';

const built = new URL('../../dist/net/second-sender.js', import.meta.url);
const { bindWithSecond } = (await import(built.href)) as typeof import('../../src/net/second-sender.ts');

const HERE = { address: '127.0.0.1', port: 0 };

const open: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function kept<T extends { close(): Promise<unknown> }>(one: T): T {
  open.push(one);
  return one;
}

async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !done(); i += 1) await systemClock.sleep(10);
  expect(done()).toBe(true);
}

describe.runIf(process.platform === 'linux')('a second sender', () => {
  async function both(): Promise<{ socket: Socket; second: SecondSender }> {
    const { socket, second } = await bindWithSecond(HERE, 2);
    if (second === null) throw new Error('there is none');
    return { socket: kept(socket), second: kept(second) };
  }

  test('sends what the quota gives, from the port of the socket, and resolves when it has left', async () => {
    const target = kept(await udpNetwork.bind(HERE));
    const { socket, second } = await both();
    const seen: Arrival[] = [];
    target.receive((arrival) => seen.push(arrival));
    for (const count of [100, 1]) {
      seen.length = 0;
      const unsent = await second.send(Uint8Array.of(104, 1, count), target.local, Quota.of(count));
      expect(unsent).toEqual({ datagrams: 0, bytes: 0 });
      await until(() => seen.length >= count);
      expect(seen).toHaveLength(count);
      expect(seen[0]).toMatchObject({ from: socket.local, bytes: Uint8Array.of(104, 1, count) });
    }
  });

  test('all that arrives comes to the socket', async () => {
    const [target, stranger] = [kept(await udpNetwork.bind(HERE)), kept(await udpNetwork.bind(HERE))];
    const { socket, second } = await both();
    const seen: Arrival[] = [];
    socket.receive((arrival) => seen.push(arrival));
    target.receive(({ from, bytes }) => target.send(bytes, from));
    await second.send(Uint8Array.of(1), target.local, Quota.of(100));
    for (let i = 0; i < 20; i += 1) stranger.send(Uint8Array.of(2), socket.local);
    await until(() => seen.length >= 120);
    expect(seen.filter(({ from }) => from.port === stranger.local.port)).toHaveLength(20);
    expect(socket.drops()).toBe(0);
  });

  test('sends nothing while it is held, and goes on when it is released', async () => {
    const target = kept(await udpNetwork.bind(HERE));
    const { second } = await both();
    const quota = Quota.of(1_000_000_000);
    quota.hold();
    const sent = second.send(Uint8Array.of(1), target.local, quota);
    const seen: Arrival[] = [];
    target.receive((arrival) => seen.push(arrival));
    await systemClock.sleep(300);
    const held = seen.length;
    await systemClock.sleep(100);
    expect(seen).toHaveLength(held); // one burst at the most
    quota.release();
    await until(() => seen.length > held + 1000);
    expect(quota.cancel()).toBeGreaterThan(0);
    await sent;
  });

  test('a port that somebody has is refused, and free again when both are closed', async () => {
    const { socket, second } = await both();
    for (const bind of [bindWithSecond, udpNetwork.bind]) {
      const error: unknown = await bind(socket.local).catch((reason: unknown) => reason);
      expect((error as Error).name).toBe(EnvironmentError.name);
    }
    await Promise.all([second.close(), socket.close()]);
    kept(await udpNetwork.bind(socket.local));
  });
});

test('with one core there is none, and the port is not shared', async () => {
  const { socket, second } = await bindWithSecond(HERE, 1);
  kept(socket);
  expect(second).toBeNull();
  const other = createSocket({ type: 'udp4', reuseAddr: true });
  other.bind(socket.local.port, HERE.address);
  const [error] = await once(other, 'error');
  other.close();
  expect(error).toMatchObject({ code: 'EADDRINUSE' });
});
