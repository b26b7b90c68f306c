import { expect, test } from 'vitest';
import { systemClock } from '../../src/net/clock.ts';
import { EnvironmentError } from '../../src/net/error.ts';
import { MemoryNetwork } from '../../src/net/memory.ts';
import { examineRig } from '../../src/net/rig.ts';
import { udpNetwork } from '../../src/net/udp.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import type { Clock, Network } from '../../src/net/world.ts';

/** The same clock with sleeps that end later by what `late` says of the how-manieth. */
function lateClock(clock: VirtualClock, late: (count: number) => number): Clock {
  let count = 0;
  return {
    now: () => clock.now(),
    sleep: (ms, signal) => clock.sleep(ms + (ms === 10 ? late(count++) : 0), signal),
  };
}

test('a machine in memory is sound, and is examined in under 400 ms', async () => {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { delayMs: 1, duplicate: 0.2, seed: 3 });
  const began = clock.now();
  const rig = await clock.run(examineRig({ clock, network, target: null }));
  expect(rig).toEqual({
    loss: { sent: 200, received: 200 },
    lateness: { median: 0, max: 0 },
    addresses: true,
    receiveBuffer: null,
    counters: true,
    holder: null,
  });
  expect(clock.now() - began).toBeLessThan(400);
});

test('what the network loses is counted, and waited for no longer than that', async () => {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, { loss: 0.1, seed: 7 });
  const sent: boolean[] = [];
  const times: number[] = [];
  network.tap = ({ at, lost }) => {
    sent.push(!lost);
    times.push(at);
  };
  const began = clock.now();
  const { loss } = await clock.run(examineRig({ clock, network, target: null }));
  expect(sent).toHaveLength(200);
  expect(loss).toEqual({ sent: 200, received: sent.filter(Boolean).length });
  expect(loss.received).toBeLessThan(195);
  expect(clock.now() - began).toBeLessThan(400);
  // At most 50 in any 10 ms.
  for (let i = 50; i < times.length; i += 1)
    expect((times[i] ?? 0) - (times[i - 50] ?? 0)).toBeGreaterThanOrEqual(10);
});

test('late timers are told by their median and the worst', async () => {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  const few = lateClock(clock, (count) => (count === 4 ? 90 : 2));
  expect((await clock.run(examineRig({ clock: few, network, target: null }))).lateness).toEqual({
    median: 2,
    max: 90,
  });
  const began = clock.now();
  const all = lateClock(clock, () => 70);
  expect((await clock.run(examineRig({ clock: all, network, target: null }))).lateness).toEqual({
    median: 70,
    max: 70,
  });
  expect(clock.now() - began).toBeLessThan(400);
});

test('where lab addresses cannot be bound, the rest is measured at 127.0.0.1', async () => {
  const clock = new VirtualClock();
  const memory = new MemoryNetwork(clock);
  const bound: string[] = [];
  let open = 0;
  const without = (refused: RegExp): Network => ({
    async bind(local) {
      if (refused.test(local.address)) throw new EnvironmentError(`no ${local.address}`);
      bound.push(local.address);
      const socket = await memory.bind(local);
      open += 1;
      return {
        ...socket,
        close: () => {
          open -= 1;
          return socket.close();
        },
      };
    },
    drops: (sockets) => memory.drops(sockets),
  });
  // The second of the two is refused: the first is closed again.
  const rig = await clock.run(examineRig({ clock, network: without(/^127\.78/), target: null }));
  expect(rig).toMatchObject({ addresses: false, loss: { sent: 200, received: 200 } });
  expect(bound).toEqual(['127.77.5.127', '127.0.0.1', '127.0.0.1']);
  expect(open).toBe(0);
  await expect(clock.run(examineRig({ clock, network: without(/^127/), target: null }))).rejects.toThrow(
    EnvironmentError,
  );
});

test.runIf(process.platform === 'linux')(
  'this machine is examined, and who has a port is named',
  async () => {
    const socket = await udpNetwork.bind({ address: '127.0.9.4', port: 0 });
    const began = systemClock.now();
    const rig = await examineRig({ clock: systemClock, network: udpNetwork, target: socket.local });
    const took = systemClock.now() - began;
    await socket.close();
    console.log(`rig: ${took.toFixed(0)} ms, ${JSON.stringify(rig)}`);
    expect(rig).toMatchObject({ addresses: true, counters: true, holder: { pid: process.pid } });
    expect(rig.loss).toEqual({ sent: 200, received: 200 });
    expect(rig.receiveBuffer).toBeGreaterThan(100_000);
    expect(rig.lateness.max).toBeGreaterThanOrEqual(rig.lateness.median);
    // 400 ms on a quiet machine; timers that are late make it longer.
    expect(took).toBeLessThan(400 + 20 * rig.lateness.max);
  },
);
