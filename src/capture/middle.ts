/**
 * Reading a capture from its middle on. Neither format says where a record begins: it is guessed from a row of records
 * that follow each other. Whoever reads what is before it finds out whether the guess was right.
 */
import { CaptureReader } from './reader.ts';
import { fileChunks } from './source.ts';

/** Records in a row that make a place likely. */
const ENOUGH = 8;
/** So many places are tried: a record is seldom longer. */
const MAX_PLACES = 64 * 1024;

/** Where a packet's record probably begins at the offset or soon behind it; null if none is found. */
export async function likelyRecord(path: string, offset: number): Promise<number | null> {
  const reader = await readerAt(path, offset);
  if (reader === null) return null;
  for await (const chunk of fileChunks(path, offset)) {
    for (let at = 0; at < Math.min(chunk.length, MAX_PLACES); at++) {
      reader.jump(offset + at);
      reader.push(chunk.subarray(at));
      while (reader.packet.frame < ENOUGH && reader.plainPacket());
      if (reader.packet.frame === ENOUGH) return offset + at;
    }
    break;
  }
  return null;
}

/**
 * A reader that knows what the file says before its first packet, and goes on with the chunks from the offset on, its
 * packets counted from there; null if the file does not begin like a capture, or is gzip.
 */
export async function readerAt(path: string, offset: number): Promise<CaptureReader | null> {
  const reader = new CaptureReader(path);
  for await (const chunk of fileChunks(path)) {
    reader.push(chunk);
    let step = reader.step();
    while (step === 'note') step = reader.step();
    if (step === 'damage') return null;
    if (step !== 'packet') continue;
    reader.jump(offset);
    return reader;
  }
  return null;
}
