/**
 * What a campaign has learned about inputs: those that made the target show something new are kept, and are what
 * mutations begin with from then on.
 */
import type { DialectSeen } from '../oracle/dialect-seen.ts';
import type { Cast } from './case.ts';
import { builtInInputs } from './corpus/built-in.ts';
import { Corpus } from './corpus/corpus.ts';
import { Shown } from './shown.ts';

const MAX_NEWS = 1024;
const MAX_NEWS_BYTES = 2 ** 20;

export class Feedback {
  readonly #inputs: readonly Uint8Array[];
  readonly #news: Uint8Array[] = []; // at most MAX_NEWS, of MAX_NEWS_BYTES together: the newest
  readonly #shown = new Shown();
  #bytes = 0;

  /** `inputs` are the user's; `news` those that an earlier run has kept. */
  constructor(inputs: readonly Uint8Array[], news: readonly Uint8Array[] = []) {
    this.#inputs = inputs;
    for (const input of news) this.#keep(input);
  }

  /** The inputs that were kept, in the order of their discovery. */
  get news(): readonly Uint8Array[] {
    return this.#news;
  }

  /** All that is known so far, for mutations to and about this cast. */
  corpusFor(cast: Cast): Corpus {
    const corpus = new Corpus([...builtInInputs(cast), ...this.#inputs]);
    for (const input of this.#news) corpus.add(input);
    return corpus;
  }

  /** The target sent `answer`, `latencyMs` after `input`, which seems to have caused it. True if that is news. */
  answered(input: Uint8Array, answer: Uint8Array, latencyMs: number): boolean {
    return this.#shown.isNewAnswer(answer, latencyMs) && this.#keep(input);
  }

  /** It was never seen to make one of these choices in this way. */
  isNews(dialect: Partial<DialectSeen>): boolean {
    return this.#shown.newChoices(dialect).length > 0;
  }

  /** After one of `inputs` the target was seen to make these choices. True if that is news: then all of them are kept. */
  chose(inputs: readonly Uint8Array[], dialect: Partial<DialectSeen>): boolean {
    if (!this.#shown.isNewChoice(dialect)) return false;
    for (const input of inputs) this.#keep(input);
    return true;
  }

  #keep(input: Uint8Array): true {
    this.#news.push(input.slice());
    this.#bytes += input.length;
    while (this.#news.length > MAX_NEWS || this.#bytes > MAX_NEWS_BYTES) {
      this.#bytes -= this.#news.shift()?.length ?? 0;
    }
    return true;
  }
}
