import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PcapngWriter } from '../../../src/capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../../../src/capture/udp-frame.ts';
import { NEW, stateText } from '../../../src/fuzz/campaign-state.ts';
import { readCorpus } from '../../../src/fuzz/corpus/corpus-file.ts';
import { EnvironmentError } from '../../../src/net/error.ts';
import { concat, fromHex, toHex } from '../../../src/wire/bytes.ts';
import { MAX_DATAGRAM } from '../../../src/wire/table.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerprobe-corpus-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, name), content);
}

async function read(): Promise<{ inputs: string[]; warnings: readonly string[] }> {
  const { inputs, warnings } = await readCorpus(folder);
  return { inputs: inputs.map(toHex), warnings };
}

function pcapng(...payloads: string[]): Uint8Array {
  const writer = new PcapngWriter();
  const [from, to] = [
    { address: '127.0.0.1', port: 1 },
    { address: '127.0.0.1', port: 2 },
  ];
  const beginning = [writer.header(), writer.interface({ linkType: RAW_IP }).block];
  const packets = payloads.map((hex, i) =>
    writer.packet({ time: BigInt(i), bytes: udpFrame(from, to, fromHex(hex) ?? new Uint8Array(0)) }),
  );
  return concat([...beginning, ...packets]);
}

test('captures give the payloads that are ours, compressed or not', async () => {
  put('a.pcapng', pcapng('68010102', '0102', '6801020203'));
  put('b.pcap.gz', gzipSync(pcapng('68010202')));
  expect(await read()).toEqual({ inputs: ['68010102', '6801020203', '68010202'], warnings: [] });
});

test('hexadecimal gives a datagram a line, a finding its datagrams, anything else its bytes', async () => {
  put('case.hex', '# two\n6801 0102\n\n68010202\r\nno\n');
  put('finding.json', JSON.stringify({ kind: 'crash', datagrams: ['6801c802', '', 'zz'] }));
  put('plain', Uint8Array.of(0x68, 1, 3, 200, 10));
  put('text.txt', '6801\n0203');
  mkdirSync(join(folder, 'sub'));
  put('sub/words', 'no hex');
  const { inputs, warnings } = await read();
  const words = toHex(new TextEncoder().encode('no hex'));
  expect(inputs).toEqual(['68010102', '68010202', '6801c802', '', '680103c80a', '6801', '0203', words]);
  expect(warnings).toEqual([
    expect.stringMatching(/case\.hex: line 5 is no hexadecimal$/),
    expect.stringMatching(/finding\.json: a datagram is no hexadecimal$/),
  ]);
});

test('the folder of an earlier campaign gives what it kept and found', async () => {
  const counts = { ...NEW, seed: 1, cases: 2, datagrams: 3, elapsedMs: 4 };
  put('state.json', stateText({ ...counts, corpus: [Uint8Array.of(9, 8), Uint8Array.of(7)] }));
  put('events.ndjson', '{}\n');
  mkdirSync(join(folder, 'findings/crash-1'), { recursive: true });
  put('findings/crash-1/finding.json', '{"datagrams":["680101"]}');
  put('findings/crash-1/case.h', 'static');
  put('findings/crash-1/report.md', '#');
  put('findings/crash-1/case.pcapng', pcapng('68010102'));
  expect(await read()).toEqual({ inputs: ['0908', '07', '68010102', '680101'], warnings: [] });
  put('state.json', '{}');
  expect((await read()).warnings).toEqual([
    expect.stringMatching(/state\.json: its schemaVersion is not 1$/),
  ]);
});

test('what is damaged is told, and what came before the damage taken', async () => {
  const whole = pcapng('68010102', '68010202');
  put('cut.pcapng', whole.subarray(0, whole.length - 5));
  put('empty.pcap', '');
  put('cut.gz', gzipSync(pcapng('68010102')).subarray(0, 60));
  put('finding.json', '{"datagrams"');
  mkdirSync(join(folder, 'old'));
  put('old/finding.json', '[]');
  const { inputs, warnings } = await read();
  expect(inputs).toContain('68010102');
  expect(inputs).not.toContain('68010202');
  expect(warnings.map((line) => line.slice(folder.length + 1).replace(/:.*/, ''))).toEqual([
    'cut.gz',
    'cut.pcapng',
    'empty.pcap',
    'finding.json',
    'old/finding.json',
  ]);
});

test('links lead in no circle, and a folder is not entered through them', async () => {
  symlinkSync('.', join(folder, 'again'));
  symlinkSync('/dev/zero', join(folder, 'endless'));
  put('x', Uint8Array.of(0, 255));
  expect(await read()).toEqual({ inputs: ['00ff'], warnings: [] });
});

test('number and bytes are bounded, and that is told', async () => {
  put('many.hex', Array.from({ length: 5000 }, (_, i) => i.toString(16).padStart(4, '0')).join('\n'));
  const many = await readCorpus(folder);
  expect(many.inputs).toHaveLength(3000);
  expect(many.warnings).toEqual(['only the first 3000 inputs (6000 bytes) are taken']);
  rmSync(join(folder, 'many.hex'));
  put('large', new Uint8Array(MAX_DATAGRAM + 9).fill(255));
  put('larger', new Uint8Array(5 * 2 ** 20).fill(255));
  const large = await readCorpus(folder);
  expect(large.inputs.map(({ length }) => length)).toEqual([MAX_DATAGRAM, MAX_DATAGRAM]);
  expect(large.warnings).toEqual([expect.stringMatching(/larger: only the first \d+ bytes are read$/)]);
});

test('a folder that is not there is said to be missing', async () => {
  await expect(readCorpus(join(folder, 'gone'))).rejects.toThrow(EnvironmentError);
  put('file', '');
  await expect(readCorpus(join(folder, 'file'))).rejects.toThrow(/no corpus can be read from ".*file"/);
  expect(await read()).toEqual({ inputs: [''], warnings: [] });
});
