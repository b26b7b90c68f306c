/**
 * In which order probes are started.
 */
import { type Probe, secondsOf } from './probe.ts';

// So many quick ones begin among those that matter: instances come up one after another, and a first word is due soon.
const QUICK = 2;

/**
 * The longest first: the others run beside it. With `first` (names of checks): the quickest of these, the two quickest
 * of all others, the rest of these, then the others, the longest first.
 */
export function inOrder(probes: readonly Probe[], first: ReadonlySet<string> | null = null): Probe[] {
  const longest = probes.toSorted((a, b) => secondsOf(b) - secondsOf(a));
  if (first === null) return longest;
  const quickest = longest.toReversed();
  const wanted = quickest.filter((probe) => first.has(probe.check));
  const quick = quickest.filter((probe) => !first.has(probe.check)).slice(0, QUICK);
  return [...new Set([...wanted.slice(0, 1), ...quick, ...wanted, ...longest])];
}
