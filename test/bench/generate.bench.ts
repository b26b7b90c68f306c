import { bench, describe } from 'vitest';
import { builtInInputs } from '../../src/fuzz/corpus/built-in.ts';
import { Corpus } from '../../src/fuzz/corpus/corpus.ts';
import { Gate } from '../../src/fuzz/gate.ts';
import { Grammar } from '../../src/fuzz/generate/grammar.ts';
import { Mend } from '../../src/fuzz/generate/mend.ts';
import { Mutator } from '../../src/fuzz/generate/mutator.ts';
import { Tried } from '../../src/fuzz/tried.ts';
import { LOOPBACK } from '../../src/net/cidr.ts';
import { MAX_DATAGRAM } from '../../src/wire/table.ts';
import { fuzzCast } from '../support/fuzz-cast.ts';

const CASES = 10_000;

// At least 100 turns a second of the mutator are a million cases (DESIGN §5).
describe(`${CASES} datagrams`, () => {
  const cast = fuzzCast(1, false);
  const corpus = new Corpus(builtInInputs(cast));
  const into = new Uint8Array(MAX_DATAGRAM);
  const open = new Mutator(corpus, 1, null);
  const mended = new Mutator(corpus, 1, new Mend(cast, [LOOPBACK]));
  const gate = new Gate([LOOPBACK], false);
  bench('mutator', () => {
    for (let i = 0; i < CASES; i++) open.next(into);
  });
  bench('mutator, mended', () => {
    for (let i = 0; i < CASES; i++) mended.next(into);
  });
  bench('mutator, mended, and through the gate', () => {
    for (let i = 0; i < CASES; i++) gate.passes(into.subarray(0, mended.next(into)));
  });
  const tried = new Tried();
  bench('mutator, and counted as tried', () => {
    for (let i = 0; i < CASES; i++) tried.count(into, open.next(into), 'connected');
  });
  const grammar = new Grammar(cast, 1, null);
  bench('grammar', () => {
    for (let i = 0; i < CASES; i++) grammar.next();
  });
});
