import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressBytes, addressText, ipv6Text } from '../../src/capture/address.ts';
import { hex } from './sample.ts';

describe('ipv6Text is canonical (RFC 5952)', () => {
  test.each([
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000000000001', '::1'],
    ['20010db8000000000000000000000000', '2001:db8::'],
    // §4.2.2: one zero group stays; §4.2.3: the longest run, the first of equals.
    ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
    ['20010000000000010000000000000001', '2001:0:0:1::1'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
    // §4.1 and §4.3: no leading zeros, lower case.
    ['20010db80000000000000000ABCD0001', '2001:db8::abcd:1'],
    // §5: mapped IPv4.
    ['00000000000000000000ffffc0000201', '::ffff:192.0.2.1'],
  ])('%s is %s', (bytes, text) => {
    expect(ipv6Text(hex(bytes), 0)).toBe(text);
    expect(addressBytes(text)).toEqual(hex(bytes));
  });
});

test('addresses come back from their text', () => {
  const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(group, { minLength: 16, maxLength: 16 }), (array) => {
      const bytes = Uint8Array.from(array);
      const text = addressText(bytes, 0, 6);
      expect(isIPv6(text)).toBe(true);
      expect(addressBytes(text)).toEqual(bytes);
      expect(addressBytes(addressText(bytes, 4, 4))).toEqual(bytes.subarray(4, 8));
    }),
  );
});

test.each(['', 'localhost', '1.2.3', '1.2.3.256', '::1%lo', 'fe80::1%eth0', '1::2::3'])(
  '%j is no address',
  (text) => {
    expect(addressBytes(text)).toBe(undefined);
  },
);
