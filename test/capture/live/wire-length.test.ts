import { expect, test } from 'vitest';
import { linkTypeOf } from '../../../src/capture/live/link-name.ts';
import { SNAP_LENGTH, wireLength } from '../../../src/capture/live/wire-length.ts';

test('a packet that fills the snap length is as long as its IPv4 header says', () => {
  const packet = new Uint8Array(SNAP_LENGTH);
  packet.set([0x08, 0x00, 0x45, 0x00, 0xff, 0xff], 12);
  expect(wireLength(packet, 0, SNAP_LENGTH, 1)).toBe(14 + 65_535);
  const behind = new Uint8Array([9, 9, 9, ...packet]);
  expect(wireLength(behind, 3, SNAP_LENGTH, 1)).toBe(14 + 65_535);
  expect(wireLength(packet, 0, 60, 1)).toBe(60);
  expect(wireLength(packet, 0, SNAP_LENGTH, 101)).toBe(SNAP_LENGTH);
});

test.each([
  ['ETHERNET', 1],
  ['LINKTYPE_LINUX_SLL', 113],
  ['RAW', 101],
  ['Unknown linktype 12', 101],
  ['Unknown linktype 276', 276],
  ['Unknown linktype', null],
  ['', null],
])('the link type that cap calls "%s" is %s', (name, number) => {
  expect(linkTypeOf(name)).toBe(number);
});
