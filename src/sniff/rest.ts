/** What a capture holds from its middle on, counted the short way (bulk.ts). */

import { readerAt } from '../capture/middle.ts';
import type { Damage } from '../capture/packet.ts';
import type { CaptureReader } from '../capture/reader.ts';
import { fileChunksSync } from '../capture/source.ts';
import { Bulk } from './bulk.ts';
import type { Rest } from './halves.ts';
import { InternalTraffic } from './internal.ts';
import { summaryCounts } from './summary-facts.ts';
import { tableUse } from './table-use.ts';

/** Null if the capture cannot be read from its middle on. Claims are kept as long as somebody wants them. */
export async function countRest(
  path: string,
  middle: number,
  wantsClaims: () => boolean,
): Promise<Rest | null> {
  const reader = await readerAt(path, middle);
  if (reader === null) return null;
  const bulk = new Bulk(null, new AbortController().signal);
  const { summary } = bulk;
  const beforeChunk = (): void => {
    if (!wantsClaims()) summary.statistics.claims.isFull = true;
  };
  const readers = () => readOn(reader, path, middle, beforeChunk);
  let damage: Damage | null = null;
  for await (const event of bulk.run([{ name: path, readers }]))
    if (event.type === 'damage') damage = event.damage;
  return {
    counts: summaryCounts(summary),
    statistics: summary.statistics.rows,
    use: tableUse(summary, new InternalTraffic()),
    damage,
  };
}

async function* readOn(
  reader: CaptureReader,
  path: string,
  middle: number,
  beforeChunk: () => void,
): AsyncGenerator<CaptureReader> {
  for (const chunk of fileChunksSync(path, middle)) {
    beforeChunk();
    reader.push(chunk);
    yield reader;
    if (reader.damage !== null) return;
  }
  reader.end();
  yield reader;
}
