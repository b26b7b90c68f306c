/**
 * The fence of DESIGN §3 over everything that generates: whatever passes the gate names no address outside loopback,
 * however it is read. The reading is written here once more, as simply as can be, and shares nothing with net/fence.ts.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Case } from '../../src/fuzz/case.ts';
import { builtInInputs } from '../../src/fuzz/corpus/built-in.ts';
import { Corpus } from '../../src/fuzz/corpus/corpus.ts';
import { Gate } from '../../src/fuzz/gate.ts';
import { Chance } from '../../src/fuzz/generate/chance.ts';
import { Grammar } from '../../src/fuzz/generate/grammar.ts';
import { Mend } from '../../src/fuzz/generate/mend.ts';
import { Mutator } from '../../src/fuzz/generate/mutator.ts';
import { sequence } from '../../src/fuzz/generate/sequence.ts';
import { timing } from '../../src/fuzz/generate/timing.ts';
import { volume } from '../../src/fuzz/generate/volume.ts';
import { LOOPBACK } from '../../src/net/cidr.ts';
import { addressesRead } from '../../src/net/fence.ts';
import { toHex } from '../../src/wire/bytes.ts';
import { addressNumber } from '../../src/wire/endpoint.ts';
import { MAX_DATAGRAM } from '../../src/wire/table.ts';
import { datagram, SEED } from '../support/arbitrary.ts';
import { fuzzCast } from '../support/fuzz-cast.ts';
import { RUNS } from '../support/runs.ts';

/** The first octets of all that may be taken for an address, at every offset; `buffer` is what a reader has. */
function firstOctets(buffer: Uint8Array, length: number): Set<number | undefined> {
  const found = new Set<number | undefined>();
  for (let at = 0; at < length; at++) {
    if (buffer[at] !== 3) continue;
    found.add(buffer[at + 4]);
    if (at + 8 > length) continue;
    found.add(buffer[at + 7]); // byte-swapped
    found.add(buffer[at + 2]); // fields exchanged
  }
  return found;
}

/** What is wrong with a datagram that passed; `left` is what lies behind it in a reader's buffer, if that is known. */
function leaks(bytes: Uint8Array, left: Uint8Array): string | null {
  const buffer = new Uint8Array(Math.max(bytes.length, left.length));
  buffer.set(left);
  buffer.set(bytes);
  for (const octet of firstOctets(buffer, bytes.length)) {
    if (octet !== 127) return `an address that begins with ${octet}`;
  }
  // Of the longest there are thousands, and the octets have told.
  for (const { address, port } of bytes.length > 300 ? [] : addressesRead(bytes)) {
    const number = addressNumber(address) ?? 0;
    if (number >>> 24 !== 127 || number === 0x7fff_ffff || number === 0x7f00_0000) return address;
    if (port === 0) return 'port 0';
  }
  return null;
}

function holds(bytes: Uint8Array, left: Uint8Array): void {
  const leak = leaks(bytes, left);
  if (leak !== null) expect.fail(`${leak}: ${toHex(bytes)} before ${toHex(left)}`);
}

/** Sends through a gate of a target that hears us alone, and one of a target that others talk to as well. */
class Passage {
  passed = 0;
  asked = 0;
  readonly #buffer = new Uint8Array(MAX_DATAGRAM);
  #size = 0;
  readonly #alone = new Gate([LOOPBACK], true);
  readonly #shared = new Gate([LOOPBACK], false);

  send(bytes: Uint8Array): void {
    this.asked += 1;
    if (this.#shared.passes(bytes)) holds(bytes, NOTHING);
    if (!this.#alone.passes(bytes)) return;
    this.passed += 1;
    holds(bytes, this.#buffer.subarray(0, this.#size));
    this.#buffer.set(bytes);
    this.#size = Math.max(this.#size, bytes.length);
  }

  get droppedShare(): number {
    return this.#shared.dropped / this.asked;
  }
}

const NOTHING = new Uint8Array(0);
const cast = fuzzCast(5, false);
const mended = new Mend(cast, [LOOPBACK]);
const into = new Uint8Array(MAX_DATAGRAM);

test('mutations of the built-in corpus', () => {
  const corpus = new Corpus(builtInInputs(cast));
  for (const [mend, most] of [[null, 0.3] as const, [mended, 0] as const]) {
    const mutator = new Mutator(corpus, SEED, mend);
    const passage = new Passage();
    for (let i = 0; i < 4 * RUNS; i++) passage.send(into.subarray(0, mutator.next(into)));
    expect(passage.droppedShare).toBeLessThanOrEqual(most);
  }
});

test('what anybody may put into a corpus, and its mutations', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(datagram(), near), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      (inputs, seed) => {
        const passage = new Passage();
        for (const input of inputs) passage.send(input);
        for (const mend of [null, mended]) {
          const mutator = new Mutator(new Corpus(inputs), seed, mend);
          for (let i = 0; i < 8; i++) passage.send(into.subarray(0, mutator.next(into)));
        }
      },
    ),
  );
});

/** Addresses that lie inside but for one reading, and cut ones. */
const near = fc
  .array(fc.constantFrom(3, 3, 8, 127, 127, 127, 16, 10), { maxLength: 24 })
  .map((octets) => Uint8Array.from([104, 1, ...octets]));

test('the grammar', () => {
  for (const [mend, most] of [[null, 0.3] as const, [mended, 0] as const]) {
    const grammar = new Grammar(cast, SEED, mend);
    const passage = new Passage();
    for (let i = 0; i < 3 * RUNS; i++) passage.send(grammar.next());
    expect(passage.droppedShare).toBeLessThanOrEqual(most);
  }
});

/** Name, cases, and the share that the gate may hold back: of a few volume cases a single one can be a twelfth. */
const GENERATORS: readonly [string, number, number, (chance: Chance, open: boolean) => Case][] = [
  ['sequences', RUNS / 2, 0.05, (chance, open) => sequence(chance, open ? OPEN : cast)],
  ['adversarial time', RUNS / 10, 0.05, (chance, open) => timing(chance, open ? OPEN : cast)],
  ['volume', 16, 0.25, (chance, open) => volume(chance, open ? OPEN : cast, 50)],
];

/** Of a generator that believes that nothing can leave. */
const OPEN = fuzzCast(5, true);

test.each(GENERATORS)('%s', (_name, cases, most, make) => {
  for (const open of [false, true]) {
    const passage = new Passage();
    for (let number = 0; number < cases; number++) {
      for (const { bytes } of make(new Chance(SEED, number), open).steps) passage.send(bytes);
    }
    if (!open) expect(passage.droppedShare).toBeLessThan(most);
    expect(passage.passed).toBeGreaterThan(0.5 * passage.asked);
  }
});
