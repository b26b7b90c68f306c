/**
 * `interop --json`: one object, schema version 1 (DESIGN §3).
 */
import type { InteropResult } from '../interop/event.ts';
import type { Role } from '../interop/meeting.ts';
import { TESTS } from '../interop/outcome.ts';
import type { Pairing, PairingResult } from '../interop/pairing.ts';
import { failuresOf, type InteropNode, type InteropReport, type MetPairing } from './interop-report.ts';

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
): Record<string, unknown> & InteropReport {
  const { verdict, left, dialects, summary } = result;
  const { version, nodes, startedAt, ...rest } = facts;
  const pairings = result.pairings.map((one) => pairingJson(one, nodes, captures(one)));
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
      failed: failuresOf(node.id, pairings),
      dialect: dialects[i] ?? null,
    })),
    tests: TESTS.map(({ name: test, letter, title }) => ({ test, letter, title })),
    pairings,
    left,
    summary,
  };
}

/** A pairing in that object, and a line of the run's events. */
export function pairingJson(
  result: PairingResult,
  nodes: readonly InteropNode[],
  captures: readonly string[],
): MetPairing {
  const { outcome, tests, troubles, attempts } = result;
  return {
    ...pairingIds(result, nodes),
    outcome,
    tries: attempts.length,
    tests: tests.map(({ faults, ...test }) => ({
      ...test,
      faults: faults.map(({ by, ...fault }) => ({ ...fault, node: playerId(result, by, nodes), role: by })),
    })),
    troubles: troubles.map((trouble) => ({ ...trouble, node: playerId(result, trouble.role, nodes) })),
    captures,
  };
}

/** Its nodes by their ids. */
export function pairingIds(
  { joiner, hub, third }: Pairing,
  nodes: readonly InteropNode[],
): Pick<MetPairing, 'joiner' | 'hub' | 'third'> {
  const id = (place: number): string => nodeId(place, nodes);
  return { joiner: id(joiner), hub: id(hub), third: third === null ? null : id(third) };
}

/** Who played that part; null: the built-in node. */
function playerId(pairing: Pairing, role: Role, nodes: readonly InteropNode[]): string | null {
  const place = pairing[role];
  return place === null ? null : nodeId(place, nodes);
}

function nodeId(place: number, nodes: readonly InteropNode[]): string {
  return nodes[place]?.id ?? '?';
}
