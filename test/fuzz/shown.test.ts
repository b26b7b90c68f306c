import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Shown } from '../../src/fuzz/shown.ts';
import { fromHex } from '../../src/wire/bytes.ts';
import { encode } from '../../src/wire/encode.ts';
import type { Tlv } from '../../src/wire/table.ts';
import { datagram } from '../support/arbitrary.ts';

function hex(text: string): Uint8Array {
  return fromHex(text.replaceAll(' ', '')) ?? new Uint8Array(0);
}

function list(count: number): Uint8Array {
  const tlvs: Tlv[] = Array.from({ length: count }, (_, i) => ({
    name: 'peer-address',
    address: `127.0.1.${i % 200}`,
    port: 4200,
  }));
  return encode({ tlvs });
}

test('each kind of datagram is news once', () => {
  const shown = new Shown();
  const kinds = [
    ...['', '68', '6801', '6901 0102', '6802 0102', '6801 0102', '6801 0202', '6801 0102 0202', '6801 c802'],
    ...['6801 0100', '6801 03', '6801 0308 7f', '6801 0302'],
  ].map(hex);
  for (const kind of [...kinds, list(1), list(3), list(20), list(100), list(175)]) {
    expect(shown.isNewAnswer(kind, 1)).toBe(true);
    expect(shown.isNewAnswer(kind, 1)).toBe(false);
  }
  // Other addresses, and another number of them within the class, are nothing new.
  expect(shown.isNewAnswer(list(101), 1)).toBe(false);
  expect(shown.isNewAnswer(hex('6801 c902'), 1)).toBe(false);
});

test('an answer that takes longer is news by classes', () => {
  const shown = new Shown();
  const news = [1, 1.5, 10, 19, 100, 900, 3000, 5000].map((ms) => shown.isNewAnswer(list(2), ms));
  expect(news).toEqual([true, false, true, false, true, true, true, false]);
});

test('a choice that was not seen in this way is news', () => {
  const shown = new Shown();
  expect(shown.isNewChoice({ list: null })).toBe(false);
  expect(shown.isNewChoice({ list: 'connected' })).toBe(true);
  expect(shown.isNewChoice({ list: 'connected', strangers: null })).toBe(false);
  expect(shown.isNewChoice({ list: 'connected', strangers: 'connected' })).toBe(true);
  expect(shown.isNewChoice({ list: 'connected|known' })).toBe(true);
});

test('any datagram is judged in the same way again, and what is kept is bounded', () => {
  const shown = new Shown();
  fc.assert(
    fc.property(datagram(), fc.nat(5000), (bytes, ms) => {
      shown.isNewAnswer(bytes, ms);
      expect(shown.isNewAnswer(bytes, ms)).toBe(false);
    }),
  );
  const full = new Shown();
  const counts = [0, 1, 2, 5, 20, 40];
  let news = 0;
  for (const a of counts) {
    for (const b of counts) {
      for (const c of counts) {
        for (const d of counts) {
          const bytes = encode({
            tlvs: [
              ...Array<Tlv>(a).fill({ name: 'hello' }),
              ...Array<Tlv>(b).fill({ name: 'peer-request' }),
              ...Array<Tlv>(c).fill({ name: 'peer-address', address: '127.0.0.1', port: 1 }),
              ...Array<Tlv>(d).fill({ name: 'tlv', type: 9, value: new Uint8Array(0) }),
            ],
          });
          for (const ms of [1, 10, 100, 500, 2000]) if (full.isNewAnswer(bytes, ms)) news += 1;
        }
      }
    }
  }
  expect(news).toBe(4096);
  let choices = 0;
  for (let i = 0; i < 1000; i++) if (shown.isNewChoice({ requestInterval: `${i} s` })) choices += 1;
  expect(choices).toBe(512);
});
