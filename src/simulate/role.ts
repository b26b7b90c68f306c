/**
 * Who takes part: each node that ever lives, when it starts and stops, whom it is given at start, and what is wrong
 * with it. All of it is settled before anything runs, so that a run without the bugs has the same nodes.
 */
import type { Bug } from '../node/bugs/bug.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import { chance, changes, type Plan, wrongNodes } from './plan.ts';

export interface Role {
  readonly index: number;
  readonly endpoint: Endpoint;
  readonly bug: Bug | null;
  /** Virtual ms; Infinity: never. */
  readonly startsAt: number;
  readonly stopsAt: number;
  /** The node that it is given at start; null for the first one. */
  readonly startPeer: number | null;
}

type Draft = { -readonly [K in keyof Role]: Role[K] };

/** Programs are not all started at once. */
const STARTED_WITHIN_MS = 1000;
const SOURCE = { start: 0, topology: 1, churn: 2, bugs: 3, ports: 4 } as const;
const FIRST_PORT = 1024;
const MINUTE_MS = 60_000;

/** The roles in the order of their numbers: first the nodes of the beginning, then those that come later. */
export function rolesOf(plan: Plan): readonly Role[] {
  const [starting, knowing, porting] = [SOURCE.start, SOURCE.topology, SOURCE.ports].map((source) =>
    chance(plan, source),
  ) as [() => number, () => number, () => number];
  const bugs = bugsOf(plan);
  const roles = Array.from({ length: plan.nodes }, (_, index): Draft => {
    const startsAt = STARTED_WITHIN_MS * starting();
    const startPeer = index === 0 ? null : startPeerOf(plan, index, knowing);
    const bug = bugs[index] ?? null;
    const endpoint = endpointOf(index, porting);
    return { index, endpoint, bug, startsAt, stopsAt: Number.POSITIVE_INFINITY, startPeer };
  });
  for (const at of momentsOf(plan)) replaceOne(roles, at, plan, knowing, porting);
  return roles;
}

/** At that moment one of those that live stops, and another one comes with the same bug, if any: the shares stay. */
function replaceOne(
  roles: Draft[],
  at: number,
  plan: Plan,
  knowing: () => number,
  porting: () => number,
): void {
  const living = roles.filter(({ startsAt, stopsAt }) => startsAt <= at && stopsAt > at);
  const gone = living[Math.floor(living.length * knowing())];
  if (gone === undefined) return;
  gone.stopsAt = at;
  const left = living.filter((role) => role !== gone);
  const known = { star: roles[0], chain: left.at(-1), random: left[Math.floor(left.length * knowing())] };
  const index = roles.length;
  roles.push({
    index,
    endpoint: endpointOf(index, porting),
    bug: gone.bug,
    startsAt: at,
    stopsAt: Number.POSITIVE_INFINITY,
    startPeer: known[plan.topology]?.index ?? null,
  });
}

function startPeerOf({ topology }: Plan, index: number, random: () => number): number {
  switch (topology) {
    case 'star':
      return 0;
    case 'chain':
      return index - 1;
    case 'random':
      return Math.floor(index * random());
  }
}

/** Once in each period, at any time of it. */
function momentsOf(plan: Plan): number[] {
  const random = chance(plan, SOURCE.churn);
  const periodMs = MINUTE_MS / plan.churnPerMinute;
  return Array.from({ length: changes(plan) }, (_, i) => periodMs * (i + random()));
}

/** Who is wrong, chosen by chance. */
function bugsOf(plan: Plan): (Bug | null)[] {
  const bad = plan.bugs.flatMap((bad) => Array<Bug>(wrongNodes(plan, bad)).fill(bad.bug));
  const random = chance(plan, SOURCE.bugs);
  const all = Array.from({ length: plan.nodes }, (_, i) => bad[i] ?? null);
  for (let i = all.length - 1; i > 0; i--) {
    const other = Math.floor((i + 1) * random());
    [all[i], all[other]] = [all[other] ?? null, all[i] ?? null];
  }
  return all;
}

/** 10.x.y.z, ports of all sizes: a byte order or a sign that is wrong names somebody else. */
function endpointOf(index: number, random: () => number): Endpoint {
  const port = FIRST_PORT + Math.floor((65_536 - FIRST_PORT) * random());
  return { address: `10.${1 + (index >>> 8)}.${index & 255}.${1 + (port % 251)}`, port };
}
