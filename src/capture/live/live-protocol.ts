/**
 * What the capturing child and its parent say to each other. Packets go over a pipe as frames, little-endian;
 * everything else is a message on the IPC channel.
 *
 *     frame = time(8, ns since 1970) length(4) bytes(length)
 */
import { concat } from '../../wire/bytes.ts';
import { u32 } from '../integer.ts';

/** The descriptor of the pipe in the child; 0-2 are stdio, 4 is IPC. */
export const FRAME_FD = 3;

/** cap's snap length, which cannot be changed: no frame holds more. */
export const SNAP_LENGTH = 65_535;

const FRAME_HEADER = 12;

/** Why there is no capture. */
export type LiveReason =
  | 'not-installed'
  | 'not-built'
  | 'not-loadable'
  | 'not-permitted'
  | 'no-interface'
  | 'interface-down'
  | 'bad-filter'
  | 'other';

/** Child to parent: once, before the first frame. */
export type ReadyMessage =
  | { readonly type: 'ready'; readonly linkType: number }
  | { readonly type: 'failed'; readonly reason: LiveReason; readonly detail: string };

/** Parent to child: hand over what you have, then end. */
export const STOP = 'stop';

/** A frame as it came: times in nanoseconds since 1970. */
export interface LiveFrame {
  readonly ns: bigint;
  readonly bytes: Uint8Array;
}

/** Appends a frame to `into` at `at` and returns the offset behind it. The caller made room: `frameSize`. */
export function writeFrame(into: Buffer, at: number, ns: bigint, bytes: Uint8Array): number {
  into.writeBigUInt64LE(ns, at);
  into.writeUInt32LE(bytes.length, at + 8);
  into.set(bytes, at + FRAME_HEADER);
  return at + FRAME_HEADER + bytes.length;
}

/** Bytes that a packet of this size takes on the pipe. */
export function frameSize(length: number): number {
  return FRAME_HEADER + length;
}

/**
 * Puts frames together again from the pieces that a pipe gives. Holds at most one unfinished frame. A length that
 * no capture has means that the pipe does not speak this protocol: RangeError (ours or the child's bug).
 */
export class FrameReader {
  #rest: Uint8Array = new Uint8Array(0);

  /** The frames that this piece completes; their bytes are their own. */
  *push(piece: Uint8Array): Generator<LiveFrame, void, undefined> {
    // A plain view: a Buffer's slice would share memory with the pipe's next piece.
    const fresh = new Uint8Array(piece.buffer, piece.byteOffset, piece.length);
    const bytes = this.#rest.length === 0 ? fresh : concat([this.#rest, fresh]);
    let at = 0;
    for (;;) {
      const left = bytes.length - at;
      if (left < FRAME_HEADER) break;
      const length = u32(bytes, at + 8, true);
      if (length > SNAP_LENGTH) throw new RangeError(`a frame of ${length} bytes from the capturing process`);
      if (left < FRAME_HEADER + length) break;
      const ns = BigInt(u32(bytes, at, true)) | (BigInt(u32(bytes, at + 4, true)) << 32n);
      yield { ns, bytes: bytes.slice(at + FRAME_HEADER, at + FRAME_HEADER + length) };
      at += FRAME_HEADER + length;
    }
    this.#rest = bytes.slice(at);
  }
}
