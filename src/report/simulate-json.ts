/**
 * `simulate --json`: one object, schema version 1 (DESIGN §3). Nothing in it depends on the machine or the hour: the same
 * seed gives the same object. Times in ms of virtual time, points at a bounded resolution.
 */
import { inWords } from '../lang/sentence.ts';
import type { SimulateResult, TrialResult } from '../simulate/event.ts';
import type { Outcome } from '../simulate/outcome.ts';
import { type Milestones, SHARES } from '../simulate/pairs.ts';
import type { Percentiles } from '../simulate/percentiles.ts';
import type { Plan } from '../simulate/plan.ts';
import { type Point, stepOf } from '../simulate/point.ts';

/** The object that programs read. */
export function simulateJson(result: SimulateResult, version: string): Record<string, unknown> {
  const { plan, outcome, interrupted, without, scaling, trials } = result;
  return {
    schemaVersion: 1,
    tool: 'peerprobe',
    version,
    command: 'simulate',
    seed: plan.seed,
    plan: planJson(plan),
    interrupted,
    ...outcomeJson(outcome, plan.timeMs),
    without: without === null ? null : outcomeJson(without, plan.timeMs),
    scaling,
    options:
      trials === null
        ? null
        : {
            nodes: trials.nodes,
            churnPerMinute: trials.churnPerMinute,
            tried: trials.trials.map(trialJson),
          },
  };
}

function planJson({ bugs, ...plan }: Plan): Record<string, unknown> {
  return {
    ...plan,
    bugs: bugs.map(({ bug, share }) => ({ name: bug.name, requirement: bug.requirement, share })),
  };
}

function outcomeJson(outcome: Outcome, timeMs: number): Record<string, unknown> {
  const { convergence, healthy, points, ...rest } = outcome;
  return {
    ...rest,
    convergence: {
      ...convergence,
      known: milestonesJson(convergence.known),
      connected: milestonesJson(convergence.connected),
      meetingMs: percentilesJson(convergence.meetingMs),
      staleMs: percentilesJson(convergence.staleMs),
    },
    healthy: { ...healthy, connected: milestonesJson(healthy.connected) },
    series: { stepMs: stepOf(timeMs), points: points.map(pointJson) },
  };
}

function trialJson({ trial, outcome }: TrialResult): Record<string, unknown> {
  const { simulatedMs, nodes, convergence, traffic, tables, healthy } = outcome;
  const { pairs, connectedPairs, parts } = convergence;
  const { name, meaning } = trial;
  const { deadKept } = healthy;
  return {
    name,
    meaning: inWords('en', meaning),
    simulatedMs,
    nodes,
    pairs,
    connectedPairs,
    parts,
    traffic,
    tables,
    deadKept,
  };
}

/** `{"50": 12000, ...}` by percent. */
function milestonesJson(milestones: Milestones): Record<string, number | null> {
  return Object.fromEntries(
    SHARES.map((share, i) => {
      const at = milestones[i] ?? null;
      return [String(100 * share), at === null ? null : rounded(at)];
    }),
  );
}

function percentilesJson(found: Percentiles | null): Record<string, number> | null {
  if (found === null) return null;
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, rounded(value)]));
}

function pointJson(point: Point): Record<string, unknown> {
  const { tables } = point;
  return { ...point, tables: { ...tables, mean: rounded(tables.mean) } };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
