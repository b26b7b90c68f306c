/**
 * The pump: captures one after the other or merged in order of time, files and live alike, through a Sniffer to what
 * a user wants to see. Yields; never prints. Memory is bounded whatever the captures say: one chunk of each capture
 * that is open.
 */
import type { Damage, PacketView } from '../capture/packet.ts';
import { type Input, isLive, type Turn } from './input.ts';
import { liveTurns } from './live-merge.ts';
import { type Merged, mergedTurns } from './merge.ts';
import { type Lane, type Sighted, Sniffer, type Wanted } from './sniffer.ts';
import type { Kind, Summary } from './summary.ts';

export interface SniffOptions extends Wanted {
  /** Ends after so many datagrams were yielded; null is never. */
  readonly count: number | null;
  /** All captures at once, in order of time; else one after the other. */
  readonly merge: boolean;
  /** Ends when it aborts, between two packets. */
  readonly signal: AbortSignal;
  /** Is shown every packet before anything is made of it, whatever it holds. */
  readonly watch?: (packet: PacketView) => void;
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
    this.#sniffer = new Sniffer(options);
    this.#left = options.count ?? Number.POSITIVE_INFINITY;
  }

  /** The counts so far. */
  get summary(): Summary {
    return this.#sniffer.summary;
  }

  /** The kinds of datagrams that are looked at. */
  get shown(): ReadonlySet<Kind> {
    return this.#sniffer.shown;
  }

  /** What is wanted of the inputs, in order. A datagram is valid until the next step. */
  run(inputs: readonly Input[]): AsyncGenerator<SniffEvent, void, undefined> {
    return this.#options.merge ? this.#merged(inputs) : this.#inTurn(inputs);
  }

  async *#inTurn(inputs: readonly Input[]): AsyncGenerator<SniffEvent, void, undefined> {
    for (const input of inputs) {
      if (this.#over) return;
      const lane = this.#sniffer.begin(input.name);
      try {
        for await (const turn of input.turns()) {
          yield* this.#turn(lane, turn);
          if (this.#over) break;
        }
      } finally {
        this.#end(lane, input);
      }
    }
  }

  async *#merged(inputs: readonly Input[]): AsyncGenerator<SniffEvent, void, undefined> {
    if (this.#over) return;
    const lanes = inputs.map((input) => this.#sniffer.begin(input.name));
    try {
      const turns = inputs.every(isLive) ? liveTurns(inputs) : mergedTurns(inputs);
      for await (const turn of turns) {
        yield* this.#mergedTurn(lanes, turn);
        if (this.#over) return;
      }
    } finally {
      for (const [i, lane] of lanes.entries()) this.#end(lane, inputs[i]);
    }
  }

  #end(lane: Lane, input: Input | undefined): void {
    this.#sniffer.end(lane);
    this.summary.dropped += input?.dropped ?? 0n;
  }

  *#turn(lane: Lane, turn: Turn): Generator<SniffEvent, void, undefined> {
    for (let next = turn(); next !== null; next = turn()) {
      const event = this.#event(lane, next);
      if (event !== null) yield event;
      if (this.#over || event?.type === 'damage') return;
    }
  }

  *#mergedTurn(lanes: readonly Lane[], turn: () => Merged | null): Generator<SniffEvent, void, undefined> {
    for (let step = turn(); step !== null; step = turn()) {
      const lane = lanes[step.index];
      const event = lane === undefined ? null : this.#event(lane, step.next);
      if (event !== null) yield event;
      if (this.#over) return;
    }
  }

  #event(lane: Lane, next: PacketView | Damage): SniffEvent | null {
    if ('type' in next) {
      lane.file.damaged = { offset: next.offset, message: next.message };
      return { type: 'damage', damage: next };
    }
    this.#options.watch?.(next);
    const sighted = this.#sniffer.packet(lane, next);
    if (sighted === null) return null;
    this.#left--;
    return { type: 'datagram', sighted };
  }

  get #over(): boolean {
    return this.#left <= 0 || this.#options.signal.aborted;
  }
}
