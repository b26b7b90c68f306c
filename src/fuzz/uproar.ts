/**
 * Since when peers get much that they did not ask for: a flood that is found in the quiet at the end began when something
 * was sent long before.
 */
import type { Step } from './case.ts';
import type { Journal } from './journal.ts';
import type { Member } from './squad.ts';

/** Between two looks, a moment apart, each peer gets a Hello, and perhaps a request. */
const MOST_A_LOOK = 4;
/** Looks, two seconds of them, that no burst of answers fills. */
const LASTING = 40;

export class Uproar {
  readonly #before = new Map<Member, number>(); // Bounded by the squad.
  /** Datagrams sent at the last look at which all was calm, and at the first one since then at which it was not. */
  #calm = 0;
  #loud: number | null = null;
  #looks = 0;
  readonly #letAlone: readonly Member[];

  /** `letAlone`: peers to whom nothing is done, and of whom nobody tells. */
  constructor(letAlone: readonly Member[]) {
    this.#letAlone = letAlone;
  }

  /** `sent`: all datagrams so far. To be called in turns of a twentieth of a second or so. */
  look(members: Iterable<Member>, sent: number): void {
    let [most, mostAlone] = [0, 0];
    for (const member of members) {
      const more = member.unasked - (this.#before.get(member) ?? 0);
      most = Math.max(most, more);
      if (this.#letAlone.includes(member)) mostAlone = Math.max(mostAlone, more);
      this.#before.set(member, member.unasked);
    }
    this.#looks = mostAlone > MOST_A_LOOK ? this.#looks + 1 : 0;
    if (most > MOST_A_LOOK) this.#loud ??= sent;
    else [this.#calm, this.#loud] = [sent, null];
  }

  /** It has gone on for a while among those who are let alone, and still does. */
  get isLasting(): boolean {
    return this.#looks >= LASTING;
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
