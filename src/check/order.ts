/**
 * In which order probes are started.
 */
import { type Probe, secondsOf } from './probe.ts';

// So many quick ones begin with those that matter, for a first word soon.
const QUICK = 2;

/**
 * The longest first: the others run beside it. With `first` (names of checks): these, then the two quickest, then
 * the others, the longest first.
 */
export function inOrder(probes: readonly Probe[], first: ReadonlySet<string> | null = null): Probe[] {
  const longest = probes.toSorted((a, b) => secondsOf(b) - secondsOf(a));
  if (first === null) return longest;
  const quickest = longest.toReversed();
  const wanted = quickest.filter((probe) => first.has(probe.check));
  const quick = quickest.filter((probe) => !first.has(probe.check)).slice(0, QUICK);
  return [...new Set([...wanted, ...quick, ...longest])];
}
