/**
 * `fuzz --json`: one object, schema version 1 (DESIGN §3).
 */
import type { FuzzResult, Unconfirmed } from '../fuzz/event.ts';
import type { Finding } from '../fuzz/finding.ts';
import { findingRecord } from '../fuzz/finding-record.ts';
import type { RunFacts } from './check-json.ts';

/** Facts of the run that the result does not hold. */
export type FuzzFacts = Pick<RunFacts, 'version' | 'endpoint' | 'command' | 'startedAt'>;

/** Where the files of each finding lie. */
export type FindingFolders = ReadonlyMap<Finding, string>;

/** The object that programs read. */
export function fuzzJson(
  result: FuzzResult,
  facts: FuzzFacts,
  folders: FindingFolders,
): Record<string, unknown> {
  return {
    schemaVersion: 1,
    tool: 'peerprobe',
    version: facts.version,
    command: 'fuzz',
    target: { endpoint: facts.endpoint, command: facts.command },
    seed: result.seed,
    startedAt: facts.startedAt.toISOString(),
    durationMs: Math.round(result.durationMs),
    verdict: result.verdict,
    cases: result.cases,
    datagrams: result.datagrams,
    lost: result.lost,
    dropped: result.dropped,
    instances: result.instances,
    deaths: result.deaths,
    seen: result.seen,
    dialect: result.dialect,
    findings: result.findings.map((finding) => ({
      ...findingRecord(finding),
      folder: folders.get(finding) ?? null,
    })),
    unconfirmed: result.unconfirmed.map(unconfirmedJson),
    tried: result.tried,
    notes: result.notes,
    unwatched: result.unwatched,
    start: result.start,
    ended: result.ended,
  };
}

function unconfirmedJson({ suspicion, reason }: Unconfirmed): Record<string, unknown> {
  const { symptom, origin } = suspicion;
  return { ...symptom, origin, reason };
}
