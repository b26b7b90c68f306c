/**
 * What `send` sends, whatever it was made from: words, lines of a file, a capture. Sources yield these one after the
 * other, so that nothing of any length is ever held as a whole.
 */
import type { Draft } from '../wire/craft.ts';

/** A datagram that shall leave. */
export interface Outgoing {
  readonly type: 'datagram';
  readonly bytes: Uint8Array;
  /** What it was crafted from, to tell its lies; null for bytes of a capture. */
  readonly draft: Draft | null;
  /** `FILE:3` or `FILE: frame 12`, for messages; null where there is only one. */
  readonly origin: string | null;
  /** When it was captured, in nanoseconds since 1970; null if it has no time of its own. */
  readonly timeNs: bigint | null;
  /** How many of it leave one after the other; 1 unless it is repeated alone. */
  readonly times?: number;
}

/** Why a source has less than the user may think. */
export type SourceNote =
  | { readonly type: 'skipped'; readonly reason: string; readonly origin: string }
  | { readonly type: 'damage'; readonly file: string; readonly offset: number; readonly message: string };

export type SourceItem = Outgoing | SourceNote;

/** Gives the same items each time it is called, from the first on. */
export type Source = () => AsyncIterable<SourceItem>;

/** A source read `times` times over; captured times go on where the round before ended. */
export async function* repeated(source: Source, times: number): AsyncIterable<SourceItem> {
  let shift = 0n;
  for (let round = 0; round < times; round++) {
    let first: bigint | null = null;
    let last = 0n;
    let count = 0;
    let item: SourceItem | null = null;
    for await (item of source()) {
      count += 1;
      if (item.type !== 'datagram' || item.timeNs === null) {
        yield item;
        continue;
      }
      first ??= item.timeNs;
      last = item.timeNs;
      yield round === 0 ? item : { ...item, timeNs: item.timeNs + shift };
    }
    // One alone is neither made nor handed over again, which takes as long as sending it.
    if (count === 1 && first === null && item !== null) {
      if (item.type === 'datagram' && times > 1) yield { ...item, times: times - 1 };
      else for (let left = times - 1; left > 0; left--) yield item;
      return;
    }
    shift += first === null ? 0n : last - first;
  }
}
