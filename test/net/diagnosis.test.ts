import { expect, test } from 'vitest';
import type { Child } from '../../src/net/child.ts';
import { systemClock } from '../../src/net/clock.ts';
import { type Diagnosis, diagnose } from '../../src/net/diagnosis.ts';
import { holderOf } from '../../src/net/holder.ts';
import { sample } from '../../src/net/sample.ts';
import { udpNetwork } from '../../src/net/udp.ts';
import { startingChildren } from '../support/children.ts';

const LINUX = process.platform === 'linux';
const start = startingChildren();

/** The first diagnosis of which that holds, or the last one. */
async function seen(child: Child, wanted: (diagnosis: Diagnosis) => boolean): Promise<Diagnosis | null> {
  const end = systemClock.now() + 20_000;
  for (;;) {
    const diagnosis = diagnose(child.pid);
    if (diagnosis !== null && wanted(diagnosis)) return diagnosis;
    if (systemClock.now() > end) return diagnosis;
    await systemClock.sleep(20);
  }
}

const BIND = `
  const { createSocket } = require('node:dgram');
  const bind = (address, type = 'udp4') => new Promise((resolve) => {
    const socket = createSocket(type).bind(0, address, () => resolve(socket.address().port));
  });`;

test.runIf(LINUX)('the ports of a group are found, whichever of its processes has them', async () => {
  const script = `${BIND} Promise.all([bind('127.0.9.1'), bind('0.0.0.0'), bind('::1', 'udp6')]).then((ports) => console.log(ports.join(' ')));`;
  const child = await start('sh', '-c', '"$0" -e "$1" & wait', process.execPath, script);
  const diagnosis = await seen(child, ({ ports }) => ports.length === 3);
  // It prints them a moment after it has bound the last.
  while (!(await child.output()).includes('\n')) await systemClock.sleep(10);
  const ports = (await child.output()).trim().split(' ').map(Number);
  const expected = ['127.0.9.1', '0.0.0.0', '::1'].map((address, i) => ({ address, port: ports[i] ?? 0 }));
  expect(diagnosis?.ports).toEqual(expected.sort((a, b) => a.port - b.port));
  expect(diagnosis?.readsStdin).not.toBe(true);
  const [first] = expected.filter(({ address }) => address === '127.0.9.1');
  const holder = holderOf(first ?? { address: '127.0.9.1', port: 0 });
  expect(holder?.name).toMatch(/node|main/i);
  expect(holder?.pid).toBeGreaterThan(child.pid);
});

test.runIf(LINUX)('a program that waits for input is seen to, also behind a wrapper', async () => {
  for (const argv of [['cat'], ['sh', '-c', 'cat; exit 1'], ['sh', '-c', 'read line']]) {
    const waits = ({ readsStdin, state }: Diagnosis): boolean => readsStdin === true && state === 'sleeping';
    const diagnosis = await seen(await start(...argv), waits);
    expect(diagnosis).toMatchObject({ readsStdin: true, state: 'sleeping', ports: [] });
  }
});

test.runIf(LINUX)('a filter behind the target waits for the target, not for input', async () => {
  const child = await start('sh', '-c', 'sleep 300 | cat');
  for (let i = 0; i < 500 && sample(child.pid)?.processes !== 3; i += 1) await systemClock.sleep(20);
  await systemClock.sleep(300);
  expect(await seen(child, ({ state }) => state === 'sleeping')).toMatchObject({
    readsStdin: false,
    state: 'sleeping',
    ports: [],
  });
});

test.runIf(LINUX)('a spin, a sleep and a stop are told apart', async () => {
  const [spin, sleep] = [await start('sh', '-c', 'while :; do :; done'), await start('sleep', '300')];
  const spinning = await seen(spin, ({ cpuShare, state }) => (cpuShare ?? 0) > 0.1 && state === 'running');
  expect(spinning?.cpuShare).toBeGreaterThan(0.1);
  expect(spinning?.cpuShare).toBeLessThan(1.2);
  expect(spinning).toMatchObject({ state: 'running', readsStdin: false });
  const sleeping = await seen(sleep, ({ cpuShare }) => (cpuShare ?? 1) < 0.02);
  expect(sleeping?.cpuShare).toBeLessThan(0.02);
  expect(sleeping).toMatchObject({ state: 'sleeping', readsStdin: false });
  process.kill(sleep.pid, 'SIGSTOP');
  expect((await seen(sleep, ({ state }) => state === 'stopped'))?.state).toBe('stopped');
  process.kill(sleep.pid, 'SIGCONT');
  await sleep.stop();
  expect(diagnose(sleep.pid)).toBeNull();
});

test.runIf(LINUX)('who has a port is found on that very address, else on all addresses', async () => {
  const socket = await udpNetwork.bind({ address: '127.0.9.2', port: 0 });
  expect(holderOf(socket.local)?.pid).toBe(process.pid);
  expect(holderOf({ ...socket.local, address: '127.0.9.3' })).toBeNull();
  expect(holderOf({ ...socket.local, address: '192.0.2.1' })).toBeNull();
  await socket.close();
  expect(holderOf(socket.local)).toBeNull();
  const all = await udpNetwork.bind({ address: '0.0.0.0', port: 0 });
  expect(holderOf({ ...all.local, address: '127.0.9.3' })?.pid).toBe(process.pid);
  // The port of another machine is not ours.
  expect(holderOf({ ...all.local, address: '192.0.2.1' })).toBeNull();
  await all.close();
});
