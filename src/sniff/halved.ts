/** Begins to count the second half of a long file in a thread, while somebody else counts the first. */
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { likelyRecord } from '../capture/middle.ts';
import { fileChunks } from '../capture/source.ts';
import type { Halves, Rest } from './halves.ts';

/** Below so many bytes the thread's start takes longer than the counting. */
const LEAST = 48 * 1024 * 1024;

/** Null if the file is none, or short, or is gzip, or if the thread would share our core. An abort ends the thread. */
export async function halved(
  path: string,
  signal: AbortSignal,
  cores = availableParallelism(),
): Promise<Halves | null> {
  if (cores === 1) return null;
  const file = await stat(path);
  if (!file.isFile() || file.size < LEAST) return null;
  const middle = await likelyRecord(path, Math.floor(file.size / 2));
  if (middle === null) return null;
  const noClaims = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(new URL('./second-half.js', import.meta.url), {
    workerData: { path, middle, noClaims },
    // It makes next to no garbage: a large room for it would only be touched.
    resourceLimits: { maxYoungGenerationSizeMb: 2 },
  });
  const counted = new Promise<Rest | null>((resolve) => {
    thread
      .once('message', resolve)
      .once('error', () => resolve(null))
      .once('exit', () => resolve(null));
  });
  const stop = () => {
    signal.removeEventListener('abort', stop);
    void thread.terminate();
  };
  signal.addEventListener('abort', stop);
  const isSame = async () => {
    const now = await stat(path).catch(() => null);
    return now !== null && now.dev === file.dev && now.ino === file.ino;
  };
  return {
    name: path,
    chunks: fileChunks(path),
    middle,
    keepNoClaims: () => void Atomics.store(noClaims, 0, 1),
    // Another file by that name by now: nobody knows which of them was counted.
    rest: async () => ((await isSame()) ? counted : null),
    stop,
  };
}
