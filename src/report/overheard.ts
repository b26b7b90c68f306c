/**
 * `check --from` on strangers' captures: node by node, as text and as the JSON of `check` with a list of nodes.
 */
import type { CheckResult, Finding } from '../check/event.ts';
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { toldIn } from '../lang/said.ts';
import { tell } from '../lang/sentence.ts';
import { type DialectSeen, dialectSeen } from '../oracle/dialect-seen.ts';
import type { NodeVerdict } from '../oracle/overheard/node-verdict.ts';
import { requirement } from '../oracle/requirement.ts';
import { type Judgement, VERDICTS, type Verdict } from '../oracle/verdict.ts';
import { endpointText } from '../wire/endpoint.ts';
import { type EvidencePlace, type RunFacts, resultJson } from './check-json.ts';
import { escapeText } from './escape.ts';
import { SIGN, SIGN_WIDTH } from './row-sign.ts';
import type { Style, Theme } from './theme.ts';

/** A node of one of the captures. */
export interface FileNode extends NodeVerdict {
  readonly file: string;
}

const WORST_FIRST = ['fail', 'inconclusive', 'pass'] as const;

/** The verdict of the worst node; nothing can be told of none. */
export function worst(nodes: readonly FileNode[]): CheckResult['verdict'] {
  return (
    WORST_FIRST.find((verdict) => nodes.some(({ result }) => result.verdict === verdict)) ?? 'inconclusive'
  );
}

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

/** The report, node by node; rows that a capture cannot tell are counted, not listed. */
export function overheardText(nodes: readonly FileNode[], theme: Theme, lang: Language = 'en'): string {
  return nodes.map((node) => nodeText(node, theme, lang)).join('\n');
}

function nodeText(node: FileNode, theme: Theme, lang: Language): string {
  const { file, endpoint, result } = node;
  const told = result.findings.filter(({ judgement }) => judgement.verdict !== 'not-observed');
  const untold = result.findings.length - told.length;
  return [
    tell(lang, '{node} in {file}: {verdict}', {
      node: theme.strong(endpointText(endpoint)),
      file: escapeText(file),
      verdict: styles(theme)[result.verdict](tell(lang, result.verdict)),
    }),
    ...told.flatMap(({ judgement }) => rowLines(judgement, node.frames(judgement), theme, lang)),
    theme.dim(
      `${'-'.padEnd(SIGN_WIDTH[lang])} ${tell(lang, '{count} that this capture cannot tell', { count: untold })}`,
    ),
    '',
  ].join('\n');
}

/** What a judgement says; more than its row only if something is wrong. */
export function rowLines(
  judgement: Judgement,
  frames: readonly number[],
  theme: Theme,
  lang: Language = 'en',
): string[] {
  const { requirement: id, check, verdict } = judgement;
  const { actual, hint } = toldIn(lang, judgement);
  const label = (text: PlainPhrase): string => `     ${tell(lang, text).padEnd(9)}`;
  const { section, title } = requirement(id);
  const sign = styles(theme)[verdict](SIGN[lang][verdict].padEnd(SIGN_WIDTH[lang]));
  const row = `${sign} ${id.padEnd(7)} ${`§${section}`.padEnd(9)} ${tell(lang, title)} ${theme.dim(`(${check})`)}`;
  if (verdict === 'pass') return [row];
  return [
    row,
    `${label('actual')} ${escapeText(actual)}`,
    ...(hint === null ? [] : [`${label('hint')} ${escapeText(hint)}`]),
    ...(frames.length === 0 ? [] : [`${label('frames')} ${frames.slice(0, MOST_FRAMES).join(' ')}`]),
  ];
}

const MOST_FRAMES = 12;

function styles({ ok, error, warn, dim }: Theme): Record<Verdict, Style> {
  return { pass: ok, fail: error, warn, inconclusive: warn, 'not-observed': dim, skipped: dim };
}

/** `2 nodes: 1 fail, 1 pass`. */
export function nodesText(nodes: readonly FileNode[]): string {
  const counts = VERDICTS.flatMap((verdict) => {
    const count = nodes.filter(({ result }) => result.verdict === verdict).length;
    return count > 0 ? [`${count} ${verdict}`] : [];
  });
  return `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}: ${counts.join(', ')}`;
}

function placeOf({ file, frames }: FileNode, { judgement }: Finding): EvidencePlace | undefined {
  return judgement.evidence.length > 0 ? { capture: file, packets: frames(judgement) } : undefined;
}
