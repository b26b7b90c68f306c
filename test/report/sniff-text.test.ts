import { expect, test } from 'vitest';
import { PcapngWriter } from '../../src/capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../../src/capture/udp-frame.ts';
import { csvRow } from '../../src/report/sniff-csv.ts';
import { sightedLine } from '../../src/report/sniff-text.ts';
import { makeTheme } from '../../src/report/theme.ts';
import { EVERYTHING } from '../../src/sniff/selection.ts';
import { Sniff } from '../../src/sniff/sniff.ts';
import { concat } from '../../src/wire/bytes.ts';
import { sampleInput } from '../sniff/sample.ts';

test('what the snap length cut at the end of a TLV is no whole datagram, though nothing in it is wrong', async () => {
  const from = { address: '127.0.0.1', port: 4201 };
  const frame = udpFrame(from, { ...from, port: 4200 }, Uint8Array.of(104, 1, 1, 2, 2, 2));
  const writer = new PcapngWriter();
  const file = concat([
    writer.header(),
    writer.interface({ linkType: RAW_IP }).block,
    writer.packet({ time: 0n, bytes: frame.subarray(0, frame.length - 2), length: frame.length }),
  ]);
  const signal = new AbortController().signal;
  const asked = { selection: EVERYTHING, all: false, summary: false, count: null, merge: false, signal };
  const shown: string[] = [];
  for await (const event of new Sniff(asked).run([sampleInput('f', file)])) {
    if (event.type !== 'datagram') continue;
    shown.push(sightedLine(event.sighted, makeTheme(0), 'utc'));
    shown.push(csvRow(event.sighted, { payload: true, live: true }));
  }
  expect(shown).toEqual([
    '00:00:00.000000000 127.0.0.1:4201 > 127.0.0.1:4200 hello !cut=4/6',
    'f,1,,0.000000000,ours,127.0.0.1,4201,127.0.0.1,4200,6,4,104,1,1,hello,,cut,1,68010102',
  ]);
});
