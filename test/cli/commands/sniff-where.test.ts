import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { command } from '../../../src/cli/commands/sniff.ts';
import { sampleFile } from '../../sniff/sample.ts';
import { entry, type } from '../terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-where-'));
afterAll(() => rmSync(folder, { recursive: true }));
const zoneBefore = process.env['TZ'];
afterEach(() => {
  process.env['TZ'] = zoneBefore;
});

const [A, B, OTHER] = ['127.0.0.1:4201', '127.0.0.1:4200', '10.0.0.1:53'];
/** By frame, a millisecond apart from 22:13:20.123456789Z: 4 is foreign, 5 of a sister protocol, 6 internal. */
const FILE = join(folder, 'sample.pcapng');
writeFileSync(
  FILE,
  sampleFile([
    `${A} > ${B} 68010102`,
    `${B} > ${A} 680102020308106a0a000001`,
    `${OTHER} > ${A} 68010100`,
    `${OTHER} > ${A} abcd`,
    `${A} > ${B} 5d010102`,
    `${A} > ${A} 68010102`,
  ]),
);

function sniff(...words: string[]) {
  return type(['sniff', ...words, FILE], [entry(command)]);
}

async function frames(...words: string[]): Promise<number[]> {
  const { code, stdout, stderr } = await sniff('--json', ...words);
  if (code !== 0) throw new Error(stderr);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line).frame);
}

describe('sniff --where', () => {
  test.each([
    ['type == peer-address and port > 1024 and not source == 10.0.0.1', [2]],
    ['not source == 10.0.0.1', [1, 2]],
    ['malformed', [3]],
    ['issue == tlv-short', [3]],
    ['peer-address == 10.0.0.0/8', [2]],
    ['node == 10.0.0.1:53', [3]],
    ['time >= +1ms', [2, 3]],
    ['time < 22:13:20.125', [1, 2]],
    ['foreign', [4, 5]],
    ['magic == 93', [5]],
    ['internal', [6]],
    ['ours or internal', [1, 2, 3, 6]],
    ['not malformed and foreign', [4, 5]],
    ['frame in (1, 3..9)', [1, 3]],
  ])('%s', async (expression, expected) => {
    expect(await frames('--where', expression)).toEqual(expected);
  });

  test('counts what passes, and nothing less of the rest', async () => {
    const { stdout } = await sniff('--summary', '--json', '--where', 'malformed');
    expect(JSON.parse(stdout)).toMatchObject({ packets: 6, ours: 3, foreign: 2, internal: 1, selected: 1 });
  });

  test('shows a mistake with a mark under it and the word that was meant: exit 2', async () => {
    const { code, stdout, stderr } = await sniff('--where', 'port > 1024 and type == peer-adress');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')).toEqual([
      'peerprobe sniff: --where: "peer-adress" is no value of type: did you mean peer-address?',
      '    port > 1024 and type == peer-adress',
      '                            ^^^^^^^^^^^',
      '  expected a number 0..255, hello, peer-request, peer-address',
      '  peerprobe sniff --help shows how',
      '',
    ]);
  });

  test('keeps the mark in 80 columns and the terminal as it is, whatever was typed', async () => {
    const long = `${'port or '.repeat(40)}\x1b[31mprot ${'or port '.repeat(40)}`;
    const lines = (await sniff('--where', long)).stderr.split('\n');
    const [, excerpt = '', mark = ''] = lines;
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(excerpt.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('\\x1b[31mprot');
  });
});

describe('sniff --node, --from-time and --to-time', () => {
  test('take a node at either end, and leave open what is ours', async () => {
    expect(await frames('--node', '10.0.0.1')).toEqual([3]);
    expect(await frames('--all', '--node', '10.0.0.1:53')).toEqual([3, 4]);
    expect(await frames('--node', '10.0.0.1', '--node', B)).toEqual([1, 2, 3]);
  });

  test('take times as they are shown: from is in, to is out', async () => {
    expect(await frames('--from-time', '22:13:20.124456789')).toEqual([2, 3]);
    expect(await frames('--to-time', '22:13:20.124456789')).toEqual([1]);
    expect(await frames('--from-time', '+1ms', '--to-time', '2023-11-14T22:13:20.125Z')).toEqual([2]);
    expect(await frames('--from-time', '1700000000.125')).toEqual([3]);
  });

  test('show and read local time, or UTC', async () => {
    process.env['TZ'] = 'Europe/Paris';
    const [local, utc] = [await sniff('-c', '1', '-V'), await sniff('-c', '1', '-V', '--utc')];
    expect(local.stdout).toMatch(/^23:13:20\.123456789 [\s\S]*2023-11-14T23:13:20\.123456789\+01:00/);
    expect(utc.stdout).toMatch(/^22:13:20\.123456789 [\s\S]*2023-11-14T22:13:20\.123456789Z/);
    expect(await frames('--from-time', '23:13:20.125')).toEqual([3]);
    expect(await frames('--utc', '--from-time', '22:13:20.125')).toEqual([3]);
    expect(await frames('--where', 'time >= 2023-11-14T23:13:20.125')).toEqual([3]);
    expect(await frames('--utc', '--where', 'time >= 22:13:20.125')).toEqual([3]);
  });

  test.each([
    [['--from-time', '5'], '--from-time: "5" is not a time such as'],
    [['--to-time', 'now'], '--to-time: "now" is not a time such as'],
    [['--node', 'localhost'], '--node: "localhost" is no peer'],
  ])('refuse %j', async (words, message) => {
    const { code, stderr } = await sniff(...words);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('several files', () => {
  test('--json and --csv lead back to the packet', async () => {
    const { stdout } = await sniff('--json', '-c', '1', FILE);
    expect(JSON.parse(stdout)).toMatchObject({ file: FILE, frame: 1, offset: 64 });
    const csv = (await sniff('--csv', '--merge', '-x', '-c', '2', FILE)).stdout.split('\n');
    expect(csv[0]).toMatch(/^file,frame,offset,time,kind,.*,payload$/);
    const row =
      '1,64,1700000000.123456789,ours,127.0.0.1,4201,127.0.0.1,4200,4,4,104,1,1,hello,,right,1,68010102';
    expect(csv.slice(1)).toEqual([`${FILE},${row}`, `${FILE},${row}`, '']);
  });

  test('--merge refuses what it cannot hold open, and what is live', async () => {
    const { code, stderr } = await sniff('--merge', ...Array<string>(128).fill(FILE));
    expect([code, stderr]).toEqual([2, expect.stringContaining('--merge: 129 files')]);
    const live = await type(['sniff', '--merge', '-i', 'lo'], [entry(command)]);
    expect([live.code, live.stderr]).toEqual([2, expect.stringContaining('--merge goes with files')]);
  });
});
