/**
 * What the judges say of the nodes in a summary: what is broken, with the frames that show it, and the dialects that
 * were seen. Pure; texts from the capture are escaped.
 */
import type { Judgement } from '../oracle/verdict.ts';
import type { Judged, JudgedNode } from '../sniff/judged.ts';
import { endpointText } from '../wire/endpoint.ts';
import { escapeText } from './escape.ts';
import { nodesText, rowLines } from './overheard.ts';
import type { Theme } from './theme.ts';
import { wrap } from './wrap.ts';

const MOST_NODES = 20;
const WIDTH = 100;

/** `judged`: the nodes, or null; `notJudged`: why. */
export function judgedJson(judged: Judged): Record<string, unknown> {
  if (typeof judged === 'string') return { judged: null, notJudged: judged };
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
export function judgedLines(judged: Judged, theme: Theme): string[] {
  const title = theme.strong('judged'.padEnd(10));
  if (typeof judged === 'string')
    return [`${title} no: ${judged}; check --from judges captures of any length`];
  if (judged.length === 0) return [];
  const order = [...judged].sort((a, b) => Number(isFine(a)) - Number(isFine(b)));
  const more = order.length > MOST_NODES ? `, the first ${MOST_NODES}` : '';
  const several = new Set(judged.map(({ file }) => file)).size > 1;
  return [
    `${title} ${nodesText(judged)}${more}`,
    ...order.slice(0, MOST_NODES).flatMap((node) => nodeBlock(node, several, theme)),
  ];
}

function nodeBlock({ endpoint, file, result, frames }: JudgedNode, several: boolean, theme: Theme): string[] {
  const dialect = Object.entries(result.dialect).flatMap(([key, value]) =>
    value === null ? [] : `${key} ${value}`,
  );
  const style = result.verdict === 'fail' ? theme.error : theme.value;
  return [
    `  ${style(endpointText(endpoint))}${several ? ` in ${escapeText(file)}` : ''}  ${result.verdict}`,
    ...violationsOf(result).flatMap((judgement) =>
      rowLines(judgement, frames(judgement), theme).map((line) => `    ${line}`),
    ),
    ...(dialect.length === 0 ? [] : wrap(dialect.join(', '), '    dialect         ', WIDTH)),
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
