import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Content, ISSUE_CODES } from '../../../src/sniff/statistics/content.ts';
import { concat } from '../../../src/wire/bytes.ts';
import { type Dissection, dissect, isMalformed } from '../../../src/wire/dissect.ts';
import { addressNumber } from '../../../src/wire/endpoint.ts';
import { HEADER } from '../../../src/wire/table.ts';
import { datagram, SEED } from '../../support/arbitrary.ts';

/** The same from the tree that `dissect` makes. */
function expected(dissection: Dissection) {
  const said = (name: string) => dissection.tlvs.filter((tlv) => tlv.name === name && tlv.fields !== null);
  const { bytes, length, issues } = dissection;
  return {
    hellos: said('hello').length,
    requests: said('peer-request').length,
    addresses: said('peer-address').map(({ fields }) => [
      addressNumber(String(fields?.['address'])),
      fields?.['port'],
    ]),
    headed: bytes[0] === HEADER.magic && bytes[1] === HEADER.version,
    malformed: isMalformed(dissection),
    cut: length > bytes.length,
    length,
    codes: issues.map(({ code }) => code),
  };
}

test('a datagram says the same as its tree, wherever it lies and however much of it is there', () => {
  const content = new Content();
  const types = new Float64Array(256);
  const issues = new Float64Array(ISSUE_CODES.length);
  fc.assert(
    fc.property(datagram(), fc.nat(9), fc.nat(9), fc.nat(3), (bytes, before, behind, missing) => {
      const room = concat([new Uint8Array(before).fill(1), bytes, new Uint8Array(behind).fill(2)]);
      const length = bytes.length + (missing === 3 ? 20 : 0);
      content.read(room, before, before + bytes.length, length);
      const dissection = dissect(bytes, length);
      const addresses: unknown[] = [];
      content.eachAddress((address, port) => addresses.push([address, port]));
      const { hellos, requests, headed, malformed, cut, codes } = content;
      expect({ hellos, requests, addresses, headed, malformed, cut, length: content.length, codes }).toEqual(
        expected(dissection),
      );
      expect(content.addresses).toBe(addresses.length);
      for (const { type } of dissection.tlvs) types[type] = (types[type] ?? 0) + 1;
      for (const { code } of dissection.issues) {
        const at = ISSUE_CODES.indexOf(code);
        issues[at] = (issues[at] ?? 0) + 1;
      }
    }),
    { seed: SEED },
  );
  expect([content.types, content.issues]).toEqual([types, issues]);
});
