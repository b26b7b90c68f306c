/**
 * stdout for data, stderr for talk. Honours back-pressure, and a reader that goes away (`| head`) is no error:
 * it is reported once through `onClosed`, and what is written afterwards goes nowhere.
 */
import type { Writable } from 'node:stream';

/** A stream that may be a terminal. */
export type Sink = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Why writing ended: the reader left (EPIPE), or the disk is full and the like. */
export type Closed = (error: NodeJS.ErrnoException) => void;

const COLUMNS = 80;
// Back to the first column, and what stands there is erased.
const CLEAR_LINE = '\r\u001b[2K';

/** The two outgoing streams of a call. */
export class Output {
  /** Whether stdout is a terminal, and whether progress may be shown on stderr: no, if it is to be quiet. */
  readonly isTTY: boolean;
  readonly errIsTTY: boolean;
  readonly #data: Channel;
  readonly #talk: Channel;
  readonly #quiet: boolean;
  #hasStatus = false;

  /** `quiet`: of what goes to stderr only complaints are written. */
  constructor(stdout: Sink, stderr: Sink, onClosed: Closed, quiet = false) {
    this.isTTY = stdout.isTTY === true;
    this.errIsTTY = stderr.isTTY === true && !quiet;
    this.#quiet = quiet;
    this.#data = new Channel(stdout, onClosed);
    this.#talk = new Channel(stderr, onClosed);
  }

  /** Columns of the terminal behind stdout, if it is one; it may change. */
  get columns(): number | undefined {
    return this.#data.columns;
  }

  /** Writes to stdout as it is, without a line end. If a promise comes back, the reader is slow: await it. */
  data(text: string): void | Promise<void> {
    return this.#data.write(text);
  }

  /** Writes bytes to stdout; once it resolves the array may be used again. */
  bytes(bytes: Uint8Array): Promise<void> {
    return this.#data.hand(bytes);
  }

  /** Writes one line to stderr, unless we are to be quiet. */
  talk(text: string): void {
    if (!this.#quiet) this.complain(text);
  }

  /** Writes one line to stderr, quiet or not: an error, and what explains an exit code that is not 0. */
  complain(text: string): void {
    this.#clear();
    void this.#talk.write(`${text}\n`);
  }

  /** On a terminal, one line of stderr that the next one, or talk, takes the place of; nothing elsewhere. */
  status(text: string): void {
    if (!this.errIsTTY) return;
    this.#clear();
    this.#hasStatus = text !== '';
    // Some terminals say that they have no columns at all.
    if (this.#hasStatus) void this.#talk.write(text.slice(0, (this.#talk.columns || COLUMNS) - 1));
  }

  #clear(): void {
    if (this.#hasStatus) void this.#talk.write(CLEAR_LINE);
    this.#hasStatus = false;
  }

  /** Resolves when all that was written has left, or its reader has. */
  async flush(): Promise<void> {
    await Promise.all([this.#data.hand(''), this.#talk.hand('')]);
  }
}

/** One stream. Its error listener stays for good: without one, a late EPIPE would end the process. */
class Channel {
  readonly #stream: Sink;
  #open = true;
  #drained: Promise<void> | null = null;

  constructor(stream: Sink, onClosed: Closed) {
    this.#stream = stream;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (this.#open) onClosed(error);
      this.#open = false;
    });
  }

  get columns(): number | undefined {
    return this.#stream.columns;
  }

  write(text: string): void | Promise<void> {
    if (!this.#open || this.#stream.write(text)) return;
    this.#drained ??= this.#drain();
    return this.#drained;
  }

  async hand(chunk: string | Uint8Array): Promise<void> {
    if (!this.#open) return;
    await new Promise<void>((resolve) => {
      this.#stream.write(chunk, () => resolve());
    });
  }

  // A stream that ends never drains: its end must free the writer too.
  #drain(): Promise<void> {
    const stream = this.#stream;
    return new Promise((resolve) => {
      const done = (): void => {
        for (const event of ENDINGS) stream.off(event, done);
        this.#drained = null;
        resolve();
      };
      for (const event of ENDINGS) stream.on(event, done);
    });
  }
}

const ENDINGS = ['drain', 'close', 'error'] as const;
