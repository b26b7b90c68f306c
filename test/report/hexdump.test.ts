import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexdump } from '../../src/report/hexdump.ts';
import { makeTheme } from '../../src/report/theme.ts';
import { fromHex, toHex } from '../../src/wire/bytes.ts';
import { dissect } from '../../src/wire/dissect.ts';

function bytes(hex: string): Uint8Array {
  const read = fromHex(hex.replaceAll(' ', ''));
  if (read === null) throw new Error(`bad hex in a test: ${hex}`);
  return read;
}

function dump(hex: string, length?: number): string[] {
  return hexdump(dissect(bytes(hex), length)).split('\n');
}

/** The bytes that the rows show, read back by their columns. */
function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => /^[0-9a-f]{4,} {2}((?:[0-9a-f]{2} ?)+)/.exec(line)?.[1] ?? '')
    .join('')
    .replaceAll(' ', '');
}

describe('hexdump', () => {
  it('names each leaf, with the offset and the bytes before it', () => {
    expect(dump('6801 0308 1068 0a000001 c804dead')).toEqual([
      '0000  68 01                     header       magic 104, version 1',
      '0002  03 08                     tlv[0]       Peer Address, length 8',
      '0004  10 68                       .port      4200',
      '0006  0a 00 00 01                 .address   10.0.0.1',
      '000a  c8 04                     tlv[1]       unknown type 200, length 4',
      '000c  de ad                       .value     2 bytes',
    ]);
  });

  it('puts carets under the bytes of an issue and says it beside them', () => {
    expect(dump('6801 0100')).toEqual([
      '0000  68 01                     header       magic 104, version 1',
      '0002  01 00                     tlv[0]       Hello, length 0',
      '         ^^ tlv[0].length: length below its own 2 bytes: expected at least 2, found 0 at 3 (§1.2, TLV-5)',
    ]);
  });

  it('breaks a long value after eight bytes and counts it once', () => {
    const lines = dump('6801 c80b 010203040506070809');
    expect(lines.slice(2)).toEqual(['0004  01 02 03 04 05 06 07 08     .value     9 bytes', '000c  09']);
  });

  it('shows what a wrong header makes meaningless as ignored bytes', () => {
    const lines = dump('6802 0102');
    expect(lines[1]).toBe('         ^^ version: wrong version: expected 1, found 2 at 1 (§1.1, HDR-2)');
    expect(lines[2]).toBe('0002  01 02                     ignored      2 bytes');
  });

  it('has something to say of an empty datagram', () => {
    expect(dump('')).toEqual([
      '      header: shorter than the header: expected 2 bytes, found 0 bytes at 0 (§1.1, HDR-2)',
    ]);
  });

  it('says that a capture cut the datagram, and blames nobody', () => {
    expect(dump('6801 c8ff', 257).slice(2)).toEqual(['the capture holds 4 of 257 bytes']);
  });

  it('lets marks of the same bytes share their carets', () => {
    const text = hexdump(dissect(bytes('68010100')), { marks: [{ start: 3, end: 4, text: 'on purpose' }] });
    expect(text.split('\n').slice(2)).toEqual([
      '         ^^ on purpose',
      '            tlv[0].length: length below its own 2 bytes: expected at least 2, found 0 at 3 (§1.2, TLV-5)',
    ]);
  });

  it('goes on with dots where a range does not end on its row', () => {
    const text = hexdump(dissect(bytes('6801c80401020102')), { marks: [{ start: 3, end: 6, text: 'here' }] });
    expect(text.split('\n')[2]).toBe('         ^^... here');
  });

  it('indents every line', () => {
    const text = hexdump(dissect(bytes('68010100')), { indent: '> ' });
    expect(text.split('\n').every((line) => line.startsWith('> '))).toBe(true);
  });

  it('differs only by its styles when coloured', () => {
    const dissection = dissect(bytes('6801010003'));
    const coloured = hexdump(dissection, { theme: makeTheme(1) });
    expect(coloured).not.toBe(hexdump(dissection));
    expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(hexdump(dissection));
  });

  it('shows every byte of any datagram once and in order', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.uint8Array({ maxLength: 40 }).map((body) => Uint8Array.of(104, 1, ...body)),
    );
    fc.assert(
      fc.property(anything, (sample) => {
        expect(shown(hexdump(dissect(sample)))).toBe(toHex(sample));
      }),
    );
  });
});
