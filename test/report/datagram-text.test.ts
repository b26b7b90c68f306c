import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datagramLine, notationWords, orderlyLine } from '../../src/report/datagram-text.ts';
import { lineDraft } from '../../src/send/line-source.ts';
import { fromHex, toHex } from '../../src/wire/bytes.ts';
import { craft } from '../../src/wire/craft.ts';
import { dissect } from '../../src/wire/dissect.ts';

function line(hex: string, length?: number): string {
  return datagramLine(dissect(fromHex(hex.replaceAll(' ', '')) ?? new Uint8Array(0), length));
}

describe('datagramLine', () => {
  it.each([
    ['6801 0102', 'hello'],
    ['6801 0102 0202', 'hello peer-request'],
    ['6801 0308 1068 0a000001', 'peer-address=10.0.0.1:4200'],
    ['6801 c804 dead', 'tlv=200:dead'],
    ['6801 0104 dead', 'hello,extra=dead'],
    ['6801', '--raw 6801'],
    ['', "--raw '' !header-cut"],
    ['6901', '--magic 105 !magic-wrong'],
    ['6801 0100', 'hello,len=0 !tlv-short'],
    ['6801 0103', 'hello,len=3 !tlv-cut'],
    ['6801 0102 07', 'hello raw=07 !tlv-stray'],
    ['6801 0304 1068', 'tlv=3:1068 !tlv-fields'],
  ])('says %s as %s', (hex, words) => {
    expect(line(hex)).toBe(words);
  });

  it('says how much of a datagram the capture has', () => {
    expect(line('6801 0102', 44)).toBe('hello !cut=4/44');
  });
});

describe('the line of a datagram', () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.uint8Array({ maxLength: 60 }).map((body) => Uint8Array.of(104, 1, ...body)),
    fc
      .array(
        fc.tuple(
          fc.integer({ min: 0, max: 4 }),
          fc.integer({ min: 0, max: 10 }),
          fc.uint8Array({ maxLength: 9 }),
        ),
      )
      .map((tlvs) =>
        Uint8Array.from([104, 1, ...tlvs.flatMap(([type, length, value]) => [type, length, ...value])]),
      ),
  );

  it('is the same by the short way where nothing is wrong with it', () => {
    const address = fc.uint8Array({ minLength: 6, maxLength: 6 }).map((value) => [3, 8, ...value]);
    const orderly = fc
      .array(
        fc.oneof(
          address,
          fc.constantFrom([1, 2], [2, 2], [1, 4, 0, 0], [3, 9, 0, 1, 2, 3, 4, 5, 6], [200, 3, 7]),
        ),
      )
      .map((tlvs) => Uint8Array.from([104, 1, ...tlvs.flat()]));
    fc.assert(
      fc.property(fc.oneof(orderly, anything), (bytes) => {
        const dissection = dissect(bytes);
        fc.pre(dissection.issues.length === 0);
        expect(orderlyLine(bytes)).toBe(datagramLine(dissection));
      }),
    );
  });

  it('makes the same bytes again when send reads it, marks and all', () => {
    fc.assert(
      fc.property(anything, (sample) => {
        const draft = lineDraft(datagramLine(dissect(sample)), 'test:1');
        expect(draft === null ? null : toHex(craft(draft))).toBe(toHex(sample));
      }),
    );
  });

  it('is never without words', () => {
    fc.assert(fc.property(anything, (sample) => notationWords(dissect(sample)).length > 0));
  });
});
