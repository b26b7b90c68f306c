/**
 * The byte mutator: an input of the corpus, changed one to eight times. It makes datagrams of 0 to 65,507 bytes, most of
 * them below 200, a million a second, and allocates nothing. A seed and a number give a datagram again, from the same
 * corpus.
 */
import { TLV_HEADER } from '../../wire/table.ts';
import { Walk } from '../../wire/walk.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { Chance } from './chance.ts';
import type { Mend } from './mend.ts';
import { MUTATIONS } from './mutation.ts';
import { Workpiece } from './workpiece.ts';

// A longer input is mostly cut: changes shall hit what is read, and take no time to copy.
const USUAL = 128;
const LONGEST_BEGINNING = USUAL + TLV_HEADER.maxLength;
const FEW = 16;

const NOTHING = new Uint8Array(0);

/** Each kind as often as it weighs. */
const WHEEL = Uint8Array.from(MUTATIONS.flatMap(({ weight }, kind) => Array<number>(weight).fill(kind)));

export class Mutator {
  /** How often each of MUTATIONS was made. */
  readonly made = new Float64Array(MUTATIONS.length);
  /** Number of the case that `next` makes. */
  number = 0;
  readonly #corpus: Corpus;
  readonly #seed: number;
  readonly #mend: Mend | null;
  readonly #chance = new Chance(0);
  readonly #piece = new Workpiece();
  readonly #walk = new Walk();

  /** `mend`: where the fence would hold datagrams back; null where everything may be announced. */
  constructor(corpus: Corpus, seed: number, mend: Mend | null) {
    this.#corpus = corpus;
    this.#seed = seed;
    this.#mend = mend;
  }

  /** Writes the next datagram to the beginning of `into`, which holds at least 65,507 bytes; gives its length. */
  next(into: Uint8Array): number {
    return this.at(this.number++, into);
  }

  /** The same for the case of any number. */
  at(number: number, into: Uint8Array): number {
    const chance = this.#chance;
    chance.begin(this.#seed, number);
    const piece = this.#piece;
    this.#begin(into);
    for (let left = edits(chance); left > 0; left--) {
      const kind = WHEEL[chance.below(WHEEL.length)] ?? 0;
      MUTATIONS[kind]?.change(piece, chance, this.#corpus);
      this.made[kind] = (this.made[kind] ?? 0) + 1;
    }
    this.#mend?.apply(into, piece.length);
    return piece.length;
  }

  #begin(into: Uint8Array): void {
    const chance = this.#chance;
    const { size } = this.#corpus;
    const input = size === 0 ? NOTHING : this.#corpus.at(chance.below(size));
    const whole = input.length <= USUAL || chance.oneIn(16);
    this.#piece.begin(into, input, whole ? input.length : this.#beginningOf(input));
  }

  /** Where one of its first TLVs ends: cut anywhere, every second datagram would be nothing but that. */
  #beginningOf(input: Uint8Array): number {
    const walk = this.#walk;
    walk.start(input, 0, input.length);
    for (let left = this.#chance.between(1, FEW); left > 0 && walk.end < USUAL; left--) {
      if (!walk.next()) break;
    }
    return Math.min(walk.end, LONGEST_BEGINNING);
  }
}

/** One in 64 as it is, else half as often each time one change more, at most eight. */
function edits(chance: Chance): number {
  const bits = chance.uint32();
  return bits >>> 26 === 0 ? 0 : 1 + Math.clz32((bits << 6) | 0x0100_0000);
}
