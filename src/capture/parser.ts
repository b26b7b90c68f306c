// What the parsers of the two file formats have in common: one step forward over the bytes that are there.
import type { ByteQueue } from './byte-queue.ts';
import type { CaptureNote, PacketView } from './packet.ts';
import type { PacketBatch } from './packet-batch.ts';
import type { RecordTaker } from './record-taker.ts';

/**
 * What a step gave: a packet in the view, a note, a record that says nothing (`pass`), bytes are missing
 * (`more`), or it goes no further (`damage`).
 */
export type ParserStep = 'packet' | 'note' | 'pass' | 'more' | 'damage';

/** A file format, step by step. Never throws, whatever the bytes. */
export interface FormatParser {
  /** Set by the step `note`. */
  readonly note: CaptureNote | null;
  /** Set by the step `damage`: what is wrong with the record at `recordOffset`. */
  readonly problem: string;
  /** Reads one record off the queue. */
  step(queue: ByteQueue, view: PacketView): ParserStep;
  /**
   * Reads packets as long as the next record is a plain one: wholly there, in order, with nothing but the packet, and
   * of the same interface. Each does what a `step` would, in a fraction of the time. The batch is empty if there is none.
   */
  plainPackets(queue: ByteQueue, batch: PacketBatch): void;
  /** Lets somebody take the records that come next, as far as they are plain and it knows their kind. */
  take(queue: ByteQueue, taker: RecordTaker): void;
  /** Where the record that is being read begins. */
  recordOffset(queue: ByteQueue): number;
  /** At the end of the file: what is wrong if it ends here, or null if a record just ended. */
  ending(queue: ByteQueue): string | null;
}
