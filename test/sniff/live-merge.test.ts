import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyView, type PacketView } from '../../src/capture/packet.ts';
import { timestampOf } from '../../src/capture/timestamp.ts';
import type { LiveInput } from '../../src/sniff/input.ts';
import { LiveWindow, liveTurns } from '../../src/sniff/live-merge.ts';

/** A packet of that moment; its number stands in its only byte. */
function packetAt(ms: number, number = 0): PacketView {
  const time = timestampOf(BigInt(Math.round(ms * 1e6)));
  return { ...emptyView(), time, buffer: Uint8Array.of(number), end: 1 };
}

/** All that is due, as [capture, milliseconds]. */
function due(window: LiveWindow, now: number): [number, number][] {
  const found: [number, number][] = [];
  for (let next = window.next(now); next !== null; next = window.next(now)) {
    if ('time' in next.next && next.next.time !== null) {
      const { high, low } = next.next.time;
      found.push([next.index, (high * 2 ** 32 + low) / 1e6]);
    }
  }
  return found;
}

describe('packets of several live captures', () => {
  test('come in order of time if none is later than was said, and each within that time', () => {
    const packet = fc.record({ at: fc.nat(500), late: fc.nat(99), capture: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 60 }), (packets) => {
        const window = new LiveWindow(3, 100);
        const arrivals = packets
          .map(({ at, late, capture }) => ({ at: 1e12 + at, now: 1e12 + at + late, capture }))
          .sort((a, b) => a.now - b.now);
        // A capture does not change its own order: one that is overtaken comes when the other does.
        const kept = arrivals.filter(({ at, capture }, i) =>
          arrivals.slice(0, i).every((other) => other.capture !== capture || other.at <= at),
        );
        const shown: [number, number][] = [];
        for (let now = 1e12; now <= 1e12 + 700; now += 10) {
          for (const { at, capture } of kept.filter(({ now: came }) => came > now - 10 && came <= now))
            window.add(capture, packetAt(at), now);
          const found = due(window, now);
          for (const [, at] of found) expect(now - at).toBeGreaterThanOrEqual(100);
          for (const [, at] of found) expect(now - at).toBeLessThan(120);
          shown.push(...found);
        }
        expect(shown).toHaveLength(kept.length);
        expect(shown.every(([, at], i) => i === 0 || at >= (shown[i - 1]?.[1] ?? 0))).toBe(true);
      }),
    );
  });

  test('are not held longer by a clock that was set back', () => {
    const window = new LiveWindow(2, 100);
    window.add(0, packetAt(9_000_000), 1000);
    expect(due(window, 1099)).toEqual([]);
    expect(due(window, 1100)).toEqual([[0, 9_000_000]]);
  });

  test('go at once, the earliest first, when there are too many', () => {
    const window = new LiveWindow(2, 100, 3);
    for (const [i, at] of [3, 1, 2].entries()) window.add(i % 2, packetAt(at), 5);
    expect(due(window, 5)).toEqual([[1, 1]]);
    expect(due(window, Number.POSITIVE_INFINITY)).toEqual([
      [0, 3],
      [0, 2],
    ]);
  });
});

/** Gives the packets of that capture, then waits for its stop if it is told to. */
function input(name: string, packets: readonly PacketView[], waits: boolean) {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  const log: string[] = [];
  const live: LiveInput = {
    name,
    lateMs: 50,
    async *turns() {
      const left = [...packets];
      yield () => left.shift() ?? null;
      if (waits) await promise;
    },
    async stop() {
      log.push('stopped');
      resolve();
    },
  };
  return { live, log };
}

test('one capture that ends ends all, and what is held is shown', async () => {
  const now = Date.now();
  const a = input('a', [packetAt(now, 1), packetAt(now + 2, 3)], false);
  const b = input('b', [packetAt(now + 1, 2), packetAt(now + 60_000, 4)], true);
  const shown: number[] = [];
  for await (const turn of liveTurns([a.live, b.live])) {
    for (let step = turn(); step !== null; step = turn()) {
      if ('buffer' in step.next) shown.push(step.next.buffer[0] ?? 0);
    }
  }
  expect(shown).toEqual([1, 2, 3, 4]);
  expect(b.log).toContain('stopped');
});

test('whoever leaves stops all of them', async () => {
  const a = input('a', [packetAt(1)], true);
  const b = input('b', [], true);
  for await (const turn of liveTurns([a.live, b.live])) {
    if (turn() !== null) break;
  }
  expect([a.log, b.log].every((log) => log.includes('stopped'))).toBe(true);
});

test('one capture that breaks ends all, and says why when what is held has been shown', async () => {
  const a = input('a', [packetAt(Date.now() + 60_000, 1)], true);
  const b = input('b', [], true);
  const broken: LiveInput = {
    ...b.live,
    // biome-ignore lint/correctness/useYield: it breaks before it gives anything
    async *turns() {
      throw new RangeError('a frame of 9 bytes too many');
    },
  };
  const shown: number[] = [];
  const run = async () => {
    for await (const turn of liveTurns([a.live, broken])) {
      for (let step = turn(); step !== null; step = turn()) {
        if ('buffer' in step.next) shown.push(step.next.buffer[0] ?? 0);
      }
    }
  };
  await expect(run()).rejects.toThrow('9 bytes too many');
  expect(shown).toEqual([1]);
  expect([a.log, b.log].every((log) => log.includes('stopped'))).toBe(true);
});
