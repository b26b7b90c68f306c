import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, Step } from '../../src/fuzz/case.ts';
import { type Minimised, minimise } from '../../src/fuzz/minimise.ts';
import { craft } from '../../src/wire/craft.ts';
import { endpointText } from '../../src/wire/endpoint.ts';
import { parse } from '../../src/wire/parse.ts';

const PEERS = [32_600, 32_601, 32_602, 32_603].map((port, i) => ({ address: `127.5${i}.66.127`, port }));
const HELLO = craft({ items: [{ name: 'hello' }] });

function peer(i: number): Step['from'] {
  return PEERS[i % PEERS.length] ?? { address: '127.50.66.127', port: 32_600 };
}

/** `count` different datagrams, 3 ms apart. */
function marked(count: number): Step[] {
  return Array.from({ length: count }, (_, i) => ({
    at: 3 * i,
    from: peer(i),
    bytes: craft({ items: [{ name: 'tlv', type: 200, value: Uint8Array.of(i >> 8, i & 255) }] }),
  }));
}

const number = ({ bytes }: Step): number => ((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0);

/** Also says whether the result shows it. */
async function minimised(
  steps: readonly Step[],
  shows: (theCase: Case) => boolean,
  width = 1,
  repeat = 1,
): Promise<Minimised & { readonly shown: boolean }> {
  const result = await minimise({ steps, repeat }, async (one) => shows(one), { width });
  return { ...result, shown: shows(result.case) };
}

describe('a minimised case', () => {
  it('holds just the steps that are needed, wherever they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }).chain((count) =>
          fc.record({
            count: fc.constant(count),
            needed: fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: 4 }),
            width: fc.integer({ min: 1, max: 8 }),
          }),
        ),
        async ({ count, needed, width }) => {
          const shows = ({ steps }: Case): boolean => {
            const there = new Set(steps.map(number));
            return needed.every((one) => there.has(one));
          };
          const { case: small, calls, complete } = await minimised(marked(count), shows, width);
          expect(small.steps.map(number)).toEqual([...needed].sort((a, b) => a - b));
          expect(complete).toBe(true);
          expect(calls).toBeLessThan(120 * width ** 0.5 * needed.length + 200);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is nearly there after few tries where those needed lie together', async () => {
    const near = ({ steps }: Case): boolean => {
      const there = new Set(steps.map(number));
      return [94, 95, 96].every((one) => there.has(one));
    };
    let tried = 0;
    const shows = async (one: Case): Promise<boolean> => {
      tried += 1;
      return near(one);
    };
    const options = { width: 6, over: () => tried > 18 };
    const { case: small } = await minimise({ steps: marked(154), repeat: 1 }, shows, options);
    expect(small.steps.length).toBeLessThanOrEqual(8);
  });

  it('is the same on every run', async () => {
    const shows = ({ steps }: Case): boolean => steps.filter((step) => number(step) % 7 === 3).length >= 3;
    const once = await minimised(marked(200), shows, 4);
    expect(await minimised(marked(200), shows, 4)).toEqual(once);
    expect(once.case.steps).toHaveLength(3);
  });

  it('keeps the order of what must stand in that order', async () => {
    const shows = ({ steps }: Case): boolean => {
      const numbers = steps.map(number);
      return (
        numbers.indexOf(150) >= 0 && numbers.indexOf(20) >= 0 && numbers.indexOf(20) < numbers.indexOf(150)
      );
    };
    expect((await minimised(marked(200), shows)).case.steps.map(number)).toEqual([20, 150]);
  });

  it('holds nothing where nothing is needed, and is found so at once', async () => {
    const result = await minimised(marked(100), () => true, 2);
    expect(result).toMatchObject({ case: { steps: [], repeat: 1 }, complete: true });
    expect(result.calls).toBeLessThanOrEqual(2);
  });

  it('counts where it is the number that matters, in few tries', async () => {
    const steps = Array.from({ length: 3000 }, (_, i) => ({ at: i, from: peer(i), bytes: HELLO }));
    const result = await minimised(steps, (one) => one.steps.length >= 1025, 4);
    expect(result.case.steps).toHaveLength(1025);
    expect(result.calls).toBeLessThan(120);
  });

  it('counts one kind among others', async () => {
    const steps = marked(600).flatMap((step, i) => [step, { at: step.at, from: peer(i), bytes: HELLO }]);
    const hellos = ({ steps: all }: Case): number =>
      all.filter(({ bytes }) => bytes.length === HELLO.length).length;
    const result = await minimised(steps, (one) => hellos(one) >= 300, 4);
    expect(result.case.steps).toHaveLength(300);
    expect(result.calls).toBeLessThan(200);
  });

  it('holds a gap as long as it must be, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 8 }),
        async (gap, width) => {
          const steps = marked(6).map((step, i) => ({ ...step, at: 4000 * i }));
          const shows = ({ steps: all }: Case): boolean => {
            const [a, b] = [all.find((one) => number(one) === 1), all.find((one) => number(one) === 4)];
            return a !== undefined && b !== undefined && b.at - a.at >= gap;
          };
          const { case: small } = await minimised(steps, shows, width);
          expect(small.steps.map(number)).toEqual([1, 4]);
          const [first, second] = small.steps;
          expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(gap);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has as few senders as it needs', async () => {
    const two = ({ steps }: Case): boolean => new Set(steps.map(({ from }) => endpointText(from))).size >= 2;
    const result = await minimised(marked(40), (one) => two(one) && one.steps.length >= 3);
    expect(result.case.steps).toHaveLength(3);
    expect(new Set(result.case.steps.map(({ from }) => endpointText(from))).size).toBe(2);
    const alone = await minimised(marked(40), (one) => one.steps.length >= 3);
    expect(new Set(alone.case.steps.map(({ from }) => endpointText(from))).size).toBe(1);
  });

  it('has as few rounds as it needs, to a sixteenth', async () => {
    const { case: small } = await minimised(marked(2), (one) => one.repeat >= 321, 4, 4000);
    expect(small.repeat).toBeGreaterThanOrEqual(321);
    expect(small.repeat).toBeLessThan(321 + 4000 / 8);
  });

  it('is the best so far where there is no time', async () => {
    let calls = 0;
    const steps = marked(300);
    const shows = async ({ steps: all }: Case): Promise<boolean> => {
      calls += 1;
      return all.some((one) => number(one) === 7) && all.some((one) => number(one) === 290);
    };
    const result = await minimise({ steps, repeat: 1 }, shows, { over: () => calls >= 12, width: 2 });
    expect(result.complete).toBe(false);
    expect(calls).toBeLessThanOrEqual(14);
    expect(result.case.steps.some((one) => number(one) === 7)).toBe(true);
    expect(result.case.steps.some((one) => number(one) === 290)).toBe(true);
  });
});

