/**
 * A long capture counted in two halves side by side: the second one by somebody else (second-half.ts). Where it begins is
 * a guess. If the first half ends there, and nothing in it reaches into the second, the counts are added; else
 * they are dropped, and whoever counts the first half goes on to the end. Either way they are those of the whole.
 */
import type { Damage } from '../capture/packet.ts';
import { CaptureReader } from '../capture/reader.ts';
import type { StatisticRows } from './statistics/statistics.ts';
import type { SummaryCounts } from './summary-facts.ts';
import type { TableUse } from './table-use.ts';

/** What was counted from the middle of a capture on; its frames from 1. */
export interface Rest {
  readonly counts: SummaryCounts;
  readonly statistics: StatisticRows;
  readonly use: TableUse;
  readonly damage: Damage | null;
}

export interface Halves {
  readonly name: string;
  /** The capture from its beginning. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Where the second half probably begins. */
  readonly middle: number;
  /** No room is left for claims in the first half: those of the second need not be kept. */
  keepNoClaims(): void;
  /** Its counts; null if nothing came of it. */
  rest(): Promise<Rest | null>;
  /** Nobody waits for them any more. */
  stop(): void;
}

/** The reader of the first half whenever it has bytes, and of all if `takes` does not take the rest. */
export async function* firstHalf(
  { name, chunks, middle, rest }: Halves,
  takes: (rest: Rest) => boolean,
): AsyncGenerator<CaptureReader> {
  const reader = new CaptureReader(name);
  let at = 0;
  for await (const chunk of chunks) {
    const before = Math.min(Math.max(middle - at, 0), chunk.length);
    const isMiddle = at < middle && before + at === middle;
    at += chunk.length;
    if (before > 0) {
      reader.push(chunk.subarray(0, before));
      yield reader;
    }
    if (reader.damage !== null) return;
    if (isMiddle && reader.isBetweenRecords) {
      const counted = await rest();
      if (counted !== null && takes(counted)) return;
    }
    if (before === chunk.length) continue;
    reader.push(chunk.subarray(before));
    yield reader;
    if (reader.damage !== null) return;
  }
  reader.end();
  yield reader;
}
