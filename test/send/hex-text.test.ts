import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexdump } from '../../src/report/hexdump.ts';
import { readHexText } from '../../src/send/hex-text.ts';
import { toHex } from '../../src/wire/bytes.ts';
import { dissect } from '../../src/wire/dissect.ts';

function read(text: string): string {
  const result = readHexText(text);
  return result.ok ? toHex(result.bytes) : `refused: ${result.message}`;
}

describe('readHexText takes', () => {
  it.each([
    ['68010102', '68010102'],
    ['68 01 01 02', '68010102'],
    ['68:01:01:02', '68010102'],
    ['68-01-01-02', '68010102'],
    ['0x68, 0x1, 0x01, 0x2', '68010102'],
    ['0x68010102', '68010102'],
    ['\\x68\\x01\\x01\\x02', '68010102'],
    ['6801\n0102\n', '68010102'],
    ['# a comment\r\n6801', '6801'],
    ['DE ad', 'dead'],
    ['', ''],
  ])('%j', (text, hex) => {
    expect(read(text)).toBe(hex);
  });

  it('xxd, whose text may look like hexadecimal', () => {
    const text =
      '00000000: 6801 c81c 6162 6364 6162 6364 6162 6364  h...abcdabcdabcd\n00000010: 6162 6364 6162 6364  abcdabcd\n';
    expect(read(text)).toBe(`6801c81c${'61626364'.repeat(5)}`);
  });

  it('hexdump -C, with its gap in the middle and its last offset', () => {
    const text =
      '00000000  68 01 c8 10 61 62 63 64  61 62 63 64 61 62 63 64  |h...abcdabcdabcd|\n' +
      '00000010  61 62                                             |ab|\n00000012\n';
    expect(read(text)).toBe(`6801c810${'61626364'.repeat(3)}6162`);
  });

  it('od -A x -t x1', () => {
    expect(read('000000 68 01 01 02\n000004\n')).toBe('68010102');
  });

  it('the hex of Wireshark', () => {
    expect(read('0000   68 01 01 02 02 02                                 h.....\n')).toBe('680101020202');
  });

  it('tcpdump -x', () => {
    expect(read('\t0x0000:  6801 0102 0202\n')).toBe('680101020202');
  });

  it('what explain prints, of any datagram', () => {
    const sample = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc.uint8Array({ maxLength: 40 }).map((body) => Uint8Array.of(104, 1, ...body)),
    );
    fc.assert(
      fc.property(sample, (bytes) => {
        expect(read(hexdump(dissect(bytes)))).toBe(toHex(bytes));
      }),
    );
  });
});

describe('readHexText refuses', () => {
  it.each([
    ['680', 'refused: "680" has an odd number of digits'],
    ['68 1', 'refused: "1" has an odd number of digits'],
    ['hello', 'refused: "hello" is no hexadecimal'],
    ['0x', 'refused: "0x" is no hexadecimal'],
    ['0000: 6801\n0004: 0102', 'refused: offset 4 where 2 is next: "0004: 0102"'],
  ])('%j', (text, message) => {
    expect(read(text)).toBe(message);
  });

  it('or reads, but never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      '0000',
      ':',
      ' ',
      '  ',
      '\n',
      '68',
      '01',
      '0x',
      '\\x',
      '|',
      '#',
      'g',
      '^^',
      '000000',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          readHexText(text);
        },
      ),
    );
  });
});
