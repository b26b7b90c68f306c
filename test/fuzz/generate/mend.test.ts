import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Mend } from '../../../src/fuzz/generate/mend.ts';
import { type Cidr, LOOPBACK, parseCidr } from '../../../src/net/cidr.ts';
import { insideFence } from '../../../src/net/fence.ts';
import { equal, fromHex, toHex } from '../../../src/wire/bytes.ts';
import { datagram } from '../../support/arbitrary.ts';
import { fuzzCast } from '../../support/fuzz-cast.ts';

const cast = fuzzCast(3, false);
const SMALL: readonly Cidr[] = [parseCidr('192.168.7.0/24') ?? LOOPBACK];

// Types, and octets of which addresses inside and outside are made, close together.
const dense = fc
  .array(fc.constantFrom(3, 3, 8, 127, 127, 3, 0, 255, 16), { maxLength: 40 })
  .map((octets) => Uint8Array.from(octets));

test.each([
  ['loopback', [LOOPBACK]],
  ['another range, of which no peer is', SMALL],
])('what is mended is inside the fence: %s', (_name, allowed) => {
  const mend = new Mend(cast, allowed);
  fc.assert(
    fc.property(fc.oneof(dense, datagram()), fc.uint8Array({ maxLength: 9 }), (bytes, behind) => {
      const mended = Uint8Array.from([...bytes, ...behind]);
      mend.apply(mended, bytes.length);
      expect(insideFence(mended.subarray(0, bytes.length), allowed)).toBe(true);
      expect(equal(mended.subarray(bytes.length), behind)).toBe(true);
      if (insideFence(bytes, allowed)) expect(toHex(mended.subarray(0, bytes.length))).toBe(toHex(bytes));
      // Once is enough.
      const again = mended.slice();
      mend.apply(again, bytes.length);
      expect(equal(again, mended)).toBe(true);
    }),
  );
});

test('an address outside becomes that of a peer, and keeps its length; where there is no room the type changes', () => {
  const mended = (text: string): string => {
    const bytes = fromHex(text.replaceAll(' ', '')) ?? new Uint8Array(0);
    new Mend(cast, [LOOPBACK]).apply(bytes, bytes.length);
    return toHex(bytes);
  };
  expect(mended('6801 0308 1068 0a000001')).toMatch(/^68010308(7f..)(7f....7f)$/);
  expect(mended('6801 0309 1068 0a000001 05')).toMatch(/^68010309(7f..)(7f....7f)05$/);
  expect(mended('6801 0304 1068')).toBe('680183041068');
  expect(mended('6801 0308 1068 0a')).toMatch(/^680103087f..7f$/);
});
