/**
 * Trying candidates: several at a time, each once, as long as there is time. What is accepted does not depend on which
 * of them is done first.
 */
import type { Case } from './case.ts';
import { caseKey } from './case-key.ts';

/** Whether a case shows the symptom. */
export type Shows = (theCase: Case) => Promise<boolean>;

export interface TrialLimits {
  /** Candidates at one time. */
  readonly width: number;
  /** There is no time left. */
  readonly over: () => boolean;
  /** Candidates altogether. */
  readonly most: number;
  /** Keys of cases that are known not to show it. */
  readonly fruitless?: readonly string[];
}

export class Trial {
  /** Candidates that were tried. */
  calls = 0;
  readonly width: number;
  readonly #shows: Shows;
  readonly #limits: TrialLimits;
  readonly #known: Map<string, boolean>; // Bounded by `most`, and by what was known before.

  constructor(shows: Shows, limits: TrialLimits) {
    this.#shows = shows;
    this.#limits = limits;
    this.width = Math.max(1, limits.width);
    this.#known = new Map(limits.fruitless?.map((key) => [key, false]));
  }

  /** Keys of the cases that did not show it. */
  get fruitless(): readonly string[] {
    return [...this.#known].flatMap(([key, shown]) => (shown ? [] : [key]));
  }

  get over(): boolean {
    return this.calls >= this.#limits.most || this.#limits.over();
  }

  async shows(theCase: Case | null): Promise<boolean> {
    return (await this.first([theCase])) !== null;
  }

  /** The first that shows it; null if none does, or there is no time to tell. What is null is not tried. */
  async first(candidates: Iterable<Case | null>): Promise<Case | null> {
    let batch: (Case | null)[] = [];
    for (const candidate of candidates) {
      batch.push(candidate);
      if (batch.length < this.width) continue;
      const found = await this.#batch(batch);
      if (found !== null || this.over) return found;
      batch = [];
    }
    return batch.length === 0 ? null : this.#batch(batch);
  }

  /**
   * The least number of `[low, high]` whose case shows it, if all above it do; `high` does. As many numbers are tried at
   * once as may be. Stops at a range of `step`.
   */
  async least(low: number, high: number, make: (count: number) => Case | null, step = 1): Promise<number> {
    let [bottom, top] = [low, high];
    while (top - bottom >= step && top > bottom && !this.over) {
      const counts = between(bottom, top, this.width);
      const shown = await Promise.all(counts.map((count) => this.#try(make(count))));
      const at = shown.indexOf(true);
      const failed = (at < 0 ? counts : counts.slice(0, at)).at(-1);
      if (at >= 0) top = counts[at] ?? top;
      if (failed !== undefined) bottom = failed + 1;
    }
    return top;
  }

  async #batch(batch: readonly (Case | null)[]): Promise<Case | null> {
    if (this.over) return null;
    const shown = await Promise.all(batch.map((candidate) => this.#try(candidate)));
    return batch.find((_, i) => shown[i]) ?? null;
  }

  async #try(candidate: Case | null): Promise<boolean> {
    if (candidate === null) return false;
    const key = caseKey(candidate);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.over) return false;
    this.calls += 1;
    const shown = await this.#shows(candidate);
    this.#known.set(key, shown);
    return shown;
  }
}

/** Up to `count` numbers of `[low, high)`, evenly spread, ascending, at least one. */
function between(low: number, high: number, count: number): number[] {
  const numbers = Array.from(
    { length: count },
    (_, i) => low + Math.floor(((i + 1) * (high - low)) / (count + 1)),
  );
  return [...new Set(numbers)];
}
