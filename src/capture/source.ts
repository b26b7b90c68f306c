// Where the bytes of a capture come from: a file, read into one buffer again and again, or a stream such as
// standard input. Failures of the world (no such file, a directory, no permission) are thrown as node:fs has them.
import { open } from 'node:fs/promises';

const CHUNK = 256 * 1024;

/** The bytes of a file (or pipe) in chunks; each is valid until the next is asked for. */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = new Uint8Array(CHUNK);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The bytes that a path on the command line means: `-` is standard input. */
export function openSource(path: string, stdin: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return path === '-' ? stdin : fileChunks(path);
}
