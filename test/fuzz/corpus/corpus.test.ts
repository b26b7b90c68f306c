import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtInInputs } from '../../../src/fuzz/corpus/built-in.ts';
import { Corpus } from '../../../src/fuzz/corpus/corpus.ts';
import { toHex } from '../../../src/wire/bytes.ts';
import { dissect } from '../../../src/wire/dissect.ts';
import { MAX_DATAGRAM, MAX_SENT, TLV_NAMES } from '../../../src/wire/table.ts';
import { fuzzCast } from '../../support/fuzz-cast.ts';

function all(corpus: Corpus): string[] {
  return Array.from({ length: corpus.size }, (_, index) => toHex(corpus.at(index)));
}

function number(value: number): Uint8Array {
  return Uint8Array.of(value >>> 16, value >>> 8, value);
}

test('each input is there once, as it was when it was added', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 3, max: 2 })),
      fc.array(fc.uint8Array({ maxLength: 3, max: 2 })),
      (seeds, added) => {
        const corpus = new Corpus(seeds);
        const known = new Set(seeds.map(toHex));
        expect(all(corpus)).toEqual([...known]);
        for (const input of added) {
          expect(corpus.add(input)).toBe(!known.has(toHex(input)));
          known.add(toHex(input));
        }
        expect(all(corpus)).toEqual([...known]);
        for (const input of [...seeds, ...added]) input.fill(9);
        expect(all(corpus)).toEqual([...known]);
      },
    ),
  );
  expect(() => new Corpus([]).at(0)).toThrow(RangeError);
});

test('the number is bounded: the oldest that was added goes, the seeds stay', () => {
  const seeds = Array.from({ length: 10 }, (_, i) => number(i));
  const corpus = new Corpus(seeds);
  for (let i = 10; i < 6000; i++) expect(corpus.add(number(i))).toBe(true);
  expect(corpus.size).toBe(4096);
  expect(all(corpus).slice(0, 11)).toEqual([...seeds.map(toHex), toHex(number(6000 - 4086))]);
  expect(toHex(corpus.at(4095))).toBe(toHex(number(5999)));
  // What went may come again.
  expect(corpus.add(number(10))).toBe(true);
  expect(corpus.add(number(0))).toBe(false);
});

test('the bytes are bounded', () => {
  const corpus = new Corpus([number(1)]);
  for (let i = 0; i < 400; i++) {
    const large = new Uint8Array(MAX_DATAGRAM);
    large.set(number(i));
    expect(corpus.add(large)).toBe(true);
  }
  expect(corpus.size).toBe(1 + Math.floor((2 ** 24 - 3) / MAX_DATAGRAM));
  expect(corpus.at(0)).toEqual(number(1));
  expect(corpus.add(new Uint8Array(2 ** 24))).toBe(false);
  const full = new Corpus(Array.from({ length: 5000 }, (_, i) => number(i)));
  expect(full.size).toBe(4096);
  expect(full.add(number(5001))).toBe(false);
});

test('the built-in inputs have every TLV, every fault, and all the sizes that matter', () => {
  const inputs = builtInInputs(fuzzCast(2, false));
  const trees = inputs.map((input) => dissect(input));
  const codes = new Set(trees.flatMap(({ issues }) => issues.map(({ code }) => code)));
  for (const code of ['header-cut', 'version-wrong', 'tlv-cut', 'tlv-short', 'tlv-stray', 'tlv-fields'])
    expect(codes).toContain(code);
  for (const name of TLV_NAMES) {
    const counts = trees.map(({ tlvs }) => tlvs.filter((tlv) => tlv.name === name).length);
    for (const count of [1, 2, 50, 174, 300]) expect(counts, name).toContain(count);
    const lengths = new Set(
      trees.flatMap(({ tlvs }) => tlvs.filter((tlv) => tlv.name === name)).map((tlv) => tlv.length),
    );
    for (const length of [0, 1, 255]) expect(lengths, name).toContain(length);
  }
  const sizes = inputs.map(({ length }) => length);
  for (const size of [0, 1, 2, 600, MAX_SENT, MAX_SENT + 1, MAX_DATAGRAM]) expect(sizes).toContain(size);
  // They are few enough to leave room, and differ.
  expect(new Corpus(inputs).size).toBeGreaterThan(0.9 * inputs.length);
  expect(inputs.length).toBeLessThan(500);
});
