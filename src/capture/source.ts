// Where the bytes of a capture come from: a file, read into two buffers in turn, or a stream such as standard
// input. Failures of the world (no such file, a directory, no permission) are thrown as node:fs has them.
import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSpace } from './byte-space.ts';

const CHUNK = 256 * 1024;

/**
 * The bytes of a file (or pipe) in chunks; each is valid until the next is asked for. Those of a regular file are read
 * into the space, if there is one, and are valid until its chunks are used again, but for the one that is read ahead.
 */
export async function* fileChunks(path: string, space: ByteSpace | null = null): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    // A pipe is not read ahead: giving up would have to wait for bytes that may never come.
    const regular = (await file.stat()).isFile();
    if (!regular) yield* readOn(file);
    else yield* readAhead(file, space?.chunks ?? [new Uint8Array(CHUNK), new Uint8Array(CHUNK)]);
  } finally {
    await file.close();
  }
}

/** The bytes that a path on the command line means: `-` is standard input. */
export function openSource(path: string, stdin: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return path === '-' ? stdin : fileChunks(path);
}

async function* readOn(file: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(CHUNK);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

// While the taker works on one buffer the next is being filled.
async function* readAhead(file: FileHandle, buffers: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  const read = (turn: number) => {
    const buffer = buffers[turn % buffers.length] ?? new Uint8Array(CHUNK);
    return file.read(buffer, 0, buffer.length, at);
  };
  let pending = read(0);
  try {
    for (let turn = 1; ; turn++) {
      const { bytesRead, buffer } = await pending;
      if (bytesRead === 0) return;
      at += bytesRead;
      pending = read(turn);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    // If the taker gives up, the file is closed after the read that is under way, whatever comes of it.
    await pending.catch(() => undefined);
  }
}
