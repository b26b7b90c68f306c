import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bugNamed } from '../../src/node/bugs/table.ts';
import { CONNECTED, KNOWN, Pairs } from '../../src/simulate/pairs.ts';
import type { Role } from '../../src/simulate/role.ts';

const NODES = 6;
const BUG = bugNamed('hello-3s');

/** The last two are wrong. */
const ROLES: Role[] = Array.from({ length: NODES }, (_, index) => ({
  index,
  endpoint: { address: `10.0.0.${index + 1}`, port: 4200 },
  bug: index < 4 ? null : BUG,
  startsAt: 0,
  stopsAt: Number.POSITIVE_INFINITY,
  startPeer: null,
}));

const STEP = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.tuple(
      fc.constant('set'),
      fc.nat(NODES - 1),
      fc.nat(NODES - 1),
      fc.constantFrom(0, KNOWN, CONNECTED),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant('end'), fc.nat(NODES - 1), fc.constant(0), fc.constant(0)) },
);

test('the counts are those of a plain recount, whatever happens', () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 120 }), (steps) => {
      const pairs = new Pairs(ROLES);
      const model = new Map<string, number>();
      const met = new Set<string>();
      const living = new Set(ROLES.map(({ index }) => index));
      for (const index of living) pairs.begin(index);
      for (const [at, [what, one, other, state]] of steps.entries()) {
        if (what === 'end') {
          if (living.delete(one)) pairs.end(one, at);
          for (const key of model.keys()) if (key.startsWith(`${one} `)) model.delete(key);
        } else if (living.has(one)) {
          pairs.set(one, other, state as 0 | 1 | 2, at);
          if (one !== other) model.set(`${one} ${other}`, state);
          if (one !== other && state === CONNECTED) met.add(`${one} ${other}`);
        }
      }
      const counted = (crowd: readonly number[], least: number): number =>
        crowd.flatMap((one) => crowd.filter((other) => (model.get(`${one} ${other}`) ?? 0) >= least)).length;
      const all = [...living];
      const healthy = all.filter((index) => ROLES[index]?.bug === null);
      expect(pairs.all).toMatchObject({ known: counted(all, KNOWN), connected: counted(all, CONNECTED) });
      expect(pairs.all.possible).toBe(all.length * (all.length - 1));
      expect(pairs.healthy).toMatchObject({
        known: counted(healthy, KNOWN),
        connected: counted(healthy, CONNECTED),
      });
      expect(pairs.meetingMs).toHaveLength(met.size);
    }),
  );
});

test('shares are reached once, and stay reached', () => {
  const pairs = new Pairs(ROLES.slice(0, 2));
  pairs.begin(0);
  pairs.begin(1);
  pairs.set(0, 1, CONNECTED, 100);
  expect(pairs.all.connectedAt).toEqual([100, null, null, null]);
  pairs.set(0, 1, KNOWN, 200);
  pairs.set(0, 1, CONNECTED, 300);
  pairs.set(1, 0, CONNECTED, 400);
  expect(pairs.all.connectedAt).toEqual([100, 400, 400, 400]);
  expect(pairs.lostLiving).toBe(1);
  expect(pairs.meetingMs).toEqual([100, 400]);
});

test('a dead peer is stale until it is seen to be', () => {
  const pairs = new Pairs(ROLES);
  for (const { index } of ROLES) pairs.begin(index);
  pairs.set(0, 1, CONNECTED, 10);
  pairs.end(1, 1000);
  expect(pairs.parts()).toBe(5);
  pairs.set(0, 1, KNOWN, 4500);
  expect(pairs.staleMs).toEqual([3500]);
  expect(pairs.lostLiving).toBe(0);
});

test('parts: who is connected, either way, belongs together', () => {
  const pairs = new Pairs(ROLES);
  for (const { index } of ROLES) pairs.begin(index);
  expect(pairs.parts()).toBe(6);
  for (const [one, other] of [
    [0, 1],
    [2, 1],
    [3, 4],
  ] as const)
    pairs.set(one, other, CONNECTED, 1);
  pairs.set(4, 5, KNOWN, 1);
  expect(pairs.parts()).toBe(3);
  expect(pairs.neverMet()).toBe(27);
});
