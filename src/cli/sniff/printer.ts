/** Where the data goes that `sniff` prints: stdout, or the file of `-o`, which gets its name when it is whole. */
import type { Output } from '../output.ts';
import { openSink, type Sink } from '../sink.ts';
import { filesOf, type Request } from './request.ts';

/** Takes text in order; ends as a sink does (sink.ts). */
export interface Printer {
  readonly part: string | null;
  print(text: string): void | Promise<void>;
  /** Takes bytes; once it resolves the array may be used again. */
  bytes(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abandon(): Promise<void>;
}

/** Opens what the request asks for. */
export async function openPrinter({ output, study, origin }: Request, out: Output): Promise<Printer> {
  const [file, option] = study?.type === 'html' ? [study.file, '--html'] : [output, '--output'];
  if (file === null || file === '-') return standardOutput(out);
  return new FilePrinter(await openSink(file, option, filesOf(origin), out));
}

function standardOutput(out: Output): Printer {
  return {
    part: null,
    print: (text) => out.data(text),
    bytes: (bytes) => out.bytes(bytes),
    close: () => out.flush(),
    abandon: () => out.flush(),
  };
}

/** Lines are gathered: a write of its own for each would cost more than making it. */
const GATHERED = 64 * 1024;

class FilePrinter implements Printer {
  readonly #sink: Sink;
  #lines: string[] = [];
  #size = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  get part(): string | null {
    return this.#sink.part;
  }

  print(text: string): void | Promise<void> {
    this.#lines.push(text);
    this.#size += text.length;
    if (this.#size >= GATHERED) return this.#save();
  }

  async bytes(bytes: Uint8Array): Promise<void> {
    await this.#save();
    // A copy: the file may take a small one later.
    await this.#sink.write(bytes.slice());
  }

  async close(): Promise<void> {
    await this.#save();
    await this.#sink.close();
  }

  async abandon(): Promise<void> {
    try {
      await this.#save();
    } catch {
      // What the disk refuses now is lost; the error that led here is told.
    }
    await this.#sink.abandon();
  }

  #save(): void | Promise<void> {
    if (this.#size === 0) return;
    const bytes = new TextEncoder().encode(this.#lines.join(''));
    this.#lines = [];
    this.#size = 0;
    return this.#sink.write(bytes);
  }
}
