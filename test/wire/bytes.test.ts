import { describe, expect, test } from 'vitest';
import { concat, equal, fromHex, toHex } from '../../src/wire/bytes.ts';

describe('hexadecimal', () => {
  test('is two lower-case digits a byte', () => {
    expect(toHex(Uint8Array.of(0, 1, 15, 16, 104, 255))).toBe('00010f1068ff');
    expect(toHex(new Uint8Array(0))).toBe('');
  });

  test('is read in either case', () => {
    expect(fromHex('00010f1068ff')).toEqual(Uint8Array.of(0, 1, 15, 16, 104, 255));
    expect(fromHex('AbCd')).toEqual(Uint8Array.of(0xab, 0xcd));
    expect(fromHex('')).toEqual(new Uint8Array(0));
  });

  test.each(['0', '012', 'zz', '0x', ' 01', '01 ', '01\n', '0 ', '-1', '+1', '١٢'])('is not %j', (text) => {
    expect(fromHex(text)).toBeNull();
  });
});

describe('bytes', () => {
  test('are joined in order', () => {
    const parts = [Uint8Array.of(1, 2), new Uint8Array(0), Uint8Array.of(3)];
    expect(concat(parts)).toEqual(Uint8Array.of(1, 2, 3));
    expect(concat([])).toEqual(new Uint8Array(0));
  });

  test('joined are new: a change of a part does not show', () => {
    const part = Uint8Array.of(1);
    const whole = concat([part]);
    part[0] = 9;
    expect(whole).toEqual(Uint8Array.of(1));
  });

  test('are equal by content and length', () => {
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(0, 1, 2).subarray(1))).toBe(true);
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(equal(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false);
    expect(equal(Uint8Array.of(1, 2, 0), Uint8Array.of(1, 2))).toBe(false);
  });
});
