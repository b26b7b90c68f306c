import { describe, expect, it } from 'vitest';
import { Observation, type Use, type Watched } from '../../src/fuzz/observation.ts';
import type { Member } from '../../src/fuzz/squad.ts';

function use(cpuMs: number, delayMs = 0, threads = 1): Use {
  return { sample: { rss: 0, threads, fds: 4, processes: 1, cpuMs }, delayMs };
}

function rested(before: Use, after: Use): string {
  const observation = new Observation();
  observation.rest(before, after, 2000);
  return observation.notes.join('\n');
}

describe('in quiet', () => {
  it('a CPU that is kept busy is noted, on a busy machine too', () => {
    expect(rested(use(100), use(2080))).toMatch(/^it keeps 99 % of a CPU busy/);
    expect(rested(use(100), use(600, 1300))).toMatch(/^it keeps 25 % of a CPU busy/);
  });

  it('work now and then is not, nor a wait for a CPU that others have', () => {
    expect(rested(use(100), use(300))).toBe('');
    expect(rested(use(100), use(800, 100))).toBe('');
    expect(rested(use(100), use(140, 1900))).toBe('');
  });

  it('many threads are noted, and the most of several instances', () => {
    expect(rested(use(0, 0, 4), use(0, 0, 4))).toBe('');
    const all = new Observation();
    for (const threads of [3, 103, 40]) {
      const one = new Observation();
      one.rest(use(0), use(0, 0, threads), 2000);
      all.add(one);
    }
    expect(all.notes).toEqual(['it has 103 threads while nothing is sent to it but Hellos']);
  });
});

describe('under a flood', () => {
  /** So many datagrams a second for six seconds, looked at every `stepMs`; the target greets at these times. */
  function flooded(
    greets: readonly number[],
    { rate = 5000, stepMs = 10, delay = 0, drops = 0 } = {},
  ): string {
    const observation = new Observation();
    const witness = { greetedAt: Number.NEGATIVE_INFINITY } as Member;
    observation.begin(0);
    for (let now = 0; now <= 6000; now += stepMs) {
      witness.greetedAt = greets.filter((at) => at <= now).at(-1) ?? witness.greetedAt;
      const watched: Watched = { witnesses: [witness], delayMs: () => delay * now, drops: () => drops };
      observation.look(now, (rate * now) / 1000, watched);
    }
    return observation.notes.join('\n');
  }

  it('a Hello that does not come is noted', () => {
    expect(flooded([500])).toBe('under a flood a connected peer got no Hello for 5.5 s (ROB-3, should)');
    expect(flooded([500, 1500, 4500, 5500])).toContain('no Hello for 2.9 s');
  });

  it('one that comes a little late is not, nor one of a peer that was never greeted', () => {
    expect(flooded([500, 1500, 2500, 3500, 4500, 5500])).toBe('');
    expect(flooded([500, 2700, 4900])).toBe('');
    expect(flooded([])).toBe('');
  });

  it('nor one that we were too late, or the target too starved for, or that was lost, or without a flood', () => {
    expect(flooded([500], { stepMs: 600 })).toBe('');
    expect(flooded([500], { delay: 0.6 })).toBe('');
    expect(flooded([500], { drops: 1 })).toBe('');
    expect(flooded([500], { rate: 40 })).toBe('');
  });
});
