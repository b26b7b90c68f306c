/** Times as text in bytes: what stands before the digits of a fraction is the same for a whole second, and made once. */
import type { PacketBatch } from '../../capture/packet-batch.ts';
import { TimeParts } from '../../capture/timestamp.ts';
import { type Piece, piece, putDigits, putPiece } from './put.ts';

export class TimeBytes {
  readonly #time = new TimeParts();
  readonly #textOf: (seconds: number) => string;
  /** The second that `#text` says. */
  #second = -1;
  #text: Piece = piece('');

  /** `textOf` gives all that stands before the fraction. */
  constructor(textOf: (seconds: number) => string) {
    this.#textOf = textOf;
  }

  /** Takes the packet's time, which `put` writes; false if there is none, or one that it cannot write. */
  read({ clock, highs, lows }: PacketBatch, packet: number): boolean {
    return clock !== null && this.#time.of(clock, highs[packet] ?? 0, lows[packet] ?? 0);
  }

  put(data: DataView, at: number): number {
    const { seconds, fraction, digits } = this.#time;
    if (seconds !== this.#second) {
      this.#second = seconds;
      this.#text = piece(this.#textOf(seconds));
    }
    return putDigits(data, putPiece(data, at, this.#text), fraction, digits);
  }
}
