// What the parsers of the two file formats have in common: one step forward over the bytes that are there.
import type { ByteQueue } from './byte-queue.ts';
import type { CaptureNote, PacketView } from './packet.ts';

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
   * Reads a packet if the next record is a plain one: wholly there, in order, with nothing but the packet. Then it
   * does what `step` would, in a fraction of the time; else nothing.
   */
  plainPacket(queue: ByteQueue, view: PacketView): boolean;
  /** Another record comes next, from elsewhere: what is left to be said of the last one is not said. */
  restart(): void;
  /** Where the record that is being read begins. */
  recordOffset(queue: ByteQueue): number;
  /** At the end of the file: what is wrong if it ends here, or null if a record just ended. */
  ending(queue: ByteQueue): string | null;
}
