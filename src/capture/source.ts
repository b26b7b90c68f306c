// Where the bytes of a capture come from: a file, read into two buffers in turn, or a stream such as standard
// input. Failures of the world (no such file, a directory, no permission) are thrown as node:fs has them.
import { closeSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

const CHUNK = 256 * 1024;

/**
 * The bytes of a file (or pipe) in chunks; each is valid until the next is asked for. Of a regular file
 * those from an offset on, if one is given.
 */
export async function* fileChunks(path: string, from = 0): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    // A pipe is not read ahead: giving up would have to wait for bytes that may never come.
    const regular = (await file.stat()).isFile();
    yield* regular ? readAhead(file, from) : readOn(file);
  } finally {
    await file.close();
  }
}

/**
 * The same of a regular file from an offset on, for a thread that has nothing else to do: it waits for each chunk, which
 * takes half of the time that it takes to ask somebody else to.
 */
export function* fileChunksSync(path: string, from: number): Generator<Uint8Array, void, undefined> {
  const file = openSync(path, 'r');
  const buffer = new Uint8Array(CHUNK);
  try {
    for (let at = from; ; ) {
      const count = readSync(file, buffer, 0, CHUNK, at);
      if (count === 0) return;
      at += count;
      yield buffer.subarray(0, count);
    }
  } finally {
    closeSync(file);
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

// While the taker works on one buffer the other is being filled.
async function* readAhead(file: FileHandle, from: number): AsyncGenerator<Uint8Array> {
  let at = from;
  const next = (buffer: Uint8Array<ArrayBuffer>) => file.read(buffer, 0, CHUNK, at);
  let pending = next(new Uint8Array(CHUNK));
  let spare = new Uint8Array(CHUNK);
  try {
    for (;;) {
      const { bytesRead, buffer } = await pending;
      if (bytesRead === 0) return;
      at += bytesRead;
      pending = next(spare);
      yield buffer.subarray(0, bytesRead);
      spare = buffer;
    }
  } finally {
    // If the taker gives up, the file is closed after the read that is under way, whatever comes of it.
    await pending.catch(() => undefined);
  }
}
