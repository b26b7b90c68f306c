/**
 * The free choices that a target was seen to make: its dialect, as far as traces tell (DESIGN law 5).
 */
import { DIALECT_KEYS, type DialectKey } from '../node/dialect.ts';
import type { Trace } from './trace.ts';

/** For each free choice the value that was seen; null if the traces do not tell, `a|b` if it varied. */
export type DialectSeen = Readonly<Record<DialectKey, string | null>>;

/** What the traces tell of the dialect. */
export function dialectSeen(_traces: readonly Trace[]): DialectSeen {
  return Object.fromEntries(DIALECT_KEYS.map((key) => [key, null])) as DialectSeen;
}
