/**
 * What the capturing child and its parent say to each other. Packets go over a pipe as frames, little-endian;
 * everything else is a message on the IPC channel.
 *
 *     frame = time(8, ns since 1970) length(4) bytes(length)
 *     loss  = count(8) 0xffffffff(4)         packets that the child had to let go here
 */
import { ByteQueue } from '../byte-queue.ts';
import { u32 } from '../integer.ts';
import { emptyView, type PacketView } from '../packet.ts';
import { NS_TICKS, type Timestamp } from '../timestamp.ts';
import { SNAP_LENGTH, wireLength } from './wire-length.ts';

/** The descriptor of the pipe in the child; 0-2 are stdio, 4 is IPC. */
export const FRAME_FD = 3;

export const FRAME_HEADER = 12;
const LOSS = 0xffff_ffff;

/** Why there is no capture. */
export type LiveReason =
  | 'no-tcpdump'
  | 'not-installed'
  | 'not-built'
  | 'not-loadable'
  | 'not-permitted'
  | 'no-interface'
  | 'interface-down'
  | 'bad-filter'
  | 'other';

/** Child to parent: once, before the first packet. */
export type StartMessage =
  | {
      readonly type: 'ready';
      /** Null if the pipe will tell. */
      readonly linkType: number | null;
      /** The program that captures, if it is not the child itself. */
      readonly pid: number | null;
    }
  | { readonly type: 'failed'; readonly reason: LiveReason; readonly detail: string };

export type ReadyMessage = Extract<StartMessage, { type: 'ready' }>;

/** Child to parent. */
export type LiveMessage =
  | StartMessage
  /** What the kernel dropped so far. */
  | { readonly type: 'counts'; readonly dropped: number }
  /** The program that the child watched over has ended: `status 1` or a signal's name. */
  | { readonly type: 'ended'; readonly how: string };

/** Parent to child: hand over what you have, then end. */
export const STOP = 'stop';

/** Parent to child, after STOP: you may end, all is there. */
export const NOW = 'now';

/** Parent to child: say how much was dropped, if somebody counts that. */
export const COUNT = 'count';

/**
 * Writes a frame of the first `size` bytes of `packet` into `into` at `at` and returns the offset behind it. The
 * time comes in two halves, because a BigInt for each packet costs more than all the rest. The caller made room:
 * FRAME_HEADER + size.
 */
export function writeFrame(
  into: Buffer,
  at: number,
  high: number,
  low: number,
  packet: Buffer,
  size: number,
): number {
  into.writeUInt32LE(low, at);
  into.writeUInt32LE(high, at + 4);
  into.writeUInt32LE(size, at + 8);
  packet.copy(into, at + FRAME_HEADER, 0, size);
  return at + FRAME_HEADER + size;
}

/** The same for a loss of `count` packets, below 2^48. */
export function writeLoss(into: Buffer, at: number, count: number): number {
  into.writeUIntLE(count, at, 6);
  into.writeUInt16LE(0, at + 6);
  into.writeUInt32LE(LOSS, at + 8);
  return at + FRAME_HEADER;
}

/**
 * Reads frames from the pieces that a pipe gives, and makes no object for each packet. Holds one piece and at most
 * one unfinished frame.
 */
export class FrameReader {
  /** Filled by each step that returns true; valid until the next one. */
  readonly packet: PacketView = emptyView();
  /** Packets that the child let go so far. */
  lost = 0;
  readonly problem = null;
  readonly #queue = new ByteQueue();
  readonly #time: Timestamp = { high: 0, low: 0, clock: NS_TICKS };

  /** `linkType` of the packets, and the interface that they come from. */
  constructor(linkType: number, device: string) {
    Object.assign(this.packet, {
      linkType,
      interfaceName: device,
      interfaceIndex: 0,
      snapLength: SNAP_LENGTH,
      time: this.#time,
    });
  }

  get linkType(): number {
    return this.packet.linkType;
  }

  /** Adds a piece, which must not change until `step` has returned false. */
  push(piece: Uint8Array): void {
    this.#queue.push(piece);
  }

  /**
   * True if there was a whole packet; false: the next piece is needed. A length that no capture has means that the
   * pipe does not speak this protocol: RangeError (ours or the child's bug).
   */
  step(): boolean {
    const queue = this.#queue;
    do {
      while (queue.size >= FRAME_HEADER) {
        const { buffer, start } = queue;
        const [low, high] = [u32(buffer, start, true), u32(buffer, start + 4, true)];
        const length = u32(buffer, start + 8, true);
        if (length === LOSS) {
          this.lost += high * 2 ** 32 + low;
          queue.consume(FRAME_HEADER);
          continue;
        }
        if (length > SNAP_LENGTH)
          throw new RangeError(`a frame of ${length} bytes from the capturing process`);
        if (queue.size < FRAME_HEADER + length) break;
        this.#time.high = high;
        this.#time.low = low;
        this.#fill(buffer, start + FRAME_HEADER, length);
        queue.consume(FRAME_HEADER + length);
        return true;
      }
    } while (queue.refill());
    queue.retain();
    return false;
  }

  #fill(buffer: Uint8Array, start: number, size: number): void {
    const { packet } = this;
    packet.frame += 1;
    packet.buffer = buffer;
    packet.start = start;
    packet.end = start + size;
    packet.length = wireLength(buffer, start, size, packet.linkType);
  }
}
