import { describe, expect, test } from 'vitest';
import { DEFAULT_DIALECT } from '../../src/node/dialect.ts';
import { outcomeOf } from '../../src/simulate/outcome.ts';
import type { Plan } from '../../src/simulate/plan.ts';
import { MOST_POINTS } from '../../src/simulate/point.ts';
import { bad, plan, ran } from './plan.ts';

test('a star without faults: everybody is found one request after the start, and then costs what the text says', async () => {
  const outcome = outcomeOf(await ran(plan({ nodes: 12, timeMs: 30_000 })));
  const { convergence, points, nodes } = outcome;
  // The first request comes 10 s after the first Hello, its answer names all; a second later they have greeted.
  expect(convergence.known[3]).toBeGreaterThan(10_000);
  expect(convergence.known[3]).toBeLessThan(12_000);
  expect(convergence.connected[3]).toBeLessThan(13_500);
  expect(convergence).toMatchObject({ pairs: 132, connectedPairs: 132, neverMet: 0, parts: 1 });
  expect(nodes).toEqual({ ever: 12, living: 12, stopped: 0, crashed: 0 });
  // From 15 to 20 s nobody asks: a Hello of 4 bytes from each to each other, every second.
  const quiet = points.filter(({ atMs }) => atMs > 15_000 && atMs <= 20_000);
  const hellos = quiet.reduce((sum, { sent }) => sum + sent.hello.datagrams, 0);
  expect(hellos).toBe(5 * 12 * 11);
  expect(quiet.reduce((sum, { sent }) => sum + sent.hello.bytes, 0)).toBe(4 * hellos);
  // From 20 s on each asks each other once, and each answer lists the 11 that the asked one has: 2 + 11 x 8 bytes.
  const asking = points.filter(({ atMs }) => atMs > 20_000);
  const answers = asking.reduce((sum, { sent }) => sum + sent['peer-address'].datagrams, 0);
  expect(asking.reduce((sum, { sent }) => sum + sent['peer-request'].datagrams, 0)).toBe(answers);
  expect(answers).toBe(12 * 11);
  expect(asking.reduce((sum, { sent }) => sum + sent['peer-address'].bytes, 0)).toBe(answers * 90);
  expect(outcome.tables).toEqual({ mean: 11, max: 11 });
  expect(outcome.traffic.toNobody).toBe(0);
});

test('the same seed gives the same run, another one another', async () => {
  const wild = plan({ loss: 0.1, churnPerMinute: 30, topology: 'random', bugs: [bad('hello-3s', 0.2)] });
  const first = outcomeOf(await ran(wild));
  expect(outcomeOf(await ran(wild))).toEqual(first);
  expect(outcomeOf(await ran({ ...wild, seed: 2 }))).not.toEqual(first);
});

describe('what is done once for all changes nothing', () => {
  const cases: [name: string, changes: Partial<Plan>][] = [
    ['conforming', {}],
    [
      'other dialect',
      { dialect: { ...DEFAULT_DIALECT, requester: 'excluded', list: 'known', extraTlvs: 'extra' } },
    ],
    [
      'added addresses',
      { dialect: { ...DEFAULT_DIALECT, oddAddresses: 'added' }, bugs: [bad('zero-entry', 0.3)] },
    ],
    ['port order', { bugs: [bad('port-little-endian', 0.3)] }],
    ['stale buffer', { bugs: [bad('stale-buffer', 0.3)] }],
    ['identity by address', { bugs: [bad('identity-by-ip', 0.3)] }],
    ['split TLVs', { bugs: [bad('tlv-split', 0.3)] }],
  ];
  test.each(cases)('%s', async (_name, changes) => {
    const wild = plan({
      loss: 0.05,
      churnPerMinute: 8,
      topology: 'random',
      dialect: { ...DEFAULT_DIALECT, requestInterval: '4s' },
      ...changes,
    });
    const quick = outcomeOf(await ran(wild));
    const slow = outcomeOf(await ran(wild, { bugs: true, shortcuts: false }));
    expect(quick).toEqual(slow);
    expect(quick.traffic.sent['peer-address'].datagrams).toBeGreaterThan(20);
  });
});

