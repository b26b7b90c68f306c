import { expect, test } from 'vitest';
import { Overheard } from '../../../src/capture/overheard/overheard.ts';
import { emptyView } from '../../../src/capture/packet.ts';
import { timestampOf } from '../../../src/capture/timestamp.ts';
import { RAW_IP, udpFrame } from '../../../src/capture/udp-frame.ts';
import { inWords } from '../../../src/lang/sentence.ts';
import type { Endpoint } from '../../../src/wire/endpoint.ts';
import { addressText } from '../../../src/wire/endpoint.ts';

const HELLO = Uint8Array.of(104, 1, 1, 2);

test('where more ends speak than are known, every node is in doubt', () => {
  const end = (number: number): Endpoint => ({ address: addressText(0x0a00_0000 + number), port: 4200 });
  const overheard = new Overheard([end(1)]);
  const doubts = () => [...overheard.nodes()].flatMap((node) => node.doubts);
  for (let number = 1; number <= 65_537; number++) {
    const bytes = udpFrame(end(number), end(0), HELLO);
    const time = timestampOf(BigInt(number) * 2_000_000n);
    const packet = { ...emptyView(), linkType: RAW_IP, buffer: bytes, end: bytes.length, bytes, time };
    overheard.take({ type: 'packet', packet: { ...packet, length: bytes.length, frame: number } });
    if (number === 65_536) expect(doubts()).toEqual([]);
  }
  expect(doubts().map((doubt) => inWords('en', doubt))).toEqual([
    'more than 65536 endpoints speak the protocol in the capture',
  ]);
});
