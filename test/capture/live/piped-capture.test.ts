import { expect, test } from 'vitest';
import { PipedCapture } from '../../../src/capture/live/piped-capture.ts';
import { PcapWriter } from '../../../src/capture/pcap-writer.ts';

test('a capture in pieces gives its link type before its packets, and names the interface', () => {
  const writer = new PcapWriter(113);
  const record = writer.packet({ time: 5n, bytes: Uint8Array.of(1, 2) });
  const reader = new PipedCapture('eth9');
  const [first, rest] = [writer.header().slice(0, 23), writer.header().slice(23)];
  reader.push(first);
  expect([reader.linkType, reader.step()]).toEqual([null, false]);
  reader.push(rest);
  expect([reader.linkType, reader.step()]).toEqual([113, false]);
  for (const byte of record) reader.push(Uint8Array.of(byte));
  expect(reader.step()).toBe(true);
  expect(reader.packet).toMatchObject({ interfaceName: 'eth9', linkType: 113, frame: 1 });
  expect([reader.step(), reader.problem]).toEqual([false, null]);
});

test('big-endian too', () => {
  const reader = new PipedCapture('eth9');
  reader.push(Uint8Array.from(Buffer.from('a1b2c3d4000200040000000000000000000400000000000c', 'hex')));
  expect(reader.linkType).toBe(12);
});

test('what is no capture is a problem, not an exception', () => {
  const reader = new PipedCapture('eth9');
  reader.push(new Uint8Array(30).fill(7));
  expect(reader.step()).toBe(false);
  expect(reader.problem).toMatch(/^what came is no capture: a file that begins 07070707/);
});
