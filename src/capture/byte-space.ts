/**
 * Where the bytes of a capture lie while they are read, for whoever works on them in a memory of its own (WebAssembly):
 * two arrays that a file is read into by turns, one for chunks from elsewhere (a stream, what was in gzip), and one for what
 * chunks leave. All of them are in `buffer`.
 */
export interface ByteSpace {
  readonly buffer: ArrayBuffer;
  readonly chunks: TwoChunks;
  readonly held: Uint8Array<ArrayBuffer>;
  readonly store: Uint8Array<ArrayBuffer>;
}

export type TwoChunks = readonly [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];

/** The chunk, in the space if it has room for it. */
export function within({ buffer, held }: ByteSpace, chunk: Uint8Array): Uint8Array {
  if (chunk.buffer === buffer || chunk.length > held.length) return chunk;
  held.set(chunk);
  return held.subarray(0, chunk.length);
}
