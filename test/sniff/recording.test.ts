import { expect, test } from 'vitest';
import { readCapture } from '../../src/capture/reader.ts';
import { Recording } from '../../src/sniff/recording.ts';
import { EVERYTHING } from '../../src/sniff/selection.ts';
import { type Sighted, Sniffer } from '../../src/sniff/sniffer.ts';
import { concat } from '../../src/wire/bytes.ts';
import { sampleFile } from './sample.ts';

test('a datagram that came in fragments is written as one packet that says so', async () => {
  const file = sampleFile(['127.0.0.1:4201 > 127.0.0.1:4200 68010102']);
  const sighted: Sighted[] = [];
  const sniffer = new Sniffer({ selection: EVERYTHING, all: false, summary: false });
  const lane = sniffer.begin('f');
  const chunks = async function* () {
    yield file;
  };
  for await (const batch of readCapture(chunks(), 'f')) {
    for (const event of batch) {
      const found = event.type === 'packet' ? sniffer.packet(lane, event.packet) : null;
      if (found !== null) sighted.push({ ...found, udp: { ...found.udp, fragments: 2 } });
    }
  }
  const recording = new Recording('test', []);
  const written = concat([...recording.header(), ...sighted.flatMap((one) => recording.packet(one))]);
  const again = async function* () {
    yield written;
  };
  const packets = [];
  for await (const batch of readCapture(again(), 'g')) {
    packets.push(...batch.flatMap((event) => (event.type === 'packet' ? [event.packet] : [])));
  }
  expect(packets).toHaveLength(1);
  expect(packets[0]?.comments).toEqual(['put together from 2 IP fragments by peerprobe']);
  expect(packets.map((one) => sniffer.packet(lane, one)?.dissection.tlvs.length)).toEqual([1]);
});
