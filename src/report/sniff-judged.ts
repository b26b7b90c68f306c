/**
 * What the judges say of the nodes in a summary: what is broken, with the frames that show it, and the dialects that
 * were seen. Pure; texts from the capture are escaped.
 */
import { MAX_DATAGRAMS } from '../capture/overheard/bound.ts';
import { asSentence, grouped, inWords, tell } from '../lang/sentence.ts';
import type { Judgement } from '../oracle/verdict.ts';
import { isJudged, type Judged, type JudgedNode } from '../sniff/judged.ts';
import { endpointText } from '../wire/endpoint.ts';
import { escapeText } from './escape.ts';
import { nodesText, rowLines } from './overheard.ts';
import { nodeRow, type SummaryLook, summaryLabel } from './summary-look.ts';

const MOST_NODES = 20;

/** `judged`: the nodes, or null; `notJudged`: why. */
export function judgedJson(judged: Judged): Record<string, unknown> {
  if (!isJudged(judged)) return { judged: null, notJudged: inWords('en', asSentence(judged)) };
  return { judged: judged.map(nodeJson), notJudged: null };
}

function nodeJson({ endpoint, file, result, frames }: JudgedNode): Record<string, unknown> {
  const violations = violationsOf(result).map((judgement) => {
    const { requirement, check, verdict, actual, hint } = judgement;
    return { requirement, check, verdict, actual, hint, frames: frames(judgement) };
  });
  return { endpoint, file, verdict: result.verdict, dialect: result.dialect, violations };
}

/** The nodes that broke something first. */
export function judgedLines(judged: Judged, { theme, lang }: Look): string[] {
  const title = summaryLabel('judged', { theme, lang });
  if (!isJudged(judged)) {
    const why = asSentence(judged);
    const count = grouped(lang, MAX_DATAGRAMS);
    const figures = { why, count };
    return [
      `${title} ${tell(lang, 'no: {why}; check --from judges the first {count} datagrams of a capture', figures)}`,
    ];
  }
  if (judged.length === 0) return [];
  const order = [...judged].sort((a, b) => Number(isFine(a)) - Number(isFine(b)));
  const more = order.length > MOST_NODES ? tell(lang, ', the first {count}', { count: MOST_NODES }) : '';
  const several = new Set(judged.map(({ file }) => file)).size > 1;
  return [
    `${title} ${nodesText(judged, lang)}${more}`,
    ...order.slice(0, MOST_NODES).flatMap((node) => nodeBlock(node, several, { theme, lang })),
  ];
}

type Look = Pick<SummaryLook, 'theme' | 'lang'>;

function nodeBlock(
  { endpoint, file, result, frames }: JudgedNode,
  several: boolean,
  { theme, lang }: Look,
): string[] {
  const where = several ? ` ${tell(lang, 'in {file}', { file: escapeText(file) })}` : '';
  const dialect = Object.entries(result.dialect).flatMap(([key, value]) =>
    value === null ? [] : `${key} ${value}`,
  );
  const style = result.verdict === 'fail' ? theme.error : theme.value;
  return [
    `  ${style(endpointText(endpoint))}${where}  ${tell(lang, result.verdict)}`,
    ...violationsOf(result).flatMap((judgement) =>
      rowLines(judgement, frames(judgement), theme, lang).map((line) => `    ${line}`),
    ),
    ...(dialect.length === 0 ? [] : nodeRow('dialect', dialect.join(', '), lang)),
  ];
}

function violationsOf({ findings }: JudgedNode['result']): Judgement[] {
  return findings
    .map(({ judgement }) => judgement)
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
}

function isFine({ result }: JudgedNode): boolean {
  return violationsOf(result).length === 0;
}
