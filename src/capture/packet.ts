// What a capture file gives: packets, notes beside them, and at most one damage, which ends it. A PacketView
// is one object that a reader fills again and again (bulk work makes no object for each packet); `ownPacket`
// makes a copy that may be kept.
import type { Timestamp } from './timestamp.ts';

/** A captured packet: `buffer[start, end)`. Valid until the reader's next step. */
export interface PacketView {
  /** From 1, in its file. */
  frame: number;
  /** Where its record or block begins in the (decompressed) file. */
  offset: number;
  /** Null where the file has none (pcapng Simple Packet Block). */
  time: Timestamp | null;
  linkType: number;
  buffer: Uint8Array;
  start: number;
  end: number;
  /** On the wire; more than the captured bytes if the snap length cut it. */
  length: number;
  /** Of its file or interface; 0 is no limit. */
  snapLength: number;
  interfaceName: string | null;
  /** The interface's place in its section; 0 where a file has one alone. */
  interfaceIndex: number;
  comments: readonly string[];
  /** The pcapng flags word (pcapng 4.3.1), or null. */
  flags: number | null;
}

/** A packet that may be kept: `bytes` are its own. */
export interface Packet extends PacketView {
  readonly bytes: Uint8Array;
}

/** Where and why reading stopped. Everything before `offset` has been delivered. */
export interface Damage {
  readonly type: 'damage';
  readonly file: string;
  /** First byte of the record, block or header that could not be read, in the (decompressed) file. */
  readonly offset: number;
  readonly message: string;
}

/** What a pcapng file says beside its packets. Texts come from the file: escape them before printing. */
export type CaptureNote =
  | { readonly type: 'section'; readonly comments: readonly string[]; readonly application: string | null }
  | {
      readonly type: 'interface';
      readonly linkType: number;
      readonly snapLength: number;
      readonly name: string | null;
      readonly description: string | null;
      readonly comments: readonly string[];
    }
  | { readonly type: 'names'; readonly entries: readonly NameEntry[] }
  | {
      readonly type: 'statistics';
      readonly interfaceName: string | null;
      readonly received: bigint | null;
      readonly dropped: bigint | null;
      readonly comments: readonly string[];
    };

/** The names that a file has for an address (pcapng 4.5). */
export interface NameEntry {
  readonly address: string;
  readonly names: readonly string[];
}

/** One thing that a capture says, in the order of the file. */
export type CaptureEvent = { readonly type: 'packet'; readonly packet: Packet } | CaptureNote | Damage;

/** Which way a packet went past its interface, where the file says so. */
export type Direction = 'in' | 'out';

/** A view to be filled by a reader. */
export function emptyView(): PacketView {
  return {
    frame: 0,
    offset: 0,
    time: null,
    linkType: 0,
    buffer: new Uint8Array(0),
    start: 0,
    end: 0,
    length: 0,
    snapLength: 0,
    interfaceName: null,
    interfaceIndex: 0,
    comments: NO_COMMENTS,
    flags: null,
  };
}

/** A copy that outlives the reader's next step. */
export function ownPacket(view: PacketView): Packet {
  const {
    frame,
    offset,
    time,
    linkType,
    length,
    snapLength,
    interfaceName,
    interfaceIndex,
    comments,
    flags,
  } = view;
  const bytes = view.buffer.slice(view.start, view.end);
  return {
    frame,
    offset,
    time: time && { high: time.high, low: time.low, clock: time.clock },
    linkType,
    buffer: bytes,
    start: 0,
    end: bytes.length,
    length,
    snapLength,
    interfaceName,
    interfaceIndex,
    comments,
    flags,
    bytes,
  };
}

/** The direction in a pcapng flags word: 1 is inbound, 2 outbound, anything else does not say. */
export function direction(flags: number | null): Direction | null {
  const bits = (flags ?? 0) & 3;
  if (bits === 1) return 'in';
  return bits === 2 ? 'out' : null;
}

export const NO_COMMENTS: readonly string[] = [];
