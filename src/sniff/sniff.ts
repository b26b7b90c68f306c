/**
 * The pump: captures one after the other, files and live alike, through a Sniffer to what a user wants to see.
 * Yields; never prints. Memory is bounded whatever the captures say: one chunk of one capture at a time.
 */
import type { Damage } from '../capture/packet.ts';
import type { Input, Turn } from './input.ts';
import type { Selection } from './selection.ts';
import { type Sighted, Sniffer } from './sniffer.ts';
import type { FileSummary, Summary } from './summary.ts';

export interface SniffOptions {
  readonly selection: Selection;
  /** Foreign and internal datagrams too. */
  readonly all: boolean;
  /** Ends after so many datagrams were yielded; null is never. */
  readonly count: number | null;
  /** Ends when it aborts, between two packets. */
  readonly signal: AbortSignal;
}

export type SniffEvent =
  | { readonly type: 'datagram'; readonly sighted: Sighted }
  /** This capture ends here; the next one follows. */
  | { readonly type: 'damage'; readonly damage: Damage };

/** One run over some captures. */
export class Sniff {
  readonly #options: SniffOptions;
  readonly #sniffer: Sniffer;
  #left: number;

  constructor(options: SniffOptions) {
    this.#options = options;
    this.#sniffer = new Sniffer(options.selection, options.all);
    this.#left = options.count ?? Number.POSITIVE_INFINITY;
  }

  /** The counts so far. */
  get summary(): Summary {
    return this.#sniffer.summary;
  }

  /** What is wanted of the inputs, in order. A datagram is valid until the next step. */
  async *run(inputs: Iterable<Input>): AsyncGenerator<SniffEvent, void, undefined> {
    for (const input of inputs) {
      if (this.#over) return;
      const file = this.#sniffer.begin(input.name);
      try {
        for await (const turn of input.turns()) {
          yield* this.#turn(file, turn);
          if (this.#over) break;
        }
      } finally {
        this.#sniffer.end();
      }
    }
  }

  *#turn(file: FileSummary, turn: Turn): Generator<SniffEvent, void, undefined> {
    for (let next = turn(); next !== null; next = turn()) {
      if ('type' in next) return yield damaged(file, next);
      const sighted = this.#sniffer.packet(next);
      if (sighted !== null) {
        this.#left--;
        yield { type: 'datagram', sighted };
      }
      if (this.#over) return;
    }
  }

  get #over(): boolean {
    return this.#left <= 0 || this.#options.signal.aborted;
  }
}

function damaged(file: FileSummary, damage: Damage): SniffEvent {
  file.damaged = { offset: damage.offset, message: damage.message };
  return { type: 'damage', damage };
}
