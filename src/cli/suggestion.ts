/**
 * Did you mean …: the known word nearest to a mistyped one, or none if nothing is near enough to be a slip.
 */

// Longer words are no slip of a short name; this also bounds the table below.
const LONGEST = 40;

/** The hint of an error: `did you mean check?`; null if nothing is near enough. */
export function didYouMean(word: string, candidates: Iterable<string>): string | null {
  const meant = suggestion(word, candidates);
  return meant === null ? null : `did you mean ${meant}?`;
}

/** The candidate that the word most likely meant, or null. */
export function suggestion(word: string, candidates: Iterable<string>): string | null {
  if (word.length > LONGEST) return null;
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const slips = distance(word.toLowerCase(), candidate.toLowerCase());
    if (slips < least && slips <= tolerated(word, candidate)) [best, least] = [candidate, slips];
  }
  return best;
}

// One slip in three letters; the beginning of a longer name counts as one.
function tolerated(word: string, candidate: string): number {
  if (word.length >= 2 && candidate.startsWith(word)) return LONGEST;
  return Math.max(1, Math.floor(Math.min(word.length, candidate.length) / 3));
}

// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
function distance(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + (same ? 0 : 1),
        swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, last] = [last, row];
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
