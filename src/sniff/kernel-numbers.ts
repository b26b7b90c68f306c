/** Numbers that the threads of the kernel and we share (kernel/given.ts), in its memory. */
import type { MemoryArrays } from './statistics/arrays.ts';

/** Words, in three lines of the processor's cache by who writes them: who reads packets, who counts them, we. */
const WORD = {
  // A bell is two words.
  WORK_BELL: 0,
  HANDED: 2,
  ENDED: 3,
  ROOM_BELL: 16,
  COUNTED: 18,
  NEED: 19,
  NEXT: 20,
  SOURCE_NEEDED: 21,
  DESTINATION_NEEDED: 22,
  PORTS_NEEDED: 23,
  LOGGED: 24,
  UNPLACED: 25,
  UNHEARD: 26,
  CLAIMS: 27,
  CLAIMS_FULL: 28,
  FLOW_MASK: 32,
  ROOMLESS: 33,
} as const;
const WORDS = 48;

const SUM = {
  OURS: 0,
  OURS_BYTES: 1,
  FOREIGN_BYTES: 2,
  MORE: 3,
  MORE_BYTES: 4,
  RIGHTS: 5,
  ABSENTS: 6,
  FIRST_TIME: 7,
  LAST_TIME: 8,
} as const;
const SUMS = 16;

/** What `NEED` says besides 0. */
export const NEEDS = { NEED_FLOW: 1, NEED_LIST: 2, NEED_END: 3 } as const;

type Sum = Exclude<keyof typeof SUM, 'FIRST_TIME' | 'LAST_TIME'>;

export class KernelNumbers {
  readonly #words: Uint32Array;
  readonly #sums: Float64Array;

  constructor(arrays: MemoryArrays) {
    this.#words = arrays.uint32(WORDS, WORDS);
    this.#sums = arrays.float64(SUMS, SUMS);
    this.#noTime();
  }

  /** Where they are, by name. */
  get places(): Record<string, number> {
    return { ...placesOf(WORD, this.#words), ...placesOf(SUM, this.#sums) };
  }

  word(name: keyof typeof WORD): number {
    return this.#words[WORD[name]] ?? 0;
  }

  setWord(name: keyof typeof WORD, value: number): void {
    this.#words[WORD[name]] = value;
  }

  /** The sum since it was taken last. */
  take(name: Sum): number {
    const sum = this.#sums[SUM[name]] ?? 0;
    this.#sums[SUM[name]] = 0;
    return sum;
  }

  /** The first and the last time since they were taken last; infinite if there was none. */
  takeTimes(): readonly [first: number, last: number] {
    const [first = 0, last = 0] = [this.#sums[SUM.FIRST_TIME], this.#sums[SUM.LAST_TIME]];
    this.#noTime();
    return [first, last];
  }

  #noTime(): void {
    this.#sums[SUM.FIRST_TIME] = Number.POSITIVE_INFINITY;
    this.#sums[SUM.LAST_TIME] = Number.NEGATIVE_INFINITY;
  }
}

function placesOf(
  numbers: Readonly<Record<string, number>>,
  { byteOffset, BYTES_PER_ELEMENT }: Uint32Array | Float64Array,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(numbers).map(([name, at]) => [name, byteOffset + at * BYTES_PER_ELEMENT]),
  );
}
