import { bench, describe } from 'vitest';
import { FrameDissector } from '../../src/capture/frame.ts';
import { PcapngWriter } from '../../src/capture/pcapng-writer.ts';
import { CaptureReader, readCapture } from '../../src/capture/reader.ts';
import { RAW_IP, udpFrame } from '../../src/capture/udp-frame.ts';
import { concat } from '../../src/wire/bytes.ts';

const PACKETS = 10_000;

const capture = ((): Uint8Array => {
  const writer = new PcapngWriter();
  const from = { address: '127.0.0.1', port: 4200 };
  const to = { address: '127.0.0.1', port: 4201 };
  const packet = udpFrame(from, to, Uint8Array.of(104, 1, 1, 2));
  const parts = [writer.header(), writer.interface({ linkType: RAW_IP }).block];
  for (let i = 0; i < PACKETS; i++) parts.push(writer.packet({ time: BigInt(i), bytes: packet }));
  return concat(parts);
})();

async function* once(): AsyncGenerator<Uint8Array> {
  yield capture;
}

describe(`${PACKETS} packets of pcapng`, () => {
  bench('step by step, no object a packet', () => {
    const reader = new CaptureReader('bench');
    const frames = new FrameDissector(null);
    reader.push(capture);
    reader.end();
    for (let step = reader.step(); step !== 'end' && step !== 'damage'; step = reader.step()) {
      if (step === 'packet') frames.dissect(reader.packet);
    }
  });
  bench('as events', async () => {
    for await (const _ of readCapture(once(), 'bench'));
  });
});
