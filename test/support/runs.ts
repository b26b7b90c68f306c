/**
 * How often a property is tried: 10,000 times in `npm run test:all`, fewer in `npm test`, which has to be over in
 * two minutes on a small machine. Set for all properties at once, so that none falls below by being forgotten; one
 * whose single run tries thousands of things may say a number of its own, and why.
 */
import fc from 'fast-check';

const ALL = 10_000;
const QUICK = 500;

export const RUNS = process.env['PEERPROBE_TEST'] === 'all' ? ALL : QUICK;

/** For a property whose single run takes long: so often in `npm run test:all`, and a quarter of it in `npm test`. */
export function longRuns(all: number): number {
  return RUNS === ALL ? all : Math.ceil(all / 4);
}

fc.configureGlobal({ numRuns: RUNS });
