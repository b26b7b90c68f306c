import { describe, expect, test } from 'vitest';
import { toHex } from '../../src/wire/bytes.ts';
import { craft } from '../../src/wire/craft.ts';
import { encode, encodeAll, encodeTlv } from '../../src/wire/encode.ts';
import type { Tlv } from '../../src/wire/table.ts';

const ADDRESS: Tlv = { name: 'peer-address', port: 4200, address: '10.0.0.1' };

describe('encoding', () => {
  test.each<[string, Tlv]>([
    ['a port over 65535', { ...ADDRESS, port: 65_536 }],
    ['a port below 0', { ...ADDRESS, port: -1 }],
    ['half a port', { ...ADDRESS, port: 0.5 }],
    ['a host name', { ...ADDRESS, address: 'localhost' }],
    ['an octet with leading zero', { ...ADDRESS, address: '10.0.0.01' }],
    ['a type over 255', { name: 'tlv', type: 256, value: new Uint8Array(0) }],
    ['a known type as an unknown one', { name: 'tlv', type: 3, value: new Uint8Array(6) }],
    ['254 bytes of value', { name: 'tlv', type: 200, value: new Uint8Array(254) }],
    ['254 extra bytes', { name: 'hello', extra: new Uint8Array(254) }],
    ['248 bytes behind an address', { ...ADDRESS, extra: new Uint8Array(248) }],
  ])('refuses %s', (_, tlv) => {
    expect(() => encodeTlv(tlv)).toThrow(RangeError);
  });

  test('takes as much as a length byte can say', () => {
    expect(encodeTlv({ name: 'hello', extra: new Uint8Array(253) }).length).toBe(255);
    expect(encodeTlv({ ...ADDRESS, extra: new Uint8Array(247) }).length).toBe(255);
  });

  test('takes what fits a UDP datagram, 65,507 bytes, and no more', () => {
    const hello: Tlv = { name: 'hello' };
    const tlvs: Tlv[] = Array.from({ length: 32_751 }, () => hello);
    const longer = { name: 'hello', extra: new Uint8Array(1) } as const;
    expect(encode({ tlvs: [...tlvs, longer] }).length).toBe(65_507);
    expect(() => encode({ tlvs: [...tlvs, hello, hello] })).toThrow(RangeError);
  });
});

describe('encoding all', () => {
  const addresses = (count: number): Tlv[] => Array.from({ length: count }, () => ADDRESS);

  test.each([
    [0, []],
    [1, [10]],
    [174, [1394]],
    [175, [1394, 10]],
    [348, [1394, 1394]],
    [349, [1394, 1394, 10]],
  ])('%i addresses under 1400 bytes', (count, sizes) => {
    expect(encodeAll(addresses(count), 1400).map((bytes) => bytes.length)).toEqual(sizes);
  });

  test('fills a datagram to its last byte', () => {
    expect(encodeAll(addresses(2), 18).map(toHex)).toEqual(['6801030810680a000001030810680a000001']);
    expect(encodeAll(addresses(2), 17).map(toHex)).toEqual(['6801030810680a000001', '6801030810680a000001']);
  });

  test('refuses a TLV that fits no datagram', () => {
    expect(encodeAll(addresses(1), 10).length).toBe(1);
    expect(() => encodeAll(addresses(1), 9)).toThrow(RangeError);
  });
});

describe('crafting', () => {
  test('sends lies as given', () => {
    const draft = { magic: 0, version: 255, items: [{ name: 'hello', length: 0 } as const] };
    expect(toHex(craft(draft))).toBe('00ff0100');
  });

  test.each([
    [{ magic: 256, items: [] }],
    [{ version: -1, items: [] }],
    [{ items: [{ name: 'hello', length: 256 } as const] }],
    [{ items: [{ name: 'hello', length: 1.5 } as const] }],
    [{ items: [{ name: 'tlv', type: 200, value: new Uint8Array(254) } as const] }],
  ])('refuses what does not fit a byte: %j', (draft) => {
    expect(() => craft(draft)).toThrow(RangeError);
  });
});
