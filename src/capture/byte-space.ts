/**
 * Where the bytes of a capture lie while they are read, for whoever works on them in a memory of its own (WebAssembly).
 * All of it is in `buffer`.
 */
export interface ByteSpace {
  readonly buffer: ArrayBufferLike;
  /** What a file is read into by turns, two at least. */
  readonly chunks: readonly Uint8Array[];
  /** So many bytes before each chunk are free for the head of a record that began in the one before. */
  readonly headroom: number;
  /** For chunks from elsewhere: a stream, what was in gzip. */
  readonly held: Uint8Array;
  /** For what chunks leave. */
  readonly store: Uint8Array;
}

/** The chunk, in the space if it has room for it. */
export function within({ buffer, held }: ByteSpace, chunk: Uint8Array): Uint8Array {
  if (chunk.buffer === buffer || chunk.length > held.length) return chunk;
  held.set(chunk);
  return held.subarray(0, chunk.length);
}

/** True if a file is read there, in the chunk or the room before it. */
export function isInChunks({ buffer, chunks, headroom }: ByteSpace, bytes: Uint8Array): boolean {
  const isIn = ({ byteOffset, length }: Uint8Array) =>
    bytes.byteOffset >= byteOffset - headroom && bytes.byteOffset < byteOffset + length;
  return bytes.buffer === buffer && chunks.some(isIn);
}
