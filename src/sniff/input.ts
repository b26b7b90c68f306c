/**
 * Captures as the pump takes them: in turns, each a function that gives packet after packet without waiting until
 * it has no more for now. So a file costs one wait for each of its chunks, not for each of its packets.
 */
import type { ByteSpace } from '../capture/byte-space.ts';
import type { Live } from '../capture/live/live.ts';
import type { CaptureNote, Damage, PacketView } from '../capture/packet.ts';
import { type CaptureReader, feedCapture } from '../capture/reader.ts';

/** The next packet, valid until the next call; the damage that ends the capture; or null: wait for the next turn. */
export type Turn = () => PacketView | Damage | null;

/** A capture to be read once. */
export interface Input {
  /** Its file, `-`, or the interface. */
  readonly name: string;
  /** Packets that the capture says it dropped, as far as it has been read. */
  readonly dropped?: bigint;
  turns(): AsyncIterable<Turn>;
}

/** A capture that can be stepped through: its reader, whenever it has bytes (reader.ts). */
export interface Readers {
  readonly name: string;
  /** The bytes lie in the space, if there is one. */
  readers(space: ByteSpace | null): AsyncIterable<CaptureReader>;
}

/** A capture file of any format that the reader knows, in chunks. */
export function fileInput(
  name: string,
  open: (space: ByteSpace | null) => AsyncIterable<Uint8Array>,
): Input & Readers {
  let dropped = 0n;
  const drop = (count: bigint): void => {
    dropped += count;
  };
  const readers = (space: ByteSpace | null) => feedCapture(open(space), name, space);
  return {
    name,
    get dropped() {
      return dropped;
    },
    readers,
    async *turns() {
      for await (const reader of readers(null)) yield () => nextPacket(reader, drop);
    },
  };
}

/** A live capture. */
export interface LiveInput extends Input {
  turns(): AsyncIterable<() => PacketView | null>;
  /** A packet comes at most so late, if nobody is kept waiting. */
  readonly lateMs: number;
  /** Ends it, and waits for that. */
  stop(): Promise<void>;
}

export function liveInput(live: Live): LiveInput {
  return {
    name: live.device,
    lateMs: live.backend.lateMs,
    get dropped() {
      return BigInt(live.lost + (live.dropped ?? 0));
    },
    turns: () => live.turns(),
    stop: () => live.stop(),
  };
}

export function isLive(input: Input): input is LiveInput {
  return 'lateMs' in input;
}

function nextPacket(reader: CaptureReader, drop: (count: bigint) => void): PacketView | Damage | null {
  for (;;) {
    const step = reader.step();
    if (step === 'packet') return reader.packet;
    if (step !== 'note') return step === 'damage' ? reader.damage : null;
    drop(droppedIn(reader.note));
  }
}

/** Packets that the note says were dropped. */
export function droppedIn(note: CaptureNote | null): bigint {
  return note?.type === 'statistics' ? (note.dropped ?? 0n) : 0n;
}
