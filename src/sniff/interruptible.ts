/** A stream of bytes that can be left while nothing comes: a pipe may be silent for ever. */
import type { Readable } from 'node:stream';

/** The stream's chunks until it ends or the signal aborts; then it is destroyed, so that nothing waits for it. */
export async function* interruptible(stream: Readable, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
  let leave = () => {};
  const left = new Promise<null>((resolve) => {
    leave = () => resolve(null);
  });
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  try {
    for (;;) {
      const next = chunks.next();
      const result = await Promise.race([next, left]);
      if (result === null) {
        next.catch(() => {}); // destroying the stream rejects the read that nobody waits for any more
        return;
      }
      if (result.done) return;
      yield result.value;
    }
  } finally {
    signal.removeEventListener('abort', leave);
    stream.destroy();
  }
}
