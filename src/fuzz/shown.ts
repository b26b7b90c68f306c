/**
 * What a target has shown so far, from outside: kinds of answers, by what they hold, their size and how long they took,
 * and the free choices that it was seen to make. Pure, and bounded.
 */
import type { DialectSeen } from '../oracle/dialect-seen.ts';
import { MAX_SENT, nameOf, TLV_NAMES } from '../wire/table.ts';
import { Walk } from '../wire/walk.ts';

const MAX_KINDS = 4096;
const MAX_CHOICES = 512;
/** Upper ends of classes; what is beyond the last is one more. */
const COUNTS = [0, 1, 2, 8, 32, 174];
const SIZES = [0, 2, 4, 16, 128, 512, MAX_SENT];
const LATENCIES_MS = [2, 20, 200, 1000];
/** Of a datagram of the target, so many are looked at. */
const MAX_TLVS = 512;

export class Shown {
  readonly #kinds = new Set<number>(); // at most MAX_KINDS: then nothing is new any more
  readonly #choices = new Set<string>(); // at most MAX_CHOICES
  readonly #walk = new Walk();
  readonly #numbers = new Uint16Array(TLV_NAMES.length + 1);

  /** True if the target never sent such a datagram so late before; `latencyMs` since what it seems to answer. */
  isNewAnswer(datagram: Uint8Array, latencyMs: number): boolean {
    const kind = this.#kindOf(datagram) * (LATENCIES_MS.length + 1) + classOf(latencyMs, LATENCIES_MS);
    if (this.#kinds.has(kind) || this.#kinds.size >= MAX_KINDS) return false;
    this.#kinds.add(kind);
    return true;
  }

  /** True if it was never seen to make one of these choices in this way. */
  isNewChoice(dialect: Partial<DialectSeen>): boolean {
    const found = this.newChoices(dialect);
    for (const choice of found) this.#choices.add(choice);
    return found.length > 0;
  }

  /** Those that it was never seen to make, such as `list=known`. */
  newChoices(dialect: Partial<DialectSeen>): readonly string[] {
    if (this.#choices.size >= MAX_CHOICES) return [];
    const choices = Object.entries(dialect).flatMap(([key, value]) =>
      value === null ? [] : [`${key}=${value}`],
    );
    return choices.filter((choice) => !this.#choices.has(choice));
  }

  /** A number for header, faults, TLVs of each type in classes of their count, and size. */
  #kindOf(datagram: Uint8Array): number {
    const walk = this.#walk;
    const numbers = this.#numbers.fill(0);
    let faults = 0;
    walk.start(datagram, 0, datagram.length);
    for (let left = MAX_TLVS; left > 0 && walk.next(); left--) {
      const name = nameOf(walk.type);
      const row = name === null ? TLV_NAMES.length : TLV_NAMES.indexOf(name);
      numbers[row] = (numbers[row] ?? 0) + 1;
      if (walk.fault > 0) faults |= 1 << (walk.fault - 1);
    }
    let kind = walk.header * 16 + faults;
    for (const number of numbers) kind = kind * (COUNTS.length + 1) + classOf(number, COUNTS);
    return kind * (SIZES.length + 1) + classOf(datagram.length, SIZES);
  }
}

/** Index of the first end that the value is not beyond; as many as there are if it is beyond all. */
function classOf(value: number, ends: readonly number[]): number {
  let index = 0;
  for (const end of ends) {
    if (value <= end) return index;
    index += 1;
  }
  return index;
}
