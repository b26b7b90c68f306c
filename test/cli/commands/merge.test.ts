import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleFile } from '../../sniff/sample.ts';
import { inProcess } from '../terminal.ts';
import { peerprobe } from './program.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'peerprobe-test-'));
const [A, B] = ['127.0.0.1:4201', '127.0.0.1:4200'];
const LINES = [
  `${A} > ${B} 68010102`,
  `${B} > ${A} 680103081068c0a8004d`,
  `${A} > ${B} 68010100`,
  `${A} > ${B} 68010102`,
  `127.0.0.1:50000 > ${A} 01`,
];

function file(name: string, content: string | Uint8Array): string {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

async function summary(name: string, capture: string): Promise<string> {
  const out = join(FOLDER, name);
  expect((await inProcess(['sniff', '--summary', '--json', '-o', out, capture])).code).toBe(0);
  return out;
}

/** Summaries of the whole and of its two parts. */
let [whole, first, second] = ['', '', ''];
beforeAll(async () => {
  const bytes = sampleFile(LINES);
  const head = sampleFile([]).length;
  // Each packet lies in a block of its own: the second part is the same file without the first two.
  const border = sampleFile(LINES.slice(0, 2)).length;
  whole = await summary('whole.json', file('whole.pcapng', bytes));
  first = await summary('first.json', file('first.pcapng', bytes.subarray(0, border)));
  const rest = Buffer.concat([bytes.subarray(0, head), bytes.subarray(border)]);
  second = await summary('second.json', file('second.pcapng', rest));
});

describe('peerprobe merge', () => {
  test('gives the whole from its parts, in whatever order they are named', async () => {
    const { code, stdout, stderr } = await peerprobe(['merge', '--json', first, second]);
    expect([code, stderr]).toEqual([0, '']);
    const sum = JSON.parse(stdout);
    const { files, examples, judged, notJudged, ...expected } = JSON.parse(readFileSync(whole, 'utf8'));
    expect([judged.length, notJudged, sum.judged]).toEqual([2, null, null]);
    expect(sum).toMatchObject({ ...expected, packets: files[0].packets });
    expect(sum.nodes[0].helloIntervalUs).toMatchObject({ n: 1, min: 3000, max: 3000 });
    expect(sum.examples['tlv-short'].frame).toBe(examples['tlv-short'].frame - 2);
    expect((await inProcess(['merge', '--json', second, first])).stdout).toBe(stdout);
  });

  test('reads what it wrote, and several summaries from one file', async () => {
    const out = join(FOLDER, 'sum.json');
    expect((await inProcess(['merge', '--json', '-o', out, first, second])).code).toBe(0);
    const both = file('both.json', readFileSync(first, 'utf8') + readFileSync(second, 'utf8'));
    const [again, together] = [
      await inProcess(['merge', '--json', out]),
      await inProcess(['merge', '--json', both]),
    ];
    expect(again.stdout).toBe(readFileSync(out, 'utf8'));
    expect(together.stdout).toBe(again.stdout);
  });

  test('says that a capture counts twice, and counts it twice', async () => {
    const { code, stdout, stderr } = await inProcess(['merge', '--json', first, second, first]);
    expect([code, JSON.parse(stdout).packets]).toEqual([0, 2 + 3 + 2]);
    expect(stderr).toContain(
      'first.pcapng, 2 packets, is in two summaries: if it is one capture, it counts twice',
    );
    expect(stderr).not.toContain('second.pcapng');
  });

  test('knows the drops of live captures if all of them do', async () => {
    const part = (extra: string) => file('live.json', readFileSync(first, 'utf8').replace('{', `{${extra},`));
    const sum = async (...extras: string[]) => {
      const texts = extras.map((extra) => readFileSync(part(extra), 'utf8')).join('');
      return JSON.parse((await inProcess(['merge', '--json', file('lives.json', texts)])).stdout);
    };
    expect(await sum('"drops":3,"lost":1', '"drops":4,"lost":0')).toMatchObject({ drops: 7, lost: 1 });
    expect(await sum('"drops":"unknown","lost":1', '"drops":4,"lost":0')).toMatchObject({
      drops: 'unknown',
      lost: 1,
    });
  });

  test('shows the sum as sniff shows a summary', async () => {
    const { stdout } = await inProcess(['merge', '--utc', first, second]);
    const sniffed = await inProcess(['sniff', '--summary', '--utc', join(FOLDER, 'whole.pcapng')]);
    const withoutPlaces = (text: string) => text.replace(/; first in .*/, '').replace(/^judged.*/ms, '');
    expect(withoutPlaces(stdout)).toBe(withoutPlaces(sniffed.stdout));
  });

  test.each<[string, string, number, string]>([
    ['empty.json', '', 5, 'is empty'],
    ['text.json', 'packets 7\n', 5, 'is no JSON'],
    ['other.json', '{"schemaVersion":1,"verdict":"pass"}', 2, 'is no summary: it says no packets'],
    ['list.json', '[1]', 2, 'is no summary'],
    ['later.json', '{"schemaVersion":2,"packets":1}', 2, 'its schemaVersion is not 1'],
  ])('%s is refused', async (name, content, code, said) => {
    const { code: ended, stdout, stderr } = await inProcess(['merge', first, file(name, content)]);
    expect([ended, stdout]).toEqual([code, '']);
    expect(stderr).toContain(said);
  });

  test('a summary that was cut off is damaged input, and one with a wrong field says which', async () => {
    const text = readFileSync(first, 'utf8');
    const cut = await inProcess(['merge', file('cut.json', text.slice(0, text.length / 2))]);
    expect([cut.code, cut.stdout]).toEqual([5, '']);
    for (const [from, to, field] of [
      ['"ours":2', '"ours":-2', 'ours'],
      ['"first":"', '"first":"x', 'first'],
      ['"hello":1', '"hallo":1', 'tlvs'],
      ['127.0.0.1', '127.0.0.1\\n', 'nodes'],
    ] as const) {
      const wrong = await inProcess(['merge', file('wrong.json', text.replace(from, to))]);
      expect([wrong.code, wrong.stdout]).toEqual([2, '']);
      expect(wrong.stderr).toContain(`its "${field}" is missing or cannot be`);
    }
  });

  test.each<[string[], string]>([
    [[], 'a file is missing'],
    [['nobody.json'], 'there is no file nobody.json'],
    [['-', '-'], 'stdin can be read once'],
    [[''], 'a file name is empty'],
    [['x', '--', 'y'], 'merge starts no command'],
    [['x', '-o', ''], 'a file name is missing'],
  ])('%j is wrong usage', async (args, said) => {
    const { code, stderr } = await inProcess(['merge', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});
