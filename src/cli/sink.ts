/**
 * Where `-w` and `-o` write: a file that gets its name when it is whole, or stdout for `-`. Until then it is
 * `FILE.part`: whoever finds FILE finds all of it. What the disk refuses is thrown, by the next write or the close.
 */
import { createWriteStream, type Stats, type WriteStream } from 'node:fs';
import { realpath, rename, rm, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from './error.ts';
import type { Output } from './output.ts';

/** Takes bytes in order. */
export interface Sink {
  /** The file that holds what was written until the close; null if there is none, or it is in its place. */
  readonly part: string | null;
  write(bytes: Uint8Array): void | Promise<void>;
  /** Resolves when everything is written and has its name. */
  close(): Promise<void>;
  /** Ends without giving the name: what was written stays in `part`, if anything was. Never rejects. */
  abandon(): Promise<void>;
}

/** Opens the sink. UsageError if it is one of the files that are read (`-` is stdin): opening would empty it. */
export async function openSink(
  path: string,
  option: string,
  read: readonly string[],
  out: Output,
): Promise<Sink> {
  if (path === '-') return new OutputSink(out);
  const target = await targetOf(path);
  const inputs = await identitiesOf(read);
  for (const file of [target.path, target.part]) await refuseOwnInput(file, option, inputs);
  const stream = createWriteStream(target.part ?? target.path);
  await new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject)).catch(
    (error) => {
      if (error.code === 'EISDIR')
        throw new UsageError(`${option}: ${path} is a directory`, 'name a file in it', { cause: error });
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
      throw new UsageError(`${option}: there is no folder ${dirname(path)}`, null, { cause: error });
    },
  );
  return new FileSink(stream, target);
}

/** A file by its device and number, whatever its name. */
export type FileIdentity = Pick<Stats, 'dev' | 'ino'>;

/** Of the files that are read. */
export async function identitiesOf(read: readonly string[]): Promise<FileIdentity[]> {
  const found = await Promise.all(read.map((file) => (file === '-' ? null : statOrNull(file))));
  return found.filter((stats) => stats !== null);
}

/** UsageError if the path is one of the inputs. */
export async function refuseOwnInput(
  path: string | null,
  option: string,
  inputs: readonly FileIdentity[],
): Promise<void> {
  const own = path === null ? null : await statOrNull(path);
  if (own === null || !own.isFile()) return;
  if (inputs.some(({ dev, ino }) => dev === own.dev && ino === own.ino)) {
    throw new UsageError(`${option}: ${path} is the file that is read`, 'write to another one');
  }
}

/** Where a file will be, and where it grows until then. */
export interface Target {
  readonly path: string;
  /** Null for a device or a pipe: it stays where it is. */
  readonly part: string | null;
}

/** A link is followed: it is its file that is replaced. */
export async function targetOf(path: string): Promise<Target> {
  const found = await statOrNull(path);
  if (found === null) return { path, part: `${path}.part` };
  if (!found.isFile()) return { path, part: null };
  const real = await realpath(path);
  return { path: real, part: `${real}.part` };
}

class OutputSink implements Sink {
  readonly part = null;
  readonly #out: Output;

  constructor(out: Output) {
    this.#out = out;
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#out.bytes(bytes);
  }

  close(): Promise<void> {
    return this.#out.flush();
  }

  abandon(): Promise<void> {
    return this.#out.flush();
  }
}

class FileSink implements Sink {
  #target: Target;
  readonly #stream: WriteStream;
  #error: Error | null = null;
  #ended = false;
  /** Where writes end in the file: of those that it holds the last one, then those that it may not hold yet. */
  readonly #ends = [0];
  #size = 0;

  constructor(stream: WriteStream, target: Target) {
    this.#target = target;
    this.#stream = stream;
    stream.on('error', (error) => {
      this.#error = error;
    });
  }

  get part(): string | null {
    return this.#stream.bytesWritten === 0 ? null : this.#target.part;
  }

  write(bytes: Uint8Array): void | Promise<void> {
    if (this.#error !== null) throw this.#error;
    this.#size += bytes.length;
    this.#ends.push(this.#size);
    this.#settle();
    if (this.#stream.write(bytes)) return;
    return this.#settled('drain');
  }

  async close(): Promise<void> {
    await this.#end();
    if (this.#error !== null) throw this.#error;
    const { path, part } = this.#target;
    if (part === null) return;
    await rename(part, path);
    this.#target = { path, part: null };
  }

  async abandon(): Promise<void> {
    await this.#end();
    const { part } = this.#target;
    if (part === null) return;
    this.#settle();
    // What the disk has of a write that it refused is cut off: half a block or line spoils the file.
    if (this.#stream.bytesWritten === 0) await rm(part, { force: true }).catch(() => undefined);
    else await truncate(part, this.#ends[0]).catch(() => undefined);
  }

  #settle(): void {
    const whole = this.#ends.findLastIndex((end) => end <= this.#stream.bytesWritten);
    this.#ends.splice(0, whole);
  }

  async #end(): Promise<void> {
    if (this.#error !== null || this.#ended) return;
    this.#ended = true;
    this.#stream.end();
    await this.#settled('close');
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

function statOrNull(path: string): Promise<Stats | null> {
  return stat(path).catch(() => null);
}
