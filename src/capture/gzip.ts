// gzip around a capture, recognised by its first two bytes, streaming. A bomb cannot fill memory: input goes to
// zlib in slices of SLICE bytes and a slice yields at most about 1032 times its size before the next one is
// given. What came before damage is delivered; damage is a returned message, never thrown.
import { createGunzip, type Gunzip } from 'node:zlib';

const SLICE = 8192;
const OUTPUT_CHUNK = 64 * 1024;

/** Passes chunks through, decompressed if they are gzip. Returns what was wrong with the gzip, or null. */
export async function* decompressed(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, string | null> {
  const input = withFirstTwoBytes(chunks);
  const first = await input.next();
  if (first.done) return null;
  const zipped = first.value[0] === 0x1f && first.value[1] === 0x8b;
  const all = followedBy(first.value, input);
  if (zipped) return yield* gunzipped(all);
  yield* all;
  return null;
}

// A pipe may give single bytes: the magic number needs two.
async function* withFirstTwoBytes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = head.length === 0 && chunk.length >= 2 ? chunk : joined(head, chunk);
    if (head.length < 2) continue;
    yield head;
    head = null;
  }
  if (head !== null && head.length > 0) yield head;
}

async function* followedBy(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, string | null> {
  const inflater = new Inflater();
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += SLICE) {
        // zlib's thread reads the slice while we wait: the source may reuse its buffer afterwards.
        yield* await inflater.write(chunk.subarray(at, at + SLICE));
        if (inflater.finished) return inflater.problem;
      }
    }
    yield* await inflater.end();
    return inflater.problem;
  } finally {
    inflater.close();
  }
}

class Inflater {
  problem: string | null = null;
  /** Damaged, or at the end of the last member: what follows in the file is not gzip, and ignored. */
  finished = false;
  readonly #stream: Gunzip = createGunzip({ chunkSize: OUTPUT_CHUNK });
  #output: Uint8Array[] = [];
  #settle: () => void = () => {};

  constructor() {
    this.#stream.on('data', (data: Uint8Array) => this.#output.push(data));
    this.#stream.on('end', () => this.#finish());
    this.#stream.on('error', (error) => {
      this.problem = `damaged gzip: ${error.message}`;
      this.#finish();
    });
  }

  write(slice: Uint8Array): Promise<Uint8Array[]> {
    return this.#after(() => this.#stream.write(slice, () => this.#settle()));
  }

  end(): Promise<Uint8Array[]> {
    return this.#after(() => this.#stream.end());
  }

  close(): void {
    this.#stream.destroy();
  }

  #finish(): void {
    this.finished = true;
    this.#settle();
  }

  async #after(act: () => void): Promise<Uint8Array[]> {
    await new Promise<void>((resolve) => {
      this.#settle = resolve;
      act();
    });
    const output = this.#output;
    this.#output = [];
    return output;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
