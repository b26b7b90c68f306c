import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FRAME_HEADER, FrameReader, writeFrame, writeLoss } from '../../../src/capture/live/live-protocol.ts';
import { SNAP_LENGTH } from '../../../src/capture/live/wire-length.ts';
import { timeNs } from '../../../src/capture/timestamp.ts';

/** What came of it: packets with their times, in order, and the losses. */
function readAll(pieces: readonly Uint8Array[]) {
  const reader = new FrameReader(1, 'test0');
  const found = [];
  for (const piece of pieces) {
    reader.push(piece);
    while (reader.step()) {
      const { buffer, start, end, time, length, frame } = reader.packet;
      found.push({ ns: time && timeNs(time), bytes: buffer.slice(start, end) });
      expect([length, frame]).toEqual([end - start, found.length]);
    }
    piece.fill(0xee); // the pipe's buffer is used again
  }
  return { found, lost: reader.lost };
}

describe('frames on the pipe', () => {
  test('have the time and the length in front, little-endian', () => {
    const buffer = Buffer.alloc(FRAME_HEADER + 2);
    expect(writeFrame(buffer, 0, 0x01020304, 0x05060708, Buffer.from('aabbcc', 'hex'), 2)).toBe(14);
    expect(buffer.toString('hex')).toBe('080706050403020102000000aabb');
  });

  test('have losses between them', () => {
    const buffer = Buffer.alloc(FRAME_HEADER);
    expect(writeLoss(buffer, 0, 0x0102030405)).toBe(12);
    expect(buffer.toString('hex')).toBe('0504030201000000ffffffff');
  });

  test('come out as they went in, whatever pieces the pipe makes', () => {
    const frame = fc.record({
      ns: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      bytes: fc.uint8Array({ maxLength: 40 }),
      lost: fc.constantFrom(0, 0, 1, 2 ** 40),
    });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 8 }), fc.integer({ min: 1, max: 60 }), (frames, size) => {
        const pipe = Buffer.alloc(frames.length * (2 * FRAME_HEADER + 40));
        let end = 0;
        for (const { ns, bytes, lost } of frames) {
          if (lost > 0) end = writeLoss(pipe, end, lost);
          const [high, low] = [Number(ns >> 32n), Number(ns & 0xffff_ffffn)];
          end = writeFrame(pipe, end, high, low, Buffer.from(bytes), bytes.length);
        }
        const pieces = [];
        for (let at = 0; at < end; at += size)
          pieces.push(Uint8Array.from(pipe.subarray(at, Math.min(at + size, end))));
        const { found, lost } = readAll(pieces);
        expect(found).toEqual(frames.map(({ ns, bytes }) => ({ ns, bytes: Uint8Array.from(bytes) })));
        expect(lost).toBe(frames.reduce((sum, { lost: count }) => sum + count, 0));
      }),
    );
  });

  test('are refused if no capture has such a length', () => {
    const head = new Uint8Array(12);
    new DataView(head.buffer).setUint32(8, SNAP_LENGTH + 1, true);
    expect(() => readAll([head])).toThrow(RangeError);
  });
});
