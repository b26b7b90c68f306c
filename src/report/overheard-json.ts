/** `check --from` on strangers' captures as the JSON of `check` with a list of nodes. */
import type { Finding } from '../check/event.ts';
import { type DialectSeen, dialectSeen } from '../oracle/dialect-seen.ts';
import { VERDICTS, type Verdict } from '../oracle/verdict.ts';
import { endpointText } from '../wire/endpoint.ts';
import { type EvidencePlace, type RunFacts, resultJson } from './check-json.ts';
import { type FileNode, worst } from './overheard.ts';

/** One object: what `check --json` has, and `nodes`. `results` has those of all nodes, each with its `node`. */
export function overheardJson(nodes: readonly FileNode[], facts: RunFacts): Record<string, unknown> {
  const each = nodes.map((node) => {
    const { verdict, dialect, findings } = node.result;
    const results = findings.map((finding) => resultJson(finding, placeOf(node, finding), null));
    return { endpoint: endpointText(node.endpoint), file: node.file, verdict, dialect, results };
  });
  const [only, ...others] = nodes;
  const results = each.flatMap((node) => node.results.map((row) => ({ ...row, node: node.endpoint })));
  return {
    schemaVersion: 1,
    tool: 'peerprobe',
    version: facts.version,
    command: 'check',
    target: { endpoint: null, command: null },
    seed: null,
    startedAt: facts.startedAt.toISOString(),
    durationMs: Math.round(facts.durationMs),
    verdict: worst(nodes),
    dialect: only === undefined || others.length > 0 ? NO_DIALECT : only.result.dialect,
    results,
    summary: Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(nodes, verdict)])),
    dropped: 0,
    nodes: each,
  };
}

function count(nodes: readonly FileNode[], verdict: Verdict): number {
  const findings = nodes.flatMap(({ result }) => result.findings);
  return findings.filter(({ judgement }) => judgement.verdict === verdict).length;
}

const NO_DIALECT: DialectSeen = dialectSeen([]);

function placeOf({ file, frames }: FileNode, { judgement }: Finding): EvidencePlace | undefined {
  return judgement.evidence.length > 0 ? { capture: file, packets: frames(judgement) } : undefined;
}
