import { describe, expect, test } from 'vitest';
import { fromHex } from '../../src/wire/bytes.ts';
import { dissect, fieldsText, isMalformed } from '../../src/wire/dissect.ts';
import { issueText } from '../../src/wire/issue.ts';

function texts(hex: string, length?: number): string[] {
  return dissect(fromHex(hex) ?? new Uint8Array(0), length).issues.map(issueText);
}

describe('an issue in words', () => {
  test.each([
    ['', ['header: shorter than the header: expected 2 bytes, found 0 bytes at 0 (§1.1, HDR-2)']],
    ['68', ['header: shorter than the header: expected 2 bytes, found 1 byte at 0 (§1.1, HDR-2)']],
    ['6901', ['magic: wrong magic: expected 104, found 105 at 0 (§1.1, HDR-2)']],
    ['6802', ['version: wrong version: expected 1, found 2 at 1 (§1.1, HDR-2)']],
    [
      '0102',
      [
        'magic: wrong magic: expected 104, found 1 at 0 (§1.1, HDR-2)',
        'version: wrong version: expected 1, found 2 at 1 (§1.1, HDR-2)',
      ],
    ],
    [
      '68010100',
      ['tlv[0].length: length below its own 2 bytes: expected at least 2, found 0 at 3 (§1.2, TLV-5)'],
    ],
    [
      '680103081068',
      ['tlv[0].length: length past the end: expected at most the 4 left, found 8 at 3 (§1.2, TLV-5)'],
    ],
    ['6801010203', ['tlv[1]: lone last byte: expected type and length, found 1 byte at 4 (§1.2, TLV-5)']],
    [
      '680103041068',
      ['tlv[0].length: too short for its fields: expected at least 8, found 4 at 3 (§1.2, TLV-5)'],
    ],
  ])('of %s', (hex, expected) => {
    expect(texts(hex)).toEqual(expected);
  });

  test('of a datagram over 1400 bytes', () => {
    const text =
      'datagram: over 1400 bytes: expected at most 1400 bytes, found 1402 bytes at 1400 (§2.2, SIZ-1)';
    expect(texts(`6801${'0102'.repeat(700)}`)).toEqual([text]);
    expect(texts('68010102', 1402)).toEqual([text]);
  });
});

describe('an issue', () => {
  test('names what claimed the length that was broken', () => {
    const claims = (hex: string) =>
      dissect(fromHex(hex) ?? new Uint8Array(0)).issues.map((found) => found.claimedBy);
    expect(claims('68')).toEqual(['datagram']);
    expect(claims('6801010203')).toEqual(['datagram']);
    expect(claims('6801010203040506')).toEqual(['tlv[1].length']);
    expect(claims('680103041068')).toEqual(['tlv[0].length']);
  });

  test('of size does not make a datagram malformed', () => {
    const bytes = fromHex(`6801${'0102'.repeat(700)}`) ?? new Uint8Array(0);
    expect(isMalformed(dissect(bytes))).toBe(false);
    expect(isMalformed(dissect(bytes.subarray(0, 1401)))).toBe(true);
  });
});

describe('the fields of a TLV in words', () => {
  test.each([
    ['68010102', ''],
    ['6801030810680a000001', '10.0.0.1:4200'],
    ['6801030910680a000001', '10.0.0.1:4200'],
    ['680103041068', ''],
    ['6801c8050a0b0c', ''],
  ])('of %s are %j', (hex, text) => {
    const [tlv] = dissect(fromHex(hex) ?? new Uint8Array(0)).tlvs;
    expect(tlv === undefined ? null : fieldsText(tlv)).toBe(text);
  });
});
