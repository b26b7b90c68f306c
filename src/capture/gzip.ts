// gzip around a capture, recognised by its first two bytes, streaming. A bomb cannot fill memory: input goes to
// zlib in slices, a slice yields at most about 1032 times its size before the next one is given, and slices get
// smaller where they yield much. What came before damage is delivered; damage is a returned message, never thrown.
import { createGunzip, type Gunzip } from 'node:zlib';
import { Litter } from './litter.ts';

const MIN_SLICE = 64;
const MAX_SLICE = 8192;
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

// zlib throws away what a call has produced when that call meets damage. So a second inflater follows one slice
// behind, at the price of inflating twice, and repeats the damaged slice byte by byte.
async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, string | null> {
  const first = new Inflater();
  const second = new Inflater();
  const litter = new Litter();
  let before: Uint8Array = new Uint8Array(0);
  let size = MIN_SLICE;
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += before.length) {
        // A copy: the second inflater reads it when the source may have reused its buffer.
        const slice = chunk.slice(at, at + size);
        const [output] = await Promise.all([first.write(slice), second.write(before)]);
        yield* output;
        if (first.problem !== null) yield* repeat(second, slice, sizeOf(output));
        if (first.finished) return first.problem;
        litter.add(sizeOf(output));
        size = nextSize(size, sizeOf(output));
        before = slice;
      }
    }
    yield* await first.end();
    return first.problem;
  } finally {
    first.close();
    second.close();
  }
}

// Output that waits for a slow taker outlives two collections of young garbage, and then stays for long: a chunk or
// two at a time do not.
function nextSize(size: number, yielded: number): number {
  const right = Math.floor((size * OUTPUT_CHUNK) / Math.max(yielded, 1));
  return Math.max(MIN_SLICE, Math.min(right, 2 * size, MAX_SLICE));
}

async function* repeat(inflater: Inflater, slice: Uint8Array, known: number): AsyncGenerator<Uint8Array> {
  let skip = known;
  for (let at = 0; at < slice.length && !inflater.finished; at += 1) {
    for (const output of await inflater.write(slice.subarray(at, at + 1))) {
      const rest = output.subarray(Math.min(skip, output.length));
      skip -= output.length - rest.length;
      if (rest.length > 0) yield rest;
    }
  }
}

function sizeOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
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

  async write(slice: Uint8Array): Promise<Uint8Array[]> {
    if (this.finished || slice.length === 0) return [];
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
