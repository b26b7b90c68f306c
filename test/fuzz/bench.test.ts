import { expect, test } from 'vitest';
import { Bench } from '../../src/fuzz/bench.ts';
import { replay } from '../../src/fuzz/replay.ts';
import type { World } from '../../src/fuzz/world.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { bugNamed } from '../../src/node/bugs/table.ts';
import { nodeConfig } from '../../src/node/config.ts';
import { findingOf } from '../support/finding.ts';
import { IDLE } from '../support/idle.ts';
import { PLACE, step, VirtualFuzz } from '../support/virtual-fuzz.ts';

function nodes(): VirtualFuzz {
  const bug = bugNamed('hang-on-length-0');
  if (bug === null) throw new Error('no such bug');
  return new VirtualFuzz((self, start) =>
    withBug(nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true }), bug),
  );
}

/** The same world on a machine whose timers are late for so long from now on, in ms. */
function busy({ world }: VirtualFuzz, ms: number): World {
  const { clock } = world;
  const until = clock.now() + ms;
  const late = (): number => (clock.now() < until ? 500 : 0);
  // Not exact: a real clock's lateness is measured.
  const now = (): number => clock.now();
  const sleep: typeof clock.sleep = (time, signal) => clock.sleep(time + late(), signal);
  return { ...world, clock: { now, sleep } };
}

const HANG = findingOf({
  ...PLACE,
  kind: 'hang',
  signature: 'hang',
  case: { steps: [step([{ name: 'hello', length: 0 }])], repeat: 1 },
});

test('what was run while the machine was late tells nothing: others are run instead', async () => {
  const fuzz = nodes();
  const bench = new Bench(PLACE, busy(fuzz, 3000), false);
  const count = await fuzz.run(() => bench.count(HANG.case, { manner: 'awake', lingerMs: 0 }, HANG, 5));
  expect(count).toMatchObject({ times: 5, of: 5 });
});

test('they are bounded, and do not make a fault one that is mended', async () => {
  const fuzz = nodes();
  const world = busy(fuzz, 1e9);
  let starts = 0;
  const start: World['target']['start'] = (...words) => {
    starts += 1;
    return world.target.start(...words);
  };
  const slow = { ...world, target: { ...world.target, start } };
  const bench = new Bench(PLACE, slow, false);
  const count = await fuzz.run(() => bench.count(HANG.case, { manner: 'awake', lingerMs: 0 }, HANG, 5));
  expect([count.times, count.of, starts]).toEqual([0, 0, 10]);
  const { verdict, reason } = await fuzz.run(() =>
    replay(HANG, slow, { times: 2, strict: false, calm: false }),
  );
  expect(verdict).toBe('unknown');
  expect(reason).toMatch(/^this machine was up to \d+ ms late$/);
});

test('one that has just started has two seconds before it must read', async () => {
  for (const [readsAt, shown] of [
    [1900, 0],
    [9000, 1],
  ] as const) {
    const fuzz = nodes();
    const { world } = fuzz;
    const target: World['target'] = {
      ...world.target,
      start: async () => {
        const begin = world.clock.now();
        const queued = (): number => (world.clock.now() - begin < readsAt ? 4000 : 0);
        return { ...IDLE, queued };
      },
    };
    const bench = new Bench(PLACE, { ...world, target }, false);
    const count = await fuzz.run(() => bench.count(HANG.case, { manner: 'awake', lingerMs: 0 }, HANG, 1));
    expect(count).toMatchObject({ times: shown, of: 1 });
  }
});
