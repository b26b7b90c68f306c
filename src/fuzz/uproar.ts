/**
 * Since when peers get much that they did not ask for: a flood that is found in the quiet at the end began when something
 * was sent long before.
 */
import type { Step } from './case.ts';
import type { Journal } from './journal.ts';
import type { Member } from './squad.ts';

/** Between two looks of a fifth of a second each peer gets a Hello, and perhaps a request. */
const MOST_A_LOOK = 4;

export class Uproar {
  readonly #before = new Map<Member, number>(); // Bounded by the squad.
  /** Datagrams sent at the last look at which all was calm, and at the first one since then at which it was not. */
  #calm = 0;
  #loud: number | null = null;

  /** `sent`: all datagrams so far. To be called in turns of a fifth of a second or so. */
  look(members: Iterable<Member>, sent: number): void {
    let most = 0;
    for (const member of members) {
      most = Math.max(most, member.unasked - (this.#before.get(member) ?? 0));
      this.#before.set(member, member.unasked);
    }
    if (most > MOST_A_LOOK) this.#loud ??= sent;
    else [this.#calm, this.#loud] = [sent, null];
  }

  /** What had been sent when it began, and how many of the last steps since all was calm; of no uproar, all of it. */
  cause(journal: Pick<Journal, 'count' | 'steps'>): {
    readonly steps: readonly Step[];
    readonly last: number;
  } {
    const steps = journal.steps();
    const gone = journal.count - steps.length;
    const by = this.#loud ?? 0;
    if (by <= gone) return { steps, last: steps.length };
    return { steps: steps.slice(0, by - gone), last: by - Math.max(this.#calm, gone) };
  }
}
