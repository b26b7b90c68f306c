/**
 * Standard input that Ctrl-C can end: whoever holds the other end of the pipe may never close it.
 */
import type { Context } from '../command.ts';

/** The bytes of standard input; once the signal aborts, reading throws its reason. */
export async function* interruptible({ stdin, signal }: Context): AsyncGenerator<Uint8Array> {
  const end = (): void => {
    stdin.destroy(signal.reason);
  };
  stdin.on('error', () => {}); // the iteration tells it; an error that nobody hears would end the process
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  for await (const chunk of stdin) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
}
