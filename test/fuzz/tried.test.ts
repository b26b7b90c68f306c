import { expect, test } from 'vitest';
import { builtInInputs } from '../../src/fuzz/corpus/built-in.ts';
import type { TriedCell } from '../../src/fuzz/event.ts';
import { Grammar } from '../../src/fuzz/generate/grammar.ts';
import { type Sender, Tried } from '../../src/fuzz/tried.ts';
import { fromHex } from '../../src/wire/bytes.ts';
import { MAX_DATAGRAM, TLV_NAMES } from '../../src/wire/table.ts';
import { SEED } from '../support/arbitrary.ts';
import { fuzzCast } from '../support/fuzz-cast.ts';

const SENDERS: readonly Sender[] = ['stranger', 'announced', 'connected', 'expired'];
const ADDRESS = '0308 7f10 7f04057f';

/** What is counted of one datagram, without what its size adds: `type length position`. */
function counted(text: string): string[] {
  const bytes = fromHex(text.replaceAll(' ', '')) ?? new Uint8Array(0);
  const counts = new Tried();
  counts.count(bytes, bytes.length, 'connected');
  return counts.summary().cells.flatMap(({ type, length, position, state, count }) => {
    if (count === 0 || type === 'datagram') return [];
    expect(state).toBe('connected');
    return Array.from({ length: count }, () => `${type} ${length} ${position}`);
  });
}

test.each([
  ['6801 0102', ['hello exact alone']],
  ['6801 0102 0202', ['hello exact first', 'peer-request exact last']],
  [
    `6801 0102 ${ADDRESS} 0203ff`,
    ['hello exact first', 'peer-request longer last', 'peer-address exact middle'],
  ],
  ['6801 0304aabb 0102', ['hello exact last', 'peer-address short first']],
  ['6801 c802', ['unknown exact alone']],
  [`6801 c880${'00'.repeat(126)}`, ['unknown 128 and more alone']],
  [`6801 01ff${'00'.repeat(253)}`, ['hello 255 alone']],
  ['6801 0100', ['hello 0 alone']],
  ['6801 0102 0201 0202', ['hello exact first', 'peer-request 1 last']],
  ['6801 0308 7f', ['peer-address past the end alone']],
  ['6801 0102 03', ['hello exact first', 'peer-address missing last']],
  ['6801', ['none header alone alone']],
  ['', ['foreign 0 bytes alone']],
  ['68', ['foreign 1 byte alone']],
  ['6901 0102', ['foreign wrong magic alone']],
  ['6802 0102', ['foreign wrong version alone']],
])('%s', (text, expected) => {
  expect(counted(text).toSorted()).toEqual(expected.toSorted());
});

test('sizes and senders are counted, and every combination is told once', () => {
  const counts = new Tried();
  const bytes = new Uint8Array(MAX_DATAGRAM);
  for (const sender of SENDERS) counts.count(bytes, 0, sender);
  for (const length of [600, 601, 1400, 1401, 32_768, MAX_DATAGRAM]) counts.count(bytes, length, 'stranger');
  const { cells, longest } = counts.summary();
  expect(longest).toBe(MAX_DATAGRAM);
  const sizes = cells.filter(({ type, state }) => type === 'datagram' && state === 'stranger');
  expect(sizes.map(({ length, count }) => [length, count])).toEqual([
    ['up to 600 bytes', 2],
    ['up to 1400 bytes', 2],
    ['over 1400 bytes', 1],
    ['over 32767 bytes', 2],
  ]);
  for (const state of SENDERS)
    expect(cells.find((cell) => cell.length === '0 bytes' && cell.state === state)?.count).toBe(1);
  const texts = cells.map(({ type, length, position, state }) => `${type} ${length} ${position} ${state}`);
  expect(new Set(texts).size).toBe(texts.length);
  for (const type of [...TLV_NAMES, 'unknown', 'none', 'foreign', 'datagram'])
    expect(cells.some((cell) => cell.type === type)).toBe(true);
  expect(texts).toContain('peer-address short middle expired');
  expect(texts).not.toContain('hello short middle expired');
  expect(texts).not.toContain('hello 0 first stranger');
});

test('whatever is counted has a cell, and what the grammar makes fills all', () => {
  const cast = fuzzCast(3, true);
  const counts = new Tried();
  const grammar = new Grammar(cast, SEED, null);
  let datagrams = 0;
  const count = (bytes: Uint8Array): void => {
    datagrams += 1;
    counts.count(bytes, bytes.length, SENDERS[datagrams % SENDERS.length] ?? 'stranger');
  };
  for (const input of builtInInputs(cast)) count(input);
  for (let i = 0; i < 20_000; i++) count(grammar.next());
  const { cells } = counts.summary();
  const sum = (of: (type: string) => boolean): number =>
    cells.filter(({ type }) => of(type)).reduce((total, cell) => total + cell.count, 0);
  // Each datagram has a size, and is at the same time one of these or has at least one TLV.
  expect(sum((type) => type === 'datagram')).toBe(datagrams);
  const withTlv = cells.filter(
    ({ type, position }) => position === 'first' || (position === 'alone' && type !== 'datagram'),
  );
  expect(withTlv.reduce((total, cell) => total + cell.count, 0)).toBe(datagrams);
  // Whoever sends it: each in its turn.
  const filled = new Set(cells.filter((cell) => cell.count > 0).map(combination));
  expect(cells.map(combination).filter((one) => !filled.has(one))).toEqual([]);
});

function combination({ type, length, position }: TriedCell): string {
  return `${type} ${length} ${position}`;
}

test('goes on where an earlier run stopped', () => {
  const [earlier, later] = [new Tried(), new Tried()];
  const hello = Uint8Array.of(104, 1, 1, 2);
  for (let i = 0; i < 3; i++) earlier.count(hello, 4, 'connected');
  const { cells, longest } = earlier.summary();
  later.resume(
    cells.filter(({ count }) => count > 0),
    longest,
  );
  expect(later.summary()).toEqual({ cells, longest: 4 });
  later.count(hello, 4, 'connected');
  const again = later.summary().cells.find(({ count, type }) => count > 0 && type === 'hello');
  expect(again?.count).toBe(4);
  later.resume([{ type: 'no such', length: '1', position: 'x', state: 'y', count: 5 }], 0);
  expect(later.summary().cells).toHaveLength(cells.length);
});
