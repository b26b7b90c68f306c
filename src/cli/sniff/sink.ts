/** Where `-w` writes: a file, or stdout for `-`. What the disk refuses is thrown, by the next write or the close. */
import { createWriteStream, type Stats, type WriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { UsageError } from '../error.ts';
import type { Output } from '../output.ts';
import type { Origin } from './request.ts';

/** Takes bytes in order. */
export interface Sink {
  write(bytes: Uint8Array): void | Promise<void>;
  /** Resolves when everything is written. */
  close(): Promise<void>;
}

/** Opens the sink. UsageError if it is one of the files that are read: opening would empty it. */
export async function openSink(path: string, origin: Origin, out: Output): Promise<Sink> {
  if (path === '-') return { write: (bytes) => out.bytes(bytes), close: () => out.flush() };
  if (origin.type === 'files') await refuseOwnInput(path, origin.files);
  const stream = createWriteStream(path);
  await new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject));
  return new FileSink(stream);
}

class FileSink implements Sink {
  readonly #stream: WriteStream;
  #error: Error | null = null;

  constructor(stream: WriteStream) {
    this.#stream = stream;
    stream.on('error', (error) => {
      this.#error = error;
    });
  }

  write(bytes: Uint8Array): void | Promise<void> {
    if (this.#error !== null) throw this.#error;
    if (this.#stream.write(bytes)) return;
    return this.#settled('drain');
  }

  async close(): Promise<void> {
    if (this.#error === null) {
      this.#stream.end();
      await this.#settled('close');
    }
    if (this.#error !== null) throw this.#error;
  }

  /** After an error a stream neither drains nor finishes, but it closes. */
  #settled(event: 'drain' | 'close'): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#stream.off(event, done).off('close', done);
        resolve();
      };
      this.#stream.on(event, done);
      if (event !== 'close') this.#stream.on('close', done);
    });
  }
}

async function refuseOwnInput(path: string, files: readonly string[]): Promise<void> {
  const target = await statOrNull(path);
  if (target === null || !target.isFile()) return;
  for (const file of files) {
    const source = file === '-' ? null : await statOrNull(file);
    if (source !== null && source.dev === target.dev && source.ino === target.ino) {
      throw new UsageError(`--write: ${path} is the file that is read`, 'write to another one');
    }
  }
}

function statOrNull(path: string): Promise<Stats | null> {
  return stat(path).catch(() => null);
}
