import { PROBES } from '../../src/check/catalogue.ts';
import type { Probe } from '../../src/check/probe.ts';
import { seededRandom } from '../../src/net/random.ts';
import { nodeConfig } from '../../src/node/config.ts';
import { DIALECT_KEYS, type Dialect, dialectValues } from '../../src/node/dialect.ts';
import { virtualCheck } from './virtual-check.ts';

const COUNT = 24;

/** Dialects of values taken together by a seed; each value of each key is in as many of them as any other. */
export const COMBINATIONS: readonly Dialect[] = combinations(104);

function combinations(seed: number): Dialect[] {
  const random = seededRandom(seed);
  const columns = DIALECT_KEYS.map((key) => {
    const values = dialectValues(key);
    const column = Array.from({ length: COUNT }, (_, i) => values[i % values.length] ?? '');
    for (let i = COUNT - 1; i > 0; i--) {
      const other = Math.floor(random() * (i + 1));
      [column[i], column[other]] = [column[other] ?? '', column[i] ?? ''];
    }
    return column;
  });
  return Array.from(
    { length: COUNT },
    (_, row) =>
      Object.fromEntries(DIALECT_KEYS.map((key, i) => [key, columns[i]?.[row]])) as unknown as Dialect, // a value of each key
  );
}

// Half of the time goes into these: every fifth seed has them.
const HEAVY = ['survives-garbage', 'long-list-complete'];
const LIGHT: readonly Probe[] = PROBES.filter(({ check }) => !HEAVY.includes(check));

/** What fails, wrongly, of conforming nodes over a link that delays, reorders and loses: one line each. */
export async function accusations(dialect: Dialect, seed: number): Promise<string[]> {
  const random = seededRandom(seed + 1);
  const result = await virtualCheck(
    (self, start) => nodeConfig({ self, start, dialect, random, allowPeer: () => true }),
    { loss: 0.02, delayMs: 2, jitterMs: 10, seed },
    seed % 5 === 0 ? PROBES : LIGHT,
  );
  return result.findings
    .filter(({ judgement }) => judgement.verdict === 'fail')
    .map(({ judgement: { requirement, check, actual } }) => `${requirement} ${check}: ${actual}`);
}
