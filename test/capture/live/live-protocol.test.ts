import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameReader, frameSize, SNAP_LENGTH, writeFrame } from '../../../src/capture/live/live-protocol.ts';

describe('frames on the pipe', () => {
  test('have the time and the length in front, little-endian', () => {
    const buffer = Buffer.alloc(frameSize(2));
    expect(writeFrame(buffer, 0, 0x0102030405060708n, Uint8Array.of(0xaa, 0xbb))).toBe(14);
    expect(buffer.toString('hex')).toBe('080706050403020102000000aabb');
  });

  test('come out as they went in, whatever pieces the pipe makes', () => {
    const frame = fc.record({
      ns: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      bytes: fc.uint8Array({ maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 8 }), fc.integer({ min: 1, max: 60 }), (frames, size) => {
        const total = frames.reduce((sum, { bytes }) => sum + frameSize(bytes.length), 0);
        const pipe = Buffer.alloc(total);
        let end = 0;
        for (const { ns, bytes } of frames) end = writeFrame(pipe, end, ns, bytes);
        const reader = new FrameReader();
        const found = [];
        for (let at = 0; at < total; at += size) {
          const piece = Uint8Array.from(pipe.subarray(at, at + size));
          found.push(...reader.push(piece));
          piece.fill(0xee); // the pipe's buffer is used again
        }
        expect(found).toEqual(frames.map(({ ns, bytes }) => ({ ns, bytes: Uint8Array.from(bytes) })));
      }),
    );
  });

  test('are refused if no capture has such a length', () => {
    const head = Buffer.alloc(12);
    head.writeUInt32LE(SNAP_LENGTH + 1, 8);
    expect(() => [...new FrameReader().push(head)]).toThrow(RangeError);
  });
});
