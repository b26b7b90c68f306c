import { describe, expect, test } from 'vitest';
import { judgedJson, judgedLines } from '../../src/report/sniff-judged.ts';
import { makeTheme } from '../../src/report/theme.ts';
import { type Again, judgeCaptures, MAX_NODES, MAX_PACKETS } from '../../src/sniff/judged.ts';
import { EVERYTHING } from '../../src/sniff/selection.ts';
import { Summary } from '../../src/sniff/summary.ts';
import { sampleFile, sampleInput, sniffed } from './sample.ts';

const [A, B] = ['127.0.0.1:4201', '127.0.0.1:4200'];
/** B sends a TLV of length 0 in frames 3 and 5. */
const LINES = [
  `${A} > ${B} 68010102`,
  `${B} > ${A} 68010102`,
  `${B} > ${A} 68010100`,
  `${A} > ${B} 68010102`,
  `${B} > ${A} 68010100`,
];
const LOOK = { theme: makeTheme(0), lang: 'en' } as const;

function again(name: string, lines: readonly string[]): Again {
  const file = sampleFile(lines);
  return {
    name,
    async *open() {
      yield file;
    },
  };
}

const WHOLE = { selection: EVERYTHING, count: null, signal: new AbortController().signal };

async function judged(lines: readonly string[], run: Parameters<typeof sniffed>[1] = {}, gone = false) {
  const { summary } = await sniffed([sampleInput('f', sampleFile(lines), 100_000)], run);
  const how = { ...WHOLE, ...run, selection: { ...EVERYTHING, ...run.selection } };
  return judgeCaptures(summary, how, gone ? null : [again('f', lines)]);
}

describe('the judges, asked by a summary', () => {
  test('say who breaks what, and in which frames', async () => {
    const found = await judged(LINES);
    const { judged: nodes } = judgedJson(found) as {
      judged: { endpoint: unknown; verdict: string; violations: [] }[];
    };
    expect(nodes.map(({ verdict }) => verdict)).toEqual(['pass', 'fail']);
    expect(nodes[1]).toMatchObject({ endpoint: { address: '127.0.0.1', port: 4200 }, file: 'f' });
    expect(nodes[1]?.violations).toContainEqual(
      expect.objectContaining({ requirement: 'TLV-5', verdict: 'fail', frames: [3, 5] }),
    );
    expect(nodes[0]?.violations).toEqual([]);
    const text = judgedLines(found, LOOK).join('\n');
    expect(text).toMatch(/^judged {5}2 nodes: /);
    // What is broken comes first, whoever spoke first.
    expect(text.indexOf(`${B}  fail`)).toBeLessThan(text.indexOf(`${A}  pass`));
    expect(text).toContain('FAIL TLV-5');
    expect(text).toContain('frames    3 5');
  });

  const why = async (summary: Summary): Promise<unknown> =>
    judgedJson(await judgeCaptures(summary, WHOLE, []))['notJudged'];

  test('are not asked where they could not tell, or would take long, and the summary says so', async () => {
    for (const part of [{ selection: { malformed: true } }, { count: 4 }, { signal: AbortSignal.abort() }])
      expect(await judged(LINES, part)).toBe('only whole captures are');
    expect(await judged(LINES, {}, true)).toBe('what is read from a pipe or live is gone');
    const [long, crowded] = [new Summary(), new Summary()];
    long.packets = MAX_PACKETS + 1;
    expect(await why(long)).toBe(`there are more than ${MAX_PACKETS} packets`);
    const nodes = Array.from({ length: MAX_NODES + 1 }, (_, i) => `127.0.0.1:${i + 1}`);
    crowded.addFalseMessages({ falseMessages: [], nodes });
    expect(await why(crowded)).toBe(`there are more than ${MAX_NODES} nodes`);
    const text = 'only whole captures are';
    expect(judgedJson(text)).toEqual({ judged: null, notJudged: text });
    expect(judgedLines(text, LOOK)).toEqual([
      'judged     no: only whole captures are; check --from judges the first 400,000 datagrams of a capture',
    ]);
  });
});
