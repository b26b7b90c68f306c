import { expect, test } from 'vitest';
import { runNode } from '../../src/net/driver.ts';
import { MemoryNetwork } from '../../src/net/memory.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';
import type { Socket } from '../../src/net/world.ts';
import type { Input, NodeEvent, Output } from '../../src/node/event.ts';

const A = { address: '127.0.0.1', port: 4200 };
const B = { address: '127.0.0.2', port: 4201 };

/** A machine that notes when it is called; `answer` says what it wants. */
function scripted(answer: (input: Input, now: number) => Output[]) {
  const calls: string[] = [];
  const handle = (input: Input, now: number): Output[] => {
    calls.push(`${input.type}@${now}`);
    return answer(input, now);
  };
  return { handle, calls };
}

async function world() {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  return { clock, a: await network.bind(A), b: await network.bind(B) };
}

function stopAt(clock: VirtualClock, ms: number): AbortSignal {
  const controller = new AbortController();
  clock.at(ms, () => controller.abort());
  return controller.signal;
}

test('the node is started, woken at its deadlines, and not between', async () => {
  const { clock, a } = await world();
  const node = scripted((_, now) => [{ type: 'wake', at: now + 40 }]);
  await clock.run(runNode(node, a, clock, { signal: stopAt(clock, 100) }));
  expect(node.calls).toEqual(['start@0', 'timeout@40', 'timeout@80']);
  expect(clock.now()).toBe(100);
});

test('a datagram moves the deadline, later or earlier', async () => {
  const { clock, a, b } = await world();
  // Deadlines: 50 after the start, 90 after the first datagram, 60 after the second.
  const wakes = [50, 90, 60];
  const node = scripted(() => [{ type: 'wake', at: wakes.shift() ?? Number.POSITIVE_INFINITY }]);
  clock.at(10, () => b.send(Uint8Array.of(1), A));
  clock.at(55, () => b.send(Uint8Array.of(2), A));
  await clock.run(runNode(node, a, clock, { signal: stopAt(clock, 200) }));
  expect(node.calls).toEqual(['start@0', 'datagram@10', 'datagram@55', 'timeout@60']);
});

test('all outputs of an input are carried out, in order', async () => {
  const { clock, a, b } = await world();
  const seen: (number | undefined)[] = [];
  const events: NodeEvent[] = [];
  b.receive(({ bytes }) => seen.push(bytes[0]));
  const event: NodeEvent = { type: 'peer-connected', peer: B };
  const node = scripted(() => [
    { type: 'send', to: B, bytes: Uint8Array.of(1) },
    { type: 'event', event },
    { type: 'send', to: B, bytes: Uint8Array.of(2) },
    { type: 'wake', at: Number.POSITIVE_INFINITY },
  ]);
  const signal = stopAt(clock, 5);
  await clock.run(runNode(node, a, clock, { signal, onEvent: (seen) => events.push(seen) }));
  expect(seen).toEqual([1, 2]);
  expect(events).toEqual([event]);
});

test('what arrived before the start comes after it', async () => {
  const { clock, a, b } = await world();
  b.send(Uint8Array.of(1), A);
  await clock.run(clock.sleep(3));
  const node = scripted(() => [{ type: 'wake', at: Number.POSITIVE_INFINITY }]);
  await clock.run(runNode(node, a, clock, { signal: stopAt(clock, 10) }));
  expect(node.calls).toEqual(['start@3', 'datagram@3']);
});

test('a send that fails ends nothing', async () => {
  const { clock, a } = await world();
  const broken: Socket = {
    ...a,
    send: () => {
      throw new Error('no route');
    },
  };
  const node = scripted((_, now) => [
    { type: 'send', to: B, bytes: Uint8Array.of(1) },
    { type: 'wake', at: now + 10 },
  ]);
  await clock.run(runNode(node, broken, clock, { signal: stopAt(clock, 25) }));
  expect(node.calls).toEqual(['start@0', 'timeout@10', 'timeout@20']);
});

test('a node that throws rejects the run, and is not called again', async () => {
  const { clock, a, b } = await world();
  const node = scripted((input) => {
    if (input.type === 'datagram') throw new Error('crashed');
    return [{ type: 'wake', at: 50 }];
  });
  clock.at(10, () => b.send(Uint8Array.of(1), A));
  clock.at(20, () => b.send(Uint8Array.of(2), A));
  await expect(clock.run(runNode(node, a, clock))).rejects.toThrow('crashed');
  await clock.run(clock.sleep(100));
  expect(node.calls).toEqual(['start@0', 'datagram@10']);
});

test('a signal that has aborted starts nothing', async () => {
  const { clock, a } = await world();
  const node = scripted(() => []);
  await clock.run(runNode(node, a, clock, { signal: AbortSignal.abort() }));
  expect(node.calls).toEqual([]);
});
