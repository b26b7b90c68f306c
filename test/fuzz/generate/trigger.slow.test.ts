/**
 * What is known to stop, crash or confuse nodes of beginners comes often enough that a campaign of some ten thousand
 * datagrams a second meets it in its first second.
 */
import { expect, test } from 'vitest';
import { builtInInputs } from '../../../src/fuzz/corpus/built-in.ts';
import { Corpus } from '../../../src/fuzz/corpus/corpus.ts';
import { Chance } from '../../../src/fuzz/generate/chance.ts';
import { Grammar } from '../../../src/fuzz/generate/grammar.ts';
import { Mend } from '../../../src/fuzz/generate/mend.ts';
import { Mutator } from '../../../src/fuzz/generate/mutator.ts';
import { sequence } from '../../../src/fuzz/generate/sequence.ts';
import { LOOPBACK } from '../../../src/net/cidr.ts';
import { type Dissection, dissect } from '../../../src/wire/dissect.ts';
import { MAX_DATAGRAM } from '../../../src/wire/table.ts';
import type { TlvNode } from '../../../src/wire/tree.ts';
import { Fault } from '../../../src/wire/walk.ts';
import { SEED } from '../../support/arbitrary.ts';
import { fuzzCast } from '../../support/fuzz-cast.ts';

const CASES = 20_000;
// Of 20,000, so that chance alone does not make it fail.
const ENOUGH = 5;

type Is = (bytes: Uint8Array, tree: Dissection) => boolean;

const some =
  (is: (tlv: TlvNode, bytes: Uint8Array) => boolean): Is =>
  (bytes, { tlvs }) =>
    tlvs.some((tlv) => is(tlv, bytes));

function addresses(tree: Dissection): TlvNode[] {
  return tree.tlvs.filter(({ name, fault }) => name === 'peer-address' && fault === Fault.none);
}

/** An octet of a whole Peer Address is negative where a char has a sign. */
const negative = (at: number): Is =>
  some((tlv, bytes) => tlv.name === 'peer-address' && tlv.fault === 0 && (bytes[tlv.start + at] ?? 0) > 127);

const EVERYWHERE: Record<string, Is> = {
  'an empty datagram': (bytes) => bytes.length === 0,
  'a lone byte': (bytes) => bytes.length === 1,
  'a header alone': (bytes) => bytes.length === 2 && bytes[0] === 104 && bytes[1] === 1,
  'more than 1400 bytes': (bytes) => bytes.length > 1400,
  'more than 4000 bytes': (bytes) => bytes.length > 4000,
  'the largest there is': (bytes) => bytes.length > 65_000,
  'more than 511 TLVs': (_, { tlvs }) => tlvs.length > 511,
  'more than 100 addresses': (_, tree) => addresses(tree).length > 100,
  'more than 174 addresses': (_, tree) => addresses(tree).length > 174,
  'an address twice': (bytes, tree) => {
    const texts = addresses(tree).map(({ start, end }) => bytes.subarray(start, end).join());
    return new Set(texts).size < texts.length;
  },
  'fifty requests': (_, { tlvs }) => tlvs.filter(({ name }) => name === 'peer-request').length >= 50,
  'a length of 0': some(({ length }) => length === 0),
  'a length of 1': some(({ length }) => length === 1),
  'an unknown TLV cut': some(({ name, fault }) => name === null && fault === Fault.cut),
  'a Hello cut': some(({ name, fault }) => name === 'hello' && fault === Fault.cut),
  'a Peer Request cut': some(({ name, fault }) => name === 'peer-request' && fault === Fault.cut),
  'a Peer Address cut': some(({ name, fault }) => name === 'peer-address' && fault === Fault.cut),
  'more than 128 bytes missing': some(
    ({ fault, length, start, end }) => fault === Fault.cut && (length ?? 0) - (end - start) > 128,
  ),
  'a Peer Address without its fields': some(({ fault }) => fault === Fault.fields),
  'a byte too many': some(({ fault }) => fault === Fault.stray),
  'type 0': some(({ type, fault }) => type === 0 && fault === Fault.none),
  'type 255': some(({ type, fault }) => type === 255 && fault === Fault.none),
  'a known type with the highest bit': some(({ type }) => type === 129 || type === 130 || type === 131),
  'an unknown TLV of 255': some(({ name, length, fault }) => name === null && length === 255 && fault === 0),
  'a Hello of 255': some(({ name, length, fault }) => name === 'hello' && length === 255 && fault === 0),
  'another version': (bytes) => bytes.length > 2 && bytes[0] === 104 && bytes[1] !== 1,
  'another magic': (bytes) => bytes.length > 2 && bytes[0] !== 104 && bytes[1] === 1,
};

/** What the fence holds back for sure. */
const UNFENCED: Record<string, Is> = {
  'a port above 32767': negative(2),
  'a first octet above 127': negative(4),
  'a last octet above 127': negative(7),
  'port 0': some(
    (tlv, bytes) => tlv.name === 'peer-address' && !bytes[tlv.start + 2] && !bytes[tlv.start + 3],
  ),
  'a Peer Address of two bytes at the end': (_, { tlvs }) => {
    const last = tlvs.at(-1);
    return last?.fault === Fault.fields && last.length === 2;
  },
  'a type alone at the end': some(({ name, fault }) => name === 'peer-address' && fault === Fault.stray),
};

test.each([true, false])('single datagrams, where nothing can leave: %s', (unfenced) => {
  const cast = fuzzCast(31, unfenced);
  const mend = unfenced ? null : new Mend(cast, [LOOPBACK]);
  const grammar = new Grammar(cast, SEED, mend);
  const mutator = new Mutator(new Corpus(builtInInputs(cast)), SEED, mend);
  const into = new Uint8Array(MAX_DATAGRAM);
  const wanted = Object.entries(unfenced ? { ...EVERYWHERE, ...UNFENCED } : EVERYWHERE);
  const counts = new Map<string, number>();
  for (let i = 0; i < CASES; i++) {
    const bytes = i % 2 === 0 ? grammar.next() : into.subarray(0, mutator.next(into));
    const tree = dissect(bytes);
    for (const [what, is] of wanted) if (is(bytes, tree)) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  for (const [what] of wanted) expect(counts.get(what) ?? 0, what).toBeGreaterThanOrEqual(ENOUGH);
});

test('stories in which the first word is a question, and those in which an address is told that is known', () => {
  const cast = fuzzCast(32, false);
  const made = Array.from({ length: 500 }, (_, i) => sequence(new Chance(SEED, i), cast));
  const kinds = (bytes: Uint8Array | undefined): (string | null)[] =>
    dissect(bytes ?? new Uint8Array(0)).tlvs.map(({ name }) => name);
  const asked = made.filter(({ steps }) => kinds(steps[0]?.bytes)[0] === 'peer-request');
  const told = made.filter(({ steps }) => {
    const seen = steps.flatMap(({ bytes }) =>
      addresses(dissect(bytes)).map(({ start }) => bytes.subarray(start + 2, start + 8).join()),
    );
    return new Set(seen).size < seen.length;
  });
  expect(asked.length).toBeGreaterThan(20);
  expect(told.length).toBeGreaterThan(100);
});
