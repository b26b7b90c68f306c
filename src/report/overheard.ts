/**
 * `check --from` on strangers' captures: node by node, as text.
 */
import type { CheckResult } from '../check/event.ts';
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { toldIn } from '../lang/said.ts';
import { counted, tell } from '../lang/sentence.ts';
import type { NodeVerdict } from '../oracle/overheard/node-verdict.ts';
import { type Judgement, VERDICTS } from '../oracle/verdict.ts';
import { endpointText } from '../wire/endpoint.ts';
import { escapeText } from './escape.ts';
import { rowLine, SIGN_WIDTH, verdictStyle } from './row-line.ts';
import type { Theme } from './theme.ts';
import { verdictCount } from './verdict-count.ts';

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
      verdict: verdictStyle(result.verdict, theme)(tell(lang, result.verdict)),
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
  const { actual, hint } = toldIn(lang, judgement);
  const label = (text: PlainPhrase): string => `     ${tell(lang, text).padEnd(9)}`;
  const row = rowLine(judgement, lang, theme);
  if (judgement.verdict === 'pass') return [row];
  return [
    row,
    `${label('actual')} ${escapeText(actual)}`,
    ...(hint === null ? [] : [`${label('hint')} ${escapeText(hint)}`]),
    ...(frames.length === 0 ? [] : [`${label('frames')} ${frames.slice(0, MOST_FRAMES).join(' ')}`]),
  ];
}

const MOST_FRAMES = 12;

/** `2 nodes: 1 fail, 1 pass`. */
export function nodesText(nodes: readonly FileNode[], lang: Language = 'en'): string {
  const counts = VERDICTS.flatMap((verdict) => {
    const count = nodes.filter(({ result }) => result.verdict === verdict).length;
    return verdictCount(verdict, count, lang);
  });
  return tell(lang, '{name}: {text}', { name: counted(nodes.length, 'node'), text: counts.join(', ') });
}
