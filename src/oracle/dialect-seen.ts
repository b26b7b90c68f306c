/**
 * The free choices that a target was seen to make: its dialect, as far as traces tell (DESIGN law 5). Each choice is
 * read by itself; what was seen both ways varied, which is free too.
 */
import { DIALECT_KEYS, type DialectKey } from '../node/dialect.ts';
import { BEHAVIOUR_CHOICES } from './choice/behaviour.ts';
import { LIST_CHOICES } from './choice/list.ts';
import { MARKED_CHOICES } from './choice/marked.ts';
import { perTrace } from './memo.ts';
import type { Trace } from './trace.ts';

/** For each free choice the value that was seen; null if the traces do not tell, `a|b` if it varied. */
export type DialectSeen = Readonly<Record<DialectKey, string | null>>;

/** What each value was seen how often, in one trace. */
export type Reader = (trace: Trace) => readonly string[];

const READERS: Readonly<Record<DialectKey, Reader>> = {
  ...MARKED_CHOICES,
  ...LIST_CHOICES,
  ...BEHAVIOUR_CHOICES,
};

// A value that was seen once among many others was an accident of the network.
const ACCIDENT = 0.1;

/** What the traces tell of the dialect. */
export function dialectSeen(traces: readonly Trace[]): DialectSeen {
  return Object.fromEntries(DIALECT_KEYS.map((key) => [key, choiceSeen(traces, key)])) as DialectSeen;
}

/** What was seen of one target in several runs, each read for itself. */
export function seenTogether(all: readonly DialectSeen[]): DialectSeen {
  const values = (key: DialectKey): string | null => {
    const seen = new Set(all.flatMap((one) => one[key]?.split('|') ?? []));
    return seen.size === 0 ? null : [...seen].sort().join('|');
  };
  return Object.fromEntries(DIALECT_KEYS.map((key) => [key, values(key)])) as DialectSeen;
}

/** What they tell of one choice. */
export function choiceSeen(traces: readonly Trace[], key: DialectKey): string | null {
  const seen = summed(traces.flatMap((trace) => READ_ONCE[key](trace)));
  // A node that answers no stranger at all is silent for that reason.
  const isReserved =
    key === 'emptyAnswer' && seen === 'silence' && choiceSeen(traces, 'strangers') !== 'answered';
  return isReserved ? null : seen;
}

const READ_ONCE = Object.fromEntries(
  DIALECT_KEYS.map((key) => [key, perTrace(READERS[key])]),
) as unknown as typeof READERS;

function summed(seen: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of seen) counts.set(value, (counts.get(value) ?? 0) + 1);
  const real = [...counts].filter(([, count]) => count > ACCIDENT * seen.length);
  return real.length === 0
    ? null
    : real
        .map(([value]) => value)
        .sort()
        .join('|');
}
