/**
 * Where the bytes of a capture lie while they are read, for whoever works on them in a memory of its own (WebAssembly):
 * two arrays that a source fills in turn, and one for what chunks leave. All of them are in `buffer`.
 */
export interface ByteSpace {
  readonly buffer: ArrayBuffer;
  readonly chunks: TwoChunks;
  readonly store: Uint8Array<ArrayBuffer>;
}

export type TwoChunks = readonly [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];

/** The chunk, in the space if it has room for it. */
export function within({ buffer, chunks: [room] }: ByteSpace, chunk: Uint8Array): Uint8Array {
  if (chunk.buffer === buffer || chunk.length > room.length) return chunk;
  room.set(chunk);
  return room.subarray(0, chunk.length);
}
