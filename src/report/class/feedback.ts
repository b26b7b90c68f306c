/**
 * What the author of one target is given, as Markdown: the verdict, the points of each stage, and what is to be mended.
 */
import type { Language } from '../../lang/language.ts';
import { inWords, tell } from '../../lang/sentence.ts';
import { explanation } from '../../oracle/explanation.ts';
import { REQUIREMENTS } from '../../oracle/requirement.ts';
import { markdownBlock, markdownText } from '../markdown.ts';
import { complaintLines } from '../run/run-markdown.ts';
import {
  type ClassRow,
  cents,
  failedRequirements,
  rowPoints,
  rowVerdict,
  weightedStages,
} from './class-report.ts';
import { problemWords } from './class-words.ts';

/** The whole text. Nothing of other targets is in it. */
export function feedbackMarkdown(row: ClassRow, lang: Language = 'en'): string {
  const { name, run, problem } = row;
  const verdict = tell(lang, VERDICTS[rowVerdict(row)]);
  const title = tell(lang, '{name}: {verdict}, {points} of {worth} points', {
    name,
    verdict,
    ...rowPoints(row),
  });
  const lines = [
    `# ${markdownText(title)}`,
    ...(problem === null ? [] : problemLines(problemWords(row, lang) ?? problem)),
    ...(run === null
      ? []
      : [...stageLines(row, lang), '', ...complaintLines(run, lang), ...meaningLines(row, lang)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Its first line says what is wrong; what a compiler had to say follows as it is. */
function problemLines(problem: string): string[] {
  const [first = '', ...more] = problem.split('\n');
  return ['', markdownText(first), ...(more.length === 0 ? [] : ['', ...markdownBlock(more)])];
}

const VERDICTS = { pass: 'pass', fail: 'fail', inconclusive: 'could not be told' } as const;

/** In plain words, what the requirements ask for that fail. */
function meaningLines(row: ClassRow, lang: Language): string[] {
  const failed = failedRequirements(row).filter((id) => REQUIREMENTS.some((one) => one.id === id));
  if (failed.length === 0) return [];
  return [
    '',
    `### ${tell(lang, 'What is asked for')}`,
    '',
    ...failed.map((id) => `- ${id}: ${markdownText(inWords(lang, explanation(id).meaning))}`),
  ];
}

function stageLines(row: ClassRow, lang: Language): string[] {
  return [
    '',
    `| ${tell(lang, 'stage')} | ${tell(lang, 'the node')} | ${tell(lang, 'points')} |`,
    '| --- | --- | --- |',
    ...weightedStages(row).map(({ stage: { id, title }, points, worth }) => {
      const cells = [
        inWords(lang, id),
        inWords(lang, title),
        tell(lang, '{points} of {worth}', { points: cents(points), worth: cents(worth) }),
      ];
      return `| ${cells.map(markdownText).join(' | ')} |`;
    }),
  ];
}
