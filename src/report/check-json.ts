/**
 * `check --json`: one object, schema version 1 (DESIGN §3).
 */
import type { CheckResult, Finding } from '../check/event.ts';
import { bugNamed } from '../node/bugs/table.ts';
import { requirement } from '../oracle/requirement.ts';
import { VERDICTS } from '../oracle/verdict.ts';
import { toHex } from '../wire/bytes.ts';
import { endpointText } from '../wire/endpoint.ts';
import { commandByHand } from './by-hand.ts';
import { type Shown, shownDatagram } from './shown-datagram.ts';

/** Facts of the run that the result does not hold. */
export interface RunFacts {
  readonly version: string;
  readonly endpoint: string | null;
  readonly command: readonly string[] | null;
  /** Null where nothing was left to chance: a capture is judged. */
  readonly seed: number | null;
  readonly startedAt: Date;
  readonly durationMs: number;
}

/** Where the evidence of a finding lies, and which frames show it. */
export interface EvidencePlace {
  readonly capture: string;
  readonly packets: readonly number[];
}

/** The object that programs read. */
export function checkJson(
  result: CheckResult,
  facts: RunFacts,
  evidence: ReadonlyMap<Finding, EvidencePlace>,
): Record<string, unknown> {
  return {
    schemaVersion: 1,
    tool: 'peerprobe',
    version: facts.version,
    command: 'check',
    target: { endpoint: facts.endpoint, command: facts.command },
    seed: facts.seed,
    startedAt: facts.startedAt.toISOString(),
    durationMs: Math.round(facts.durationMs),
    verdict: result.verdict,
    dialect: result.dialect,
    results: result.findings.map((finding) => resultJson(finding, evidence.get(finding), facts.endpoint)),
    summary: summary(result),
    start: result.start,
    ended: result.ended,
    rig: result.rig,
    dropped: result.dropped,
    stages: result.progress.stages,
    completeUpTo: result.progress.completeUpTo,
    next: result.progress.next,
    likeness: result.likeness.map((name) => ({ bug: name, summary: bugNamed(name)?.summary ?? null })),
  };
}

/** How many results have each verdict. */
export function summary(result: CheckResult): Record<string, number> {
  const count = (verdict: string): number =>
    result.findings.filter(({ judgement }) => judgement.verdict === verdict).length;
  return Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(verdict)]));
}

/** One entry of `results`. `endpoint`: where to send by hand; null for a target that is gone by then. */
export function resultJson(
  { judgement, because, trace }: Finding,
  place: EvidencePlace | undefined,
  endpoint: string | null,
): Record<string, unknown> {
  const { section, level } = requirement(judgement.requirement);
  const blamed = judgement.verdict === 'fail' || judgement.verdict === 'warn';
  const shown = trace === null || !blamed ? null : shownDatagram(judgement, trace);
  return {
    requirement: judgement.requirement,
    check: judgement.check,
    section,
    level,
    verdict: judgement.verdict,
    expected: judgement.expected,
    actual: judgement.actual,
    hint: judgement.hint,
    said: judgement.said,
    because: because ?? null,
    evidence: place ?? null,
    datagram: shown === null ? null : datagramJson(shown),
    byHand: shown === null ? null : commandByHand(shown, endpoint),
  };
}

/** The datagram that shows it best, and the bytes that matter: `[start, end)` from its beginning. */
function datagramJson({ event, marks }: Shown): Record<string, unknown> {
  return {
    direction: event.type,
    from: endpointText(event.from),
    to: endpointText(event.to),
    hex: toHex(event.bytes),
    marks: marks.map(({ start, end, text }) => ({ start, end, text })),
  };
}
