import fc from 'fast-check';
import { expect, test } from 'vitest';
import { absorbSummary } from '../../src/sniff/absorb.ts';
import { Summary } from '../../src/sniff/summary.ts';
import { type SummaryFacts, summaryFacts } from '../../src/sniff/summary-facts.ts';
import { SEED } from '../support/arbitrary.ts';
import { longRuns } from '../support/runs.ts';
import { captureOf, conversation, type Spoken } from './conversation-sample.ts';
import { sampleInput, sniffed } from './sample.ts';

async function factsOf(name: string, spoken: readonly Spoken[]): Promise<SummaryFacts> {
  const { summary } = await sniffed([sampleInput(name, captureOf(spoken), 100_000)]);
  return summaryFacts(summary);
}

/** As another process would read it. */
function reread(facts: SummaryFacts): SummaryFacts {
  return JSON.parse(JSON.stringify(facts));
}

/** What must be equal: all but the names of files, and frames and offsets counted from the first part's beginning. */
function comparable({ files, examples, ...facts }: SummaryFacts, begins: readonly number[]) {
  const places = Object.entries(examples).map(([code, { file, frame }]) => {
    return [code, (begins[Number(file)] ?? 0) + frame];
  });
  return { ...facts, places, packets: files.reduce((sum, file) => sum + file.packets, 0) };
}

test('parts added are the whole, wherever it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(conversation(60), fc.array(fc.nat(60), { maxLength: 4 }), async (spoken, cuts) => {
      const borders = [
        0,
        ...cuts.map((cut) => cut % (spoken.length + 1)).sort((a, b) => a - b),
        spoken.length,
      ];
      const sum = new Summary();
      for (const [part, from] of borders.slice(0, -1).entries())
        absorbSummary(sum, reread(await factsOf(String(part), spoken.slice(from, borders[part + 1]))));
      const whole = await factsOf('0', spoken);
      expect(comparable(summaryFacts(sum), borders)).toEqual(comparable(whole, [0]));
    }),
    { seed: SEED, numRuns: longRuns(60) },
  );
});

test('files in one command are parts of one capture', async () => {
  await fc.assert(
    fc.asyncProperty(conversation(40), fc.nat(40), async (spoken, cut) => {
      const parts = [spoken.slice(0, cut), spoken.slice(cut)];
      const inputs = parts.map((part, name) => sampleInput(String(name), captureOf(part), 100_000));
      const { summary } = await sniffed(inputs);
      const whole = await factsOf('0', spoken);
      const border = Math.min(cut, spoken.length);
      expect(comparable(summaryFacts(summary), [0, border])).toEqual(comparable(whole, [0]));
    }),
    { seed: SEED, numRuns: longRuns(20) },
  );
});
