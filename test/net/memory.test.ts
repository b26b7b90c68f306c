import { expect, test } from 'vitest';
import { EnvironmentError } from '../../src/net/error.ts';
import { type LinkDatagram, type LinkOptions, MemoryNetwork } from '../../src/net/memory.ts';
import { VirtualClock } from '../../src/net/virtual-clock.ts';

const A = { address: '127.0.0.1', port: 4200 };
const B = { address: '127.0.0.2', port: 4201 };

/** Sends `count` numbered datagrams from A to B, one each ms; what arrived as number@ms. */
async function carried(
  options: LinkOptions,
  count = 200,
): Promise<{ seen: string[]; tapped: LinkDatagram[] }> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock, options);
  const tapped: LinkDatagram[] = [];
  network.tap = (datagram) => tapped.push(datagram);
  const [a, b] = [await network.bind(A), await network.bind(B)];
  const seen: string[] = [];
  b.receive(({ at, from, bytes }) => {
    expect(from).toEqual(A);
    seen.push(`${bytes[0]}@${at}`);
  });
  for (let i = 0; i < count; i += 1) clock.at(i, () => a.send(Uint8Array.of(i), B));
  await clock.run(clock.sleep(count + 1000));
  return { seen, tapped };
}

test('a link without faults carries everything in order, after its delay', async () => {
  const { seen } = await carried({ delayMs: 5 }, 4);
  expect(seen).toEqual(['0@5', '1@6', '2@7', '3@8']);
});

test('loss, jitter and doubling follow the seed', async () => {
  const faults = { loss: 0.2, delayMs: 1, jitterMs: 30, duplicate: 0.1 };
  const first = await carried({ ...faults, seed: 1 });
  const again = await carried({ ...faults, seed: 1 });
  const other = await carried({ ...faults, seed: 2 });
  expect(again).toEqual(first);
  expect(other.seen).not.toEqual(first.seen);
  const numbers = first.seen.map((word) => Number.parseInt(word, 10));
  const lost = first.tapped.filter((datagram) => datagram.lost).length;
  expect(first.tapped).toHaveLength(200);
  expect(new Set(numbers).size).toBe(200 - lost);
  // 200 draws: 40 +- 4 sigma are lost, some of the others come twice, some overtake.
  expect(lost).toBeGreaterThan(17);
  expect(lost).toBeLessThan(63);
  expect(numbers.length).toBeGreaterThan(new Set(numbers).size);
  expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b));
});

test('loss of 1 carries nothing, and the tap still sees it', async () => {
  const { seen, tapped } = await carried({ loss: 1 }, 10);
  expect(seen).toEqual([]);
  expect(tapped.map(({ at, from, to, lost }) => ({ at, from, to, lost }))[3]).toEqual({
    at: 3,
    from: A,
    to: B,
    lost: true,
  });
});

test('arrivals before the receiver is set are kept, up to 1024; the rest counts as dropped', async () => {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  const [a, b] = [await network.bind(A), await network.bind(B)];
  const bytes = new Uint8Array(2);
  for (let i = 0; i < 1030; i += 1) {
    new DataView(bytes.buffer).setUint16(0, i);
    a.send(bytes, B); // the link takes a copy
  }
  await clock.run(clock.sleep(1));
  const seen: number[] = [];
  b.receive((arrival) => seen.push(new DataView(arrival.bytes.buffer).getUint16(0)));
  expect(seen).toEqual(Array.from({ length: 1024 }, (_, i) => i));
  expect(b.drops()).toBe(6);
  b.receive(() => expect.unreachable()); // handed over once
});

test('ports are taken, freed, chosen; nobody at home is no error', async () => {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  const a = await network.bind(A);
  await expect(network.bind(A)).rejects.toThrow(EnvironmentError);
  a.send(Uint8Array.of(1), B);
  await a.close();
  a.send(Uint8Array.of(1), B);
  await network.bind(A);
  const [one, two] = [
    await network.bind({ address: '127.0.0.1', port: 0 }),
    await network.bind({ address: '127.0.0.1', port: 0 }),
  ];
  expect(one.local.port).not.toBe(0);
  expect(one.local.port).not.toBe(two.local.port);
});

test('a socket bound to all addresses receives for each, and sends from 127.0.0.1', async () => {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  const any = await network.bind({ address: '0.0.0.0', port: 4200 });
  const b = await network.bind(B);
  const seen: string[] = [];
  any.receive(({ from }) => seen.push(`any from ${from.address}`));
  b.receive(({ from }) => seen.push(`b from ${from.address}`));
  b.send(Uint8Array.of(1), { address: '127.9.9.9', port: 4200 });
  any.send(Uint8Array.of(1), B);
  await clock.run(clock.sleep(1));
  expect(seen).toEqual(['any from 127.0.0.2', 'b from 127.0.0.1']);
});
