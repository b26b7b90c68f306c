import { expect, test } from 'vitest';
import { Gate } from '../../src/fuzz/gate.ts';
import { LOOPBACK } from '../../src/net/cidr.ts';
import { fromHex } from '../../src/wire/bytes.ts';

function hex(text: string): Uint8Array {
  return fromHex(text.replaceAll(' ', '')) ?? new Uint8Array(0);
}

const INSIDE = hex('6801 0308 7f10 7f04057f');
const OUTSIDE = hex('6801 0308 1068 0a000001');
const LONE_TYPE = hex('6801 03');

test('what names an address outside does not pass, and is counted', () => {
  const gate = new Gate([LOOPBACK], false);
  expect([INSIDE, OUTSIDE, new Uint8Array(0), OUTSIDE].map((bytes) => gate.passes(bytes))).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(gate.dropped).toBe(2);
});

test('where nothing can leave all passes', () => {
  const gate = new Gate(null, false);
  expect(gate.passes(OUTSIDE)).toBe(true);
  expect(gate.dropped).toBe(0);
});

test('what lies in the buffer of a target that hears us alone completes a cut address, until some of it was lost', () => {
  const alone = new Gate([LOOPBACK], true);
  expect(alone.passes(LONE_TYPE)).toBe(false);
  expect(alone.passes(INSIDE)).toBe(true);
  expect(alone.passes(OUTSIDE)).toBe(false);
  expect(alone.passes(LONE_TYPE)).toBe(true);
  alone.forget();
  expect(alone.passes(LONE_TYPE)).toBe(false);
  const others = new Gate([LOOPBACK], false);
  expect(others.passes(INSIDE)).toBe(true);
  expect(others.passes(LONE_TYPE)).toBe(false);
});
