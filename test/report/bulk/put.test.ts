import { describe, expect, test } from 'vitest';
import { piece, putDecimal, putDigits, putPiece, putQuad } from '../../../src/report/bulk/put.ts';
import { addressText } from '../../../src/wire/endpoint.ts';

const bytes = new Uint8Array(100);
const data = new DataView(bytes.buffer);
const decoder = new TextDecoder();

/** What stands there after it was put at an odd place over what was there before. */
function written(put: (at: number) => number): string {
  bytes.fill(0x7e);
  return decoder.decode(bytes.subarray(3, put(3)));
}

describe('text as bytes', () => {
  test('a piece of any length', () => {
    for (let length = 0; length <= 40; length++) {
      const text = 'é'.repeat(length % 3) + 'x'.repeat(length);
      expect(written((at) => putPiece(data, at, piece(text)))).toBe(text);
    }
  });

  test('an address: every octet at every place', () => {
    for (let value = 0; value < 65_536; value++) {
      const address = [value, value << 8, value << 16, value * 65_537].map((number) => number >>> 0);
      const number = address[value % 4] ?? 0;
      const text = addressText(number);
      if (written((at) => putQuad(data, at, number)) !== text) expect.fail(text);
    }
  });

  test('a number, with leading zeros or without', () => {
    for (let digits = 1; digits <= 15; digits++) {
      for (const number of [10 ** digits - 1, 10 ** (digits - 1), Math.floor(10 ** digits / 3)]) {
        expect(written((at) => putDecimal(data, at, number))).toBe(String(number));
        expect(written((at) => putDigits(data, at, number, 15))).toBe(String(number).padStart(15, '0'));
      }
    }
  });
});
