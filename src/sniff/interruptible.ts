/** A stream of bytes that can be left while nothing comes: a pipe may be silent for ever. */
import type { Readable } from 'node:stream';

/** The stream's chunks until it ends or the signal aborts; then it is destroyed, so that nothing waits for it. */
export async function* interruptible(stream: Readable, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  // No Promise.race with the signal: its promise would keep every chunk until it aborts.
  const leave = (): void => void stream.destroy();
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', leave);
    stream.destroy();
  }
}
