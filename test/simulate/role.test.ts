import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changes, type Plan, TOPOLOGIES } from '../../src/simulate/plan.ts';
import { type Role, rolesOf } from '../../src/simulate/role.ts';
import { endpointText } from '../../src/wire/endpoint.ts';
import { bad, plan } from './plan.ts';

const PLANS = fc.record({
  nodes: fc.integer({ min: 2, max: 40 }),
  timeMs: fc.integer({ min: 100, max: 90_000 }),
  churnPerMinute: fc.integer({ min: 0, max: 40 }),
  topology: fc.constantFrom(...TOPOLOGIES),
  seed: fc.nat(),
});

function livingAt(roles: readonly Role[], at: number): Role[] {
  return roles.filter(({ startsAt, stopsAt }) => startsAt <= at && stopsAt > at);
}

function bugNames(roles: readonly Role[]): string[] {
  return roles.flatMap(({ bug }) => (bug === null ? [] : [bug.name]));
}

test('as many live as the plan says, and each address is one node', () => {
  fc.assert(
    fc.property(PLANS, (change) => {
      const wanted: Plan = plan({ ...change, bugs: [bad('hello-3s', 0.3)] });
      const roles = rolesOf(wanted);
      const stops = roles.filter(({ stopsAt }) => stopsAt < Number.POSITIVE_INFINITY).length;
      expect(roles.length).toBe(wanted.nodes + stops);
      expect(stops).toBeLessThanOrEqual(changes(wanted));
      // Who stops has been there, and the share of the wrong ones stays.
      for (const { startsAt, stopsAt } of roles) expect(stopsAt).toBeGreaterThanOrEqual(startsAt);
      const all = roles.filter(({ stopsAt }) => stopsAt === Number.POSITIVE_INFINITY);
      expect(all.length).toBe(wanted.nodes);
      expect(bugNames(all)).toHaveLength(Math.max(1, Math.round(0.3 * wanted.nodes)));
      expect(new Set(roles.map(({ endpoint }) => endpointText(endpoint))).size).toBe(roles.length);
    }),
    { numRuns: 200 },
  );
});

test('each is given a start peer of its topology', () => {
  fc.assert(
    fc.property(PLANS, (change) => {
      const roles = rolesOf(plan(change));
      expect(roles[0]?.startPeer).toBeNull();
      for (const { index, startPeer, startsAt } of roles.slice(1)) {
        if (change.topology === 'star') expect(startPeer).toBe(0);
        else if (change.topology === 'chain' && index < change.nodes) expect(startPeer).toBe(index - 1);
        else if (index < change.nodes) expect(startPeer).toBeLessThan(index);
        else if (startPeer !== null)
          // Who comes later asks somebody who lives.
          expect(livingAt(roles, startsAt).map((role) => role.index)).toContain(startPeer);
      }
    }),
    { numRuns: 200 },
  );
});

test('bugs change nothing but the bugs', () => {
  const wanted = plan({ nodes: 20, churnPerMinute: 30 });
  const wrong = rolesOf({ ...wanted, bugs: [bad('hello-3s', 0.1), bad('zero-entry', 0.25)] });
  expect(wrong.map((role) => ({ ...role, bug: null }))).toEqual(rolesOf(wanted));
  expect(bugNames(wrong.slice(0, 20)).sort()).toEqual([
    ...Array(2).fill('hello-3s'),
    ...Array(5).fill('zero-entry'),
  ]);
});
