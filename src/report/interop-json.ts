/**
 * `interop --json`: one object, schema version 1 (DESIGN §3). Nodes go by their ids, `A`, `B`, and so on.
 */
import type { InteropResult } from '../interop/event.ts';
import type { Role } from '../interop/meeting.ts';
import { TESTS } from '../interop/outcome.ts';
import type { Pairing, PairingResult } from '../interop/pairing.ts';

export interface InteropNode {
  /** `A`. */
  readonly id: string;
  readonly name: string;
  /** Null for the built-in node. */
  readonly command: readonly string[] | null;
  /** Where it is started; null: where we are. */
  readonly folder: string | null;
}

export interface InteropFacts {
  readonly version: string;
  readonly seed: number;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** So long two were watched together. */
  readonly timeMs: number;
  readonly nodes: readonly InteropNode[];
  /** It was stopped before all pairings were done. */
  readonly interrupted: boolean;
}

/** Captures by pairing, as paths in the run's folder. */
export type PairingCaptures = (pairing: Pairing) => readonly string[];

/** The object that programs read. */
export function interopJson(
  result: InteropResult,
  facts: InteropFacts,
  captures: PairingCaptures = () => [],
): Record<string, unknown> {
  const { verdict, pairings, left, dialects, summary } = result;
  const { version, nodes, startedAt, ...rest } = facts;
  return {
    schemaVersion: 1,
    tool: 'peerprobe',
    version,
    command: 'interop',
    ...rest,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(facts.durationMs),
    verdict,
    nodes: nodes.map((node, i) => ({
      ...node,
      failed: failuresOf(i, pairings),
      dialect: dialects[i] ?? null,
    })),
    tests: TESTS.map(({ name: test, letter, title }) => ({ test, letter, title })),
    pairings: pairings.map((one) => pairingJson(one, nodes, captures)),
    left,
    summary,
  };
}

function pairingJson(
  result: PairingResult,
  nodes: readonly InteropNode[],
  captures: PairingCaptures,
): Record<string, unknown> {
  const { joiner, hub, third, outcome, tests, troubles, tries } = {
    ...result,
    tries: result.attempts.length,
  };
  return {
    joiner: nodeId(joiner, nodes),
    hub: nodeId(hub, nodes),
    third: third === null ? null : nodeId(third, nodes),
    outcome,
    tries,
    tests: tests.map(({ faults, ...test }) => ({
      ...test,
      faults: faults.map(({ requirement, by, text }) => ({
        requirement,
        node: playerId(result, by, nodes),
        role: by,
        text,
      })),
    })),
    troubles: troubles.map(({ role, text, output }) => ({
      node: playerId(result, role, nodes),
      role,
      text,
      output,
    })),
    captures: captures(result),
  };
}

/** What a node has broken, each with the pairings in which it did. */
export function failuresOf(
  node: number,
  pairings: readonly PairingResult[],
): { readonly requirement: string; readonly pairings: number }[] {
  const counts = new Map<string, number>();
  for (const pairing of pairings) {
    const broken = pairing.tests
      .flatMap(({ faults }) => faults)
      .filter(({ by }) => pairing[by] === node)
      .map(({ requirement }) => requirement);
    for (const id of new Set(broken)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].map(([requirement, count]) => ({ requirement, pairings: count }));
}

/** Who played that part; null: the built-in node. */
function playerId(pairing: Pairing, role: Role, nodes: readonly InteropNode[]): string | null {
  const place = pairing[role];
  return place === null ? null : nodeId(place, nodes);
}

function nodeId(place: number, nodes: readonly InteropNode[]): string {
  return nodes[place]?.id ?? '?';
}
