import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtInInputs } from '../../../src/fuzz/corpus/built-in.ts';
import { Corpus } from '../../../src/fuzz/corpus/corpus.ts';
import { Mend } from '../../../src/fuzz/generate/mend.ts';
import { MUTATIONS } from '../../../src/fuzz/generate/mutation.ts';
import { Mutator } from '../../../src/fuzz/generate/mutator.ts';
import { LOOPBACK } from '../../../src/net/cidr.ts';
import { toHex } from '../../../src/wire/bytes.ts';
import { dissect } from '../../../src/wire/dissect.ts';
import { MAX_DATAGRAM, MAX_SENT } from '../../../src/wire/table.ts';
import { SEED } from '../../support/arbitrary.ts';
import { fuzzCast } from '../../support/fuzz-cast.ts';

const cast = fuzzCast(1, false);
const mend = new Mend(cast, [LOOPBACK]);
const corpus = new Corpus(builtInInputs(cast));
const into = new Uint8Array(MAX_DATAGRAM);

function text(mutator: Mutator, number: number): string {
  return toHex(into.subarray(0, mutator.at(number, into)));
}

test('seed and number give a datagram again, whatever was made before and whatever lies in the buffer', () => {
  const inOrder = new Mutator(corpus, SEED, mend);
  const direct = new Mutator(corpus, SEED, mend);
  const texts = Array.from({ length: 3000 }, () => toHex(into.subarray(0, inOrder.next(into))));
  fc.assert(
    fc.property(fc.nat(texts.length - 1), fc.nat(255), (number, left) => {
      into.fill(left);
      expect(text(direct, number)).toBe(texts[number]);
    }),
  );
  expect(inOrder.number).toBe(texts.length);
  expect(new Set(texts).size).toBeGreaterThan(0.8 * texts.length);
  const other = new Mutator(corpus, SEED + 1, mend);
  const same = texts.filter((made, number) => made === text(other, number));
  expect(same.length).toBeLessThan(texts.length / 20);
});

test('it writes nothing behind the datagram that the datagram did not need, and the corpus stays as it is', () => {
  const before = Array.from({ length: corpus.size }, (_, i) => toHex(corpus.at(i)));
  const mutator = new Mutator(corpus, SEED, mend);
  for (let i = 0; i < 20_000; i++) {
    const length = mutator.next(into);
    expect(length).toBeLessThanOrEqual(MAX_DATAGRAM);
  }
  expect(Array.from({ length: corpus.size }, (_, i) => toHex(corpus.at(i)))).toEqual(before);
});

test('every kind of mutation occurs and changes something, and datagrams are mostly small', () => {
  const mutator = new Mutator(corpus, SEED, null);
  const lengths = Array.from({ length: 20_000 }, () => mutator.next(into));
  const total = MUTATIONS.reduce((sum, { weight }) => sum + weight, 0);
  const edits = mutator.made.reduce((sum, count) => sum + count, 0);
  for (const [kind, { name, weight }] of MUTATIONS.entries()) {
    expect(mutator.made[kind], name).toBeGreaterThan((0.8 * edits * weight) / total);
  }
  const share = (test: (length: number) => boolean): number => lengths.filter(test).length / lengths.length;
  expect(share((length) => length <= 200)).toBeGreaterThan(0.75);
  expect(share((length) => length >= 1000 && length <= 1500)).toBeGreaterThan(0.01);
  expect(share((length) => length > MAX_SENT)).toBeLessThan(0.05);
  expect(share((length) => length < 2)).toBeGreaterThan(0.001);
  expect(Math.max(...lengths)).toBeGreaterThan(32_000);
});

test('most datagrams still have a right header, and all faults of TLVs occur', () => {
  const mutator = new Mutator(corpus, SEED, null);
  const issues = new Map<string, number>();
  for (let i = 0; i < 20_000; i++) {
    const length = mutator.next(into);
    if (length > MAX_SENT) continue;
    const codes = dissect(into.subarray(0, length)).issues.map(({ code }) => code);
    for (const code of new Set(codes)) issues.set(code, (issues.get(code) ?? 0) + 1);
  }
  const all = [
    'header-cut',
    'magic-wrong',
    'version-wrong',
    'tlv-cut',
    'tlv-fields',
    'tlv-short',
    'tlv-stray',
  ];
  for (const code of all) expect(issues.get(code), code).toBeGreaterThan(20);
  const wrong = (issues.get('magic-wrong') ?? 0) + (issues.get('version-wrong') ?? 0);
  expect(wrong).toBeLessThan(4000);
});
