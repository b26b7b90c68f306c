import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dissect } from '../../src/wire/dissect.ts';
import { tlvCount, tlvTypes } from '../../src/wire/tlv-types.ts';

// Rows of TLVs that are alike, and anything.
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((body) => Uint8Array.of(104, 1, ...body)),
  fc.uint8Array({ maxLength: 40 }),
  fc
    .array(
      fc.tuple(fc.constantFrom([1, 2], [2, 2], [3, 8, 1, 2, 3, 4, 5, 6], [3, 4, 0, 0], [7, 1]), fc.nat(4)),
    )
    .map((rows) =>
      Uint8Array.from([104, 1, ...rows.flatMap(([tlv, count]) => Array(count).fill(tlv).flat())]),
    ),
);

it('counts the TLVs that dissecting finds, and names each of their types', () => {
  fc.assert(
    fc.property(bytes, (datagram) => {
      const { tlvs } = dissect(datagram);
      expect(tlvCount(datagram)).toBe(tlvs.length);
      expect(new Set(tlvTypes(datagram))).toEqual(new Set(tlvs.map(({ type }) => type)));
    }),
  );
});
