import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameReader } from '../../../src/capture/live/live-protocol.ts';
import { Outbox } from '../../../src/capture/live/outbox.ts';
import { RUNS } from '../../support/runs.ts';

const MIB = 1024 * 1024;

/** A pipe that takes what it is told to, and the numbers of the packets that arrived through it. */
class Pipe {
  room = 0;
  readonly numbers: number[] = [];
  readonly #reader = new FrameReader(1, 'test0');
  readonly #memory = new Set<ArrayBufferLike>();

  readonly write = (buffer: Buffer, from: number, to: number): number => {
    this.#memory.add(buffer.buffer);
    const taken = Math.min(to - from, this.room);
    this.room -= taken;
    this.#reader.push(Uint8Array.from(buffer.subarray(from, from + taken)));
    while (this.#reader.step()) {
      const { buffer: bytes, start } = this.#reader.packet;
      this.numbers.push(new DataView(bytes.buffer, bytes.byteOffset).getUint32(start));
    }
    return taken;
  };

  get lost(): number {
    return this.#reader.lost;
  }

  /** Bytes of all the memory that anything was ever written from, as it was allocated. */
  get memory(): number {
    return [...this.#memory].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }
}

function add(outbox: Outbox, number: number, size: number): void {
  const packet = Buffer.alloc(size);
  packet.writeUInt32BE(number);
  outbox.add(0, number, packet, size);
}

test('packets arrive in order, each once or counted as lost, however the pipe takes them', () => {
  const step = fc.record({
    packets: fc.nat(400),
    size: fc.constantFrom(4, 100, 1500, 65_535),
    room: fc.nat(MIB),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
      const pipe = new Pipe();
      const outbox = new Outbox(pipe.write, MIB);
      let count = 0;
      for (const { packets, size, room } of steps) {
        pipe.room = room;
        for (let i = 0; i < packets; i++) add(outbox, count++, size);
      }
      pipe.room = Number.POSITIVE_INFINITY;
      outbox.drain();
      expect(pipe.numbers.length + pipe.lost).toBe(count);
      expect(pipe.numbers.every((number, i) => number > (pipe.numbers[i - 1] ?? -1))).toBe(true);
    }),
    { numRuns: RUNS / 20 }, // of up to 2400 packets each
  );
});

test('nothing is lost while what waits is within the bound, and a reader that wakes up gets it all', () => {
  const pipe = new Pipe();
  const outbox = new Outbox(pipe.write, 2 * MIB);
  for (let i = 0; i < 10_000; i++) add(outbox, i, 100);
  expect(pipe.numbers).toEqual([]);
  pipe.room = Number.POSITIVE_INFINITY;
  outbox.drain();
  expect(pipe.numbers).toHaveLength(10_000);
  expect(pipe.lost).toBe(0);
});

// A pipe that takes nothing until the end is written to from all that waited: what the process uses besides does not
// count.
test('memory is bounded by what may wait, also if the packets come one at a time', async () => {
  const pipe = new Pipe();
  const outbox = new Outbox(pipe.write, 2 * MIB);
  for (let i = 0; i < 60; i++) {
    add(outbox, i, 100);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  // Sixty batches of their own would be 19 MiB.
  pipe.room = Number.POSITIVE_INFINITY;
  outbox.drain();
  expect(pipe.numbers).toHaveLength(60);
  expect(pipe.memory).toBeLessThan(MIB);
});

test('memory is bounded by what may wait, whatever comes', () => {
  const pipe = new Pipe();
  const outbox = new Outbox(pipe.write, 2 * MIB);
  for (let i = 0; i < 200_000; i++) add(outbox, i, 100);
  pipe.room = Number.POSITIVE_INFINITY;
  outbox.drain();
  expect(pipe.memory).toBeGreaterThan(2 * MIB);
  expect(pipe.memory).toBeLessThan(4 * MIB);
  expect(pipe.lost).toBeGreaterThan(100_000);
  expect(pipe.numbers.length + pipe.lost).toBe(200_000);
});
