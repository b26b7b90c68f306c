/**
 * The programs that capture for us. cap is a library in a child of ours: packets come within milliseconds, their times
 * are taken at delivery, and nobody counts what the kernel dropped. tcpdump has the kernel's times and counts, and its
 * packets come up to a second late.
 */
import { fileURLToPath } from 'node:url';
import { builtProgram } from '../built-program.ts';
import type { PacketView } from '../packet.ts';
import { FrameReader } from './live-protocol.ts';
import { PipedCapture } from './piped-capture.ts';
import { SNAP_LENGTH } from './wire-length.ts';

export type BackendName = 'cap' | 'tcpdump';

/** What reads the child's pipe, packet by packet. */
export interface PacketReader {
  /** Filled by each step that returns true; valid until the next one. */
  readonly packet: PacketView;
  /** Packets that the child let go so far. */
  readonly lost: number;
  /** Null until it is known. */
  readonly linkType: number | null;
  /** Why nothing more can be read, or null. */
  readonly problem: string | null;
  /** Adds a piece, which must not change until `step` has returned false. */
  push(piece: Uint8Array): void;
  step(): boolean;
}

export interface Backend {
  readonly name: BackendName;
  /** What needs the right to capture, as a shell takes it. */
  readonly program: string;
  readonly childPath: string;
  /** The kernel's ring, if the user names no other size. */
  readonly bufferBytes: number;
  readonly snapLength: number;
  /** For the interface's description in a file that is written (if_description). */
  readonly description: string;
  /** A packet comes at most so late, if nobody is kept waiting. */
  readonly lateMs: number;
  /** Times are at most so much later than the packets: a packet from after the stop may have come before it. */
  readonly stampedLateMs: number;
  /** Its child gets messages however many packets there are. */
  readonly hearsInFlood: boolean;
  /** `linkType` as the child said it. */
  reader(device: string, linkType: number | null): PacketReader;
  /** Whether its child ended because the interface did. */
  isInterfaceGone(how: string, words: string): boolean;
}

/** What `bufferBytes` may be: libpcap takes a signed 32-bit number. */
export const MAX_BUFFER = 2 ** 31 - 1;

const MIB = 1024 * 1024;

export const BACKENDS: Readonly<Record<BackendName, Backend>> = {
  cap: {
    name: 'cap',
    program: process.execPath,
    childPath: fileURLToPath(builtProgram('capture/live/cap-child.js')),
    // On `lo` each packet takes a slot of 64 KiB, twice as it comes and goes, so this is a ring of about 2000: bursts of 500
    // fit some times over.
    // Smaller ones lose packets at 100,000 a second. (A slot lies in a block of 128 KiB: the kernel takes twice as much.)
    bufferBytes: 256 * MIB,
    snapLength: SNAP_LENGTH,
    description: 'live capture with user-space timestamps (taken at delivery); kernel drops unknown',
    lateMs: 100,
    // The time is that of being read, and the ring of a process that gets no processor is read late.
    stampedLateMs: 1000,
    hearsInFlood: false,
    reader: (device, linkType) => new FrameReader(linkType ?? 0, device),
    // cap asserts that polling never fails; it does when the interface goes down or is removed.
    isInterfaceGone: (how) => how === 'SIGABRT',
  },
  tcpdump: {
    name: 'tcpdump',
    program: '$(command -v tcpdump)',
    childPath: fileURLToPath(builtProgram('capture/live/tcpdump-child.js')),
    // Packets lie close together in it: half a million of our size.
    bufferBytes: 64 * MIB,
    snapLength: 262_144,
    description: 'live capture by tcpdump with timestamps of the kernel',
    // The kernel hands over a block when it is full or a second old.
    lateMs: 1200,
    stampedLateMs: 0,
    hearsInFlood: true,
    reader: (device) => new PipedCapture(device),
    isInterfaceGone: (_how, words) => /disappeared|went down/i.test(words),
  },
};
