import { bench, describe } from 'vitest';
import { LOOPBACK } from '../../src/net/cidr.ts';
import { MAX_DATAGRAM } from '../../src/wire/table.ts';
import { fuzzCast } from '../support/fuzz-cast.ts';
import { built } from './built.ts';
import { type Spread, spread } from './paired.ts';
import { countText, Section } from './result-table.ts';

const { builtInInputs } =
  await built<typeof import('../../src/fuzz/corpus/built-in.ts')>('fuzz/corpus/built-in');
const { Corpus } = await built<typeof import('../../src/fuzz/corpus/corpus.ts')>('fuzz/corpus/corpus');
const { Gate } = await built<typeof import('../../src/fuzz/gate.ts')>('fuzz/gate');
const { Grammar } = await built<typeof import('../../src/fuzz/generate/grammar.ts')>('fuzz/generate/grammar');
const { Mend } = await built<typeof import('../../src/fuzz/generate/mend.ts')>('fuzz/generate/mend');
const { Mutator } = await built<typeof import('../../src/fuzz/generate/mutator.ts')>('fuzz/generate/mutator');
const { Tried } = await built<typeof import('../../src/fuzz/tried.ts')>('fuzz/tried');

const CASES = 10_000;
const ROUNDS = 51;

const section = new Section(
  'Generating cases',
  'Datagrams a second. Mended ones name nobody outside the fence, which is needed without a network namespace alone.',
);
const cast = fuzzCast(1, false);
const corpus = new Corpus(builtInInputs(cast));
const into = new Uint8Array(MAX_DATAGRAM);
const open = new Mutator(corpus, 1, null);
const mended = new Mutator(corpus, 1, new Mend(cast, [LOOPBACK]));
const gate = new Gate([LOOPBACK], false);
const mutate = (): number => open.next(into);
const mend = (): number => mended.next(into);
const pass = (): boolean => gate.passes(into.subarray(0, mended.next(into)));

// DESIGN §5.
describe('cases', () => {
  section.row('the byte mutator', 'the clock', async () => {
    const [bare, safe, passed] = [perSecond(mutate), perSecond(mend), perSecond(pass)];
    return {
      budget: '1,000,000 a second',
      measured: `${countText(bare.median)} a second (${countText(bare.min)}-${countText(bare.max)})`,
      met: bare.median >= 1_000_000,
      details: `mended ${countText(safe.median)}, and through the gate ${countText(passed.median)}`,
    };
  });
});

function perSecond(make: () => unknown): Spread {
  const rate = (): number => {
    const begun = performance.now();
    for (let i = 0; i < CASES; i++) make();
    return (1000 * CASES) / (performance.now() - begun);
  };
  rate();
  return spread(Array.from({ length: ROUNDS }, rate));
}

describe(`${CASES} datagrams`, () => {
  bench('mutator', () => {
    for (let i = 0; i < CASES; i++) mutate();
  });
  bench('mutator, mended', () => {
    for (let i = 0; i < CASES; i++) mend();
  });
  bench('mutator, mended, and through the gate', () => {
    for (let i = 0; i < CASES; i++) pass();
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
