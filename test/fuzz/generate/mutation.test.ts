import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Corpus } from '../../../src/fuzz/corpus/corpus.ts';
import { Chance } from '../../../src/fuzz/generate/chance.ts';
import { MUTATIONS } from '../../../src/fuzz/generate/mutation.ts';
import { Workpiece } from '../../../src/fuzz/generate/workpiece.ts';
import { equal, fromHex, toHex } from '../../../src/wire/bytes.ts';
import { dissect } from '../../../src/wire/dissect.ts';
import { HEADER, MAX_DATAGRAM } from '../../../src/wire/table.ts';
import { datagram } from '../../support/arbitrary.ts';

const into = new Uint8Array(MAX_DATAGRAM);

/** What becomes of a datagram by one change. */
function changed(name: string, before: Uint8Array, seed: number, corpus: Corpus): Uint8Array {
  const piece = new Workpiece();
  piece.begin(into, before, before.length);
  MUTATIONS.find((row) => row.name === name)?.change(piece, new Chance(seed), corpus);
  return into.slice(0, piece.length);
}

function hex(text: string): Uint8Array {
  return fromHex(text.replaceAll(' ', '')) ?? new Uint8Array(0);
}

function tlvs(bytes: Uint8Array): string[] {
  return dissect(bytes).tlvs.map(({ start, end }) => toHex(bytes.subarray(start, end)));
}

// Four TLVs of different lengths.
const FOUR = hex('6801 0102 0203aa 03087f10 7f04057f c804bbcc');
const ANOTHER = new Corpus([hex('6801 c905112233 0102')]);

test.each(MUTATIONS.map(({ name }) => name))('%s changes a datagram in many ways', (name) => {
  const results = new Set<string>();
  for (let seed = 0; seed < 500; seed++) results.add(toHex(changed(name, FOUR, seed, ANOTHER)));
  results.delete(toHex(FOUR));
  expect(results.size).toBeGreaterThan(name === 'tlv-drop' || name === 'tlv-from-another' ? 3 : 5);
});

test('whatever the datagram, a change stays inside the buffer and gives the same again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...MUTATIONS.map(({ name }) => name)),
      datagram(),
      datagram(),
      fc.nat(),
      (name, before, other, seed) => {
        for (const corpus of [new Corpus([other]), new Corpus([])]) {
          const made = changed(name, before, seed, corpus);
          expect(made.length).toBeLessThanOrEqual(MAX_DATAGRAM);
          into.fill(7);
          expect(equal(changed(name, before, seed, corpus), made)).toBe(true);
        }
      },
    ),
  );
});

test('a full datagram has no room for more', () => {
  const full = new Uint8Array(MAX_DATAGRAM).fill(2);
  full.set([HEADER.magic, HEADER.version]);
  for (const { name } of MUTATIONS) {
    for (let seed = 0; seed < 20; seed++) {
      expect(changed(name, full, seed, ANOTHER).length, name).toBeLessThanOrEqual(MAX_DATAGRAM);
    }
  }
});

test('moving keeps every TLV, dropping takes one out, duplicating puts one in', () => {
  const before = tlvs(FOUR);
  const orders = new Set<string>();
  for (let seed = 0; seed < 300; seed++) {
    const moved = tlvs(changed('tlv-move', FOUR, seed, ANOTHER));
    expect(moved.toSorted()).toEqual(before.toSorted());
    orders.add(moved.join());
    expect(before).toEqual(expect.arrayContaining(tlvs(changed('tlv-drop', FOUR, seed, ANOTHER))));
    expect(tlvs(changed('tlv-drop', FOUR, seed, ANOTHER))).toHaveLength(3);
    const doubled = tlvs(changed('tlv-duplicate', FOUR, seed, ANOTHER));
    expect([5, 20]).toContain(doubled.length);
    expect(new Set(doubled)).toEqual(new Set(before));
  }
  // Each TLV to each place: the neighbours' exchanges are the same twice.
  expect(orders.size).toBe(10);
});

test('a lie about a length changes one byte, that of a length', () => {
  const lies = new Set<string>();
  for (let seed = 0; seed < 300; seed++) {
    const made = changed('length-lie', FOUR, seed, ANOTHER);
    const places = [...made.keys()].filter((at) => made[at] !== FOUR[at]);
    expect(made).toHaveLength(FOUR.length);
    if (places.length === 0) continue;
    expect([[3], [5], [8], [16]]).toContainEqual(places);
    lies.add(`${places} ${made[places[0] ?? 0]}`);
  }
  expect(lies.size).toBeGreaterThan(40);
});

test('a spliced datagram ends as another input does, a filled one repeats itself', () => {
  const end = toHex(changed('splice', FOUR, 3, ANOTHER));
  expect('6801c9051122330102'.endsWith(end.slice(-4))).toBe(true);
  const sizes = new Set<number>();
  for (let seed = 0; seed < 400; seed++) sizes.add(changed('fill', FOUR, seed, ANOTHER).length);
  for (const size of [256, 1024, 1400, 1401, MAX_DATAGRAM]) expect(sizes).toContain(size);
});
