/**
 * A short text by which a case is known again.
 */
import { createHash } from 'node:crypto';
import type { Case } from './case.ts';

/** The same for equal cases, and for no others. */
export function caseKey({ steps, repeat }: Case): string {
  const hash = createHash('sha256');
  hash.update(`${repeat};`);
  for (const { at, from, bytes } of steps) {
    hash.update(`${at},${from.address}:${from.port},${bytes.length};`);
    hash.update(bytes);
  }
  return hash.digest('hex');
}