test('who stops is noticed within the four seconds of the text, and who comes is found', async () => {
  const outcome = outcomeOf(
    await ran(plan({ nodes: 12, timeMs: 60_000, churnPerMinute: 6, topology: 'random', seed: 5 })),
  );
  const { convergence, nodes, healthy } = outcome;
  expect(nodes).toEqual({ ever: 18, living: 12, stopped: 6, crashed: 0 });
  // Its last Hello may have been on its way, and was up to a second old when it stopped.
  expect(convergence.staleMs?.max).toBeLessThan(4100);
  expect(convergence.staleMs?.p50).toBeGreaterThan(2900);
  expect(healthy.lostLiving).toBe(0);
  expect(healthy.deadListed.max).toBeGreaterThan(0);
});

describe('what one node in five does to the others', () => {
  const base = plan({ nodes: 15, timeMs: 45_000, churnPerMinute: 8, topology: 'random' });
  const pair = async (name: string) => {
    const wrong = { ...base, bugs: [bad(name, 0.2)] };
    return { bug: outcomeOf(await ran(wrong)), none: outcomeOf(await ran(wrong, { bugs: false })) };
  };

  test('the same nodes live at the same hours with the bug and without', async () => {
    const { bug, none } = await pair('hello-burst');
    expect(bug.points.map(({ living }) => living)).toEqual(none.points.map(({ living }) => living));
    expect(bug.healthy.nodes).toBe(none.healthy.nodes);
    expect(bug.nodes).toEqual(none.nodes);
  });

  test('two Hellos a second: more is heard', async () => {
    const { bug, none } = await pair('hello-burst');
    expect(bug.healthy.hellosHeard / none.healthy.hellosHeard).toBeGreaterThan(1.1);
  });

  test('no Hello at all: fewer are heard', async () => {
    const { bug, none } = await pair('hello-never');
    expect(bug.healthy.hellosHeard).toBeLessThan(none.healthy.hellosHeard);
  });

  test('own ports listed: invented peers at the healthy, and datagrams to nobody', async () => {
    const { bug, none } = await pair('listed-with-own-port');
    expect(none.healthy.invented).toEqual({ mean: 0, max: 0 });
    expect(bug.healthy.invented.max).toBeGreaterThan(1);
    expect(bug.traffic.toNobody).toBeGreaterThan(2 * none.traffic.toNobody);
  });

  test('nobody ever expires: dead peers are told of and kept', async () => {
    const { bug, none } = await pair('expiry-never');
    expect(bug.healthy.deadKept.mean).toBeGreaterThan(1.5 * none.healthy.deadKept.mean);
  });
});

test('what one bug says ends the nodes with another one, and they are gone', async () => {
  const bugs = [bad('zero-entry', 0.1), bad('crash-on-failed-send', 0.2)];
  const { nodes, convergence } = outcomeOf(await ran(plan({ nodes: 10, bugs })));
  expect(nodes).toEqual({ ever: 10, living: 8, stopped: 0, crashed: 2 });
  expect(convergence).toMatchObject({ pairs: 56, connectedPairs: 56 });
});

test('a storm ends the run before it fills the memory', async () => {
  const storm = plan({ nodes: 8, bugs: [bad('hello-ping-pong', 1)], timeMs: 60_000 });
  const course = await ran(storm, { bugs: true, mostInFlight: 150 });
  expect(course.stormed).toBe(true);
  expect(course.now).toBeLessThan(60_000);
  expect(outcomeOf(course).points.at(-1)?.atMs).toBe(course.now);
});

test.each([100, 30_000, 61_234, 7_200_000])(
  'a run of %i ms has a bounded number of points, the last at its end',
  async (timeMs) => {
    const { points } = await ran(plan({ nodes: 2, timeMs }));
    expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
    expect(points.at(-1)?.atMs).toBe(timeMs);
    expect(points.reduce((sum, { sent }) => sum + sent.hello.datagrams, 0)).toBeGreaterThanOrEqual(
      timeMs > 2000 ? 2 : 0,
    );
  },
);
