import { SEED } from './arbitrary.ts';

/**
 * Those whose turn it is: `npm test` takes one in `parts`, by the run's seed, so that all come up in time; `npm run
 * test:all` takes every one.
 */
export function inTurn<T>(items: readonly T[], parts: number): T[] {
  if (process.env['PEERPROBE_TEST'] === 'all') return [...items];
  return items.filter((_, i) => i % parts === SEED % parts);
}
