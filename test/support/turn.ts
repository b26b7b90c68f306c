import { SEED } from './arbitrary.ts';

/**
 * Those whose turn it is: `npm test` takes one in `parts`, by the run's seed, so that all come up in time; `npm run
 * test:all` takes every one.
 */
export function inTurn<T>(items: readonly T[], parts: number): T[] {
  return process.env['PEERPROBE_TEST'] === 'all' ? [...items] : byTurns(items, parts);
}

/** The same in `npm run test:all` too: real programs in real time, minutes of it, of which CI has few. */
export function byTurns<T>(items: readonly T[], parts: number): T[] {
  return items.filter((_, i) => i % parts === SEED % parts);
}
