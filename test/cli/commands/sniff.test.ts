import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { command } from '../../../src/cli/commands/sniff.ts';
import { sampleFile } from '../../sniff/sample.ts';
import { entry, type Setting, type } from '../terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerprobe-sniff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [A, B, CHILD, DNS] = ['127.0.0.1:4201', '127.0.0.1:4200', '127.0.0.1:50000', '10.0.0.1:53'];
const LINES = [
  `${CHILD} > ${A} 01`,
  `${A} > ${B} 68010102`,
  `${B} > ${A} 680102020308106a7f000001`,
  `${A} > ${B} 68010100`,
  `${DNS} > ${A} abcd`,
];
const BYTES = sampleFile(LINES);
const FILE = save('sample.pcapng', BYTES);
const CUT = save('cut.pcapng', BYTES.subarray(0, BYTES.length - 1));

function save(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function sniff(words: readonly string[], setting?: Setting) {
  return type(['sniff', ...words], [entry(command)], setting);
}

describe('sniff FILE', () => {
  test('prints a line a datagram, and what was not shown', async () => {
    const { code, stdout, stderr } = await sniff([FILE]);
    expect(stdout.split('\n')).toEqual([
      '22:13:20.124456789 127.0.0.1:4201 > 127.0.0.1:4200 hello',
      '22:13:20.125456789 127.0.0.1:4200 > 127.0.0.1:4201 peer-request peer-address=127.0.0.1:4202',
      '22:13:20.126456789 127.0.0.1:4201 > 127.0.0.1:4200 hello,len=0 !tlv-short',
      '',
    ]);
    expect(stderr).toBe(
      '3 datagrams shown, 1 malformed, 1 other UDP and 1 internal not shown (--all shows them), 5 packets\n',
    );
    expect(code).toBe(0);
  });

  test('does not call what was shown malformed where a selection left that out', async () => {
    const { stderr } = await sniff([FILE, '--type', 'peer-address']);
    expect(stderr).toMatch(/^1 datagram shown, 1 malformed in all, /);
  });

  test('--json gives the contract of DESIGN §3', async () => {
    const { stdout } = await sniff(['--json', '-x', '--type', 'peer-address', FILE]);
    expect(JSON.parse(stdout)).toEqual({
      frame: 3,
      time: '1700000000.125456789',
      source: { address: '127.0.0.1', port: 4200 },
      destination: { address: '127.0.0.1', port: 4201 },
      length: 12,
      magic: 104,
      version: 1,
      tlvs: [
        { offset: 2, type: 2, name: 'peer-request', length: 2, size: 2 },
        { offset: 4, type: 3, name: 'peer-address', length: 8, size: 8, port: 4202, address: '127.0.0.1' },
      ],
      issues: [],
      payload: '680102020308106a7f000001',
      file: FILE,
      offset: expect.any(Number),
    });
  });

  test('--json --all marks the others and blames them for nothing', async () => {
    const { stdout } = await sniff(['--json', '--all', FILE]);
    const last = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({ frame: 5, foreign: true, magic: 171, tlvs: [], issues: [] });
  });

  test('--summary --json counts', async () => {
    const { stdout } = await sniff(['--summary', '--json', FILE]);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      packets: 5,
      udp: 5,
      ours: 3,
      foreign: 1,
      internal: 1,
      malformed: 1,
      damaged: null,
      files: [{ file: FILE, packets: 5, damaged: null }],
    });
  });

  test('-V explains every byte, with carets under what is wrong; -x shows them', async () => {
    const { stdout } = await sniff(['-V', '-x', '--malformed', FILE]);
    expect(stdout).toContain('checksum right');
    expect(stdout).toMatch(/0002 {2}01 00 +tlv\[0\] +Hello, length 0\n +\^\^ tlv\[0\]\.length/);
    expect(stdout).toMatch(/0000 {2}68 01 01 00 +h\.\.\.\n/);
  });

  test('damaged: everything before it, where it is, exit 5', async () => {
    const { code, stdout, stderr } = await sniff([CUT]);
    expect(stdout.trim().split('\n')).toHaveLength(3);
    // The last block: 32 bytes around 28 of IP and UDP and 2 of payload with 2 of padding.
    expect(stderr).toContain(`cut.pcapng: damaged at offset ${BYTES.length - 64}: `);
    expect(code).toBe(5);
    const summary = JSON.parse((await sniff(['--summary', '--json', CUT])).stdout);
    expect(summary.damaged).toMatchObject({ file: CUT, offset: BYTES.length - 64 });
  });

  test('stdin, gzip and -c', async () => {
    const { code, stdout } = await sniff(['-c', '1'], { stdin: gzipSync(BYTES) });
    expect([code, stdout.trim().split('\n').length]).toEqual([0, 1]);
    expect((await sniff(['-'], { stdin: BYTES })).stdout.trim().split('\n')).toHaveLength(3);
  });

  test('-w writes the packets shown, with their times', async () => {
    const out = join(folder, 'out.pcapng');
    await sniff(['--malformed', '-w', out, FILE]);
    expect(readFileSync(out).includes(readFileSync(FILE).subarray(-128, -64))).toBe(true);
    const { stdout } = await sniff([out]);
    expect(stdout).toBe('22:13:20.126456789 127.0.0.1:4201 > 127.0.0.1:4200 hello,len=0 !tlv-short\n');
  });
});

describe('sniff refuses, with exit 2,', () => {
  test.each([
    [['missing.pcap'], 'there is no file missing.pcap'],
    [[tmpdir()], 'is a directory'],
    [['-i', 'lo', FILE], 'files and -i together'],
    [['--filter', 'udp', FILE], '--filter goes with -i'],
    [['--buffer', '8', FILE], '--buffer goes with -i'],
    [['-i', 'lo', '--buffer', '2048'], '--buffer: "2048"'],
    [['--duration', '5s', FILE], '--duration goes with'],
    [['--duration', '5', '-'], '--duration: "5"'],
    [['-c', '0', FILE], '--count: "0"'],
    [['--port', '0', FILE], '--port: "0"'],
    [['--type', 'helo', FILE], '--type: "helo"'],
    [['--peer', 'localhost', FILE], '--peer: "localhost"'],
    [['-w', '-', '--json', FILE], '-w - writes the capture to stdout'],
    [['-w', FILE, FILE], 'is the file that is read'],
    [['--summary', '-x', FILE], '--summary shows counts alone'],
    [['--json', '-V', FILE], '--json and -V'],
    [['-', '-'], 'stdin can be read once'],
    [[''], 'a file name is empty'],
    [[FILE, '--', 'x'], 'starts no command'],
  ])('%j', async (words, message) => {
    const { code, stdout, stderr } = await sniff(words, { stdin: '' });
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
  });
});

test('an input is not emptied by -w', () => {
  expect(readFileSync(FILE)).toEqual(Buffer.from(BYTES));
});