describe('a minimised datagram', () => {
  const from = peer(0);
  const small = async (bytes: Uint8Array, shows: (bytes: Uint8Array) => boolean): Promise<Uint8Array> => {
    const one = [{ at: 0, from, bytes }];
    const { case: best } = await minimised(one, ({ steps }) => steps.some((step) => shows(step.bytes)));
    return best.steps[0]?.bytes ?? new Uint8Array(0);
  };

  it('has no TLV that is not needed', async () => {
    const items = [
      { name: 'hello' },
      { name: 'tlv', type: 77, value: new Uint8Array(9).fill(5) },
      { name: 'tlv', type: 200, length: 0, value: new Uint8Array(0) },
      { name: 'peer-request' },
    ] as const;
    const isZero = (bytes: Uint8Array): boolean =>
      bytes.some((type, i) => i > 1 && type === 200 && bytes[i + 1] === 0);
    expect(await small(craft({ items }), isZero)).toEqual(Uint8Array.of(104, 1, 200, 0));
  });

  it('is as short as it can be, and well formed where size alone matters', async () => {
    const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7 + 13) & 255);
    const result = await small(noise, (bytes) => bytes.length > 1400);
    expect(result).toHaveLength(1401);
    expect(parse(result).ok).toBe(true);
  });

  it('keeps the byte that matters at its place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: 200 }), async (at) => {
        const value = Uint8Array.from({ length: 240 }, (_, i) => 1 + (i % 250));
        const bytes = craft({ items: [{ name: 'tlv', type: 200, value }] });
        const wanted = bytes[at];
        const result = await small(bytes, (one) => one[at] === wanted && one[2] === 200);
        expect(result[at]).toBe(wanted);
        expect(result).toHaveLength(at + 1);
        expect([...result].slice(4, at).every((byte) => byte === 0)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps a TLV that must be cut cut', async () => {
    const bytes = craft({
      items: [{ name: 'hello' }, { name: 'tlv', type: 200, length: 255, value: new Uint8Array(40).fill(9) }],
    });
    const isCut = (one: Uint8Array): boolean =>
      one[2] === 200 && one.length > 3 && (one[3] ?? 0) > one.length - 2;
    expect(
      await small(bytes, (one) => isCut(one) || isCut(Uint8Array.of(0, 0, ...one.slice(4)))),
    ).toHaveLength(4);
  });
});
