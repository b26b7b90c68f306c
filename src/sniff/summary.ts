/**
 * The counts of a run. `packets` is every packet of the captures, whatever it holds; udp = ours + foreign + internal.
 * The selection narrows `selected` and `statistics` and nothing else. What is counted here adds up: see absorb.ts.
 */
import type { FragmentTable } from '../capture/fragment.ts';
import type { Damage } from '../capture/packet.ts';
import type { ChecksumState } from '../capture/udp.ts';
import type { IssueCode } from '../wire/issue.ts';
import { FalseMessageSum, type Overheard } from './false-messages.ts';
import type { Amount } from './internal.ts';
import { GROWING } from './statistics/arrays.ts';
import { Content, ISSUE_CODES, typeName } from './statistics/content.ts';
import { Statistics } from './statistics/statistics.ts';
import { Tally } from './tally.ts';

/** What a UDP datagram is to us. */
export type Kind = 'ours' | 'foreign' | 'internal';

/** One capture's part of it. */
export interface FileSummary {
  readonly file: string;
  packets: number;
  damaged: Omit<Damage, 'type' | 'file'> | null;
}

/** Where the packet is that shows something. */
export interface Place {
  readonly file: string;
  readonly frame: number;
  readonly offset: number;
}

export class Summary {
  packets = 0;
  ours = 0;
  foreign = 0;
  internal = 0;
  /** Ours that cannot be read as they stand. */
  malformed = 0;
  /** Ours that passed the selection. */
  selected = 0;
  /** Ours that the snap length cut. */
  cut = 0;
  /** Packets that the captures say they dropped. */
  dropped = 0n;
  /** The first and the last time of any packet, in microseconds since 1970; NaN if none has one. */
  firstMicros = Number.NaN;
  lastMicros = Number.NaN;
  /** UDP payloads, as long as they were on the wire. */
  readonly bytes: Record<Kind, number> = { ours: 0, foreign: 0, internal: 0 };
  readonly files: FileSummary[] = [];
  /** Reads datagrams of ours, and counts their TLVs and issues. */
  readonly content: Content;
  /** By the code of an issue: where it was first met. */
  readonly examples = new Map<IssueCode, Place>();
  /** Of the selected datagrams; empty if nobody wants a summary. */
  readonly statistics: Statistics;
  readonly falseMessages = new FalseMessageSum();
  /** UDP checksums by state. A sender's own capture often has wrong ones: its network card makes them. */
  readonly checksums: Record<ChecksumState, number> = { right: 0, wrong: 0, absent: 0, cut: 0, unknown: 0 };
  /** Packets without a UDP datagram of their own: something else, cut before it, or with broken headers. */
  readonly packetKinds = { other: new Tally(), cut: new Tally(), malformed: new Tally() } as const;
  /** IP datagrams that came in pieces: put together, never whole, contradicting, cut by the snap length. */
  readonly fragments = { reassembled: 0, unfinished: 0, overlapping: 0, cut: 0 };

  constructor(arrays = GROWING) {
    this.content = new Content(arrays);
    this.statistics = new Statistics(arrays);
  }

  get udp(): number {
    return this.ours + this.foreign + this.internal;
  }

  /** Ours, by the names of their TLVs and the codes of their issues. */
  get tlvs(): Tally {
    return tallied([...this.content.types].map((count, type) => [typeName(type), count]));
  }

  get issues(): Tally {
    return tallied(ISSUE_CODES.map((code, at) => [code, this.content.issues[at] ?? 0]));
  }

  /** The first damage of the run, or null. */
  get damaged(): Omit<Damage, 'type'> | null {
    const found = this.files.find((file) => file.damaged !== null);
    return found?.damaged ? { file: found.file, ...found.damaged } : null;
  }

  /** Begins another capture. */
  begin(file: string): FileSummary {
    const part: FileSummary = { file, packets: 0, damaged: null };
    this.files.push(part);
    return part;
  }

  /** The time of a packet, in microseconds since 1970; NaN if it has none. */
  tick(micros: number): void {
    if (!(this.firstMicros <= micros) && !Number.isNaN(micros)) this.firstMicros = micros;
    if (!(this.lastMicros >= micros) && !Number.isNaN(micros)) this.lastMicros = micros;
  }

  /** Adds what a capture's reassembly says at its end. */
  addFragments({ unfinished, overlapping, cut }: FragmentTable): void {
    this.fragments.unfinished += unfinished;
    this.fragments.overlapping += overlapping;
    this.fragments.cut += cut;
  }

  /** Adds what nodes say to themselves in a capture, at its end. */
  addFalseMessages(part: Overheard): void {
    this.takeBack(this.falseMessages.add(part));
  }

  /** So much was counted as foreign and is internal. */
  takeBack({ datagrams, bytes }: Amount): void {
    this.foreign -= datagrams;
    this.internal += datagrams;
    this.bytes.foreign -= bytes;
    this.bytes.internal += bytes;
  }

  /** Adds the datagram of ours that `content` has read, whose packet is there. */
  addOurs(file: string, frame: number, offset: number): void {
    const { malformed, cut, length, codes } = this.content;
    this.ours++;
    this.bytes.ours += length;
    if (malformed) this.malformed++;
    if (cut) this.cut++;
    if (codes.length === 0) return;
    for (const code of codes) if (!this.examples.has(code)) this.examples.set(code, { file, frame, offset });
  }
}

function tallied(counts: readonly (readonly [word: string, count: number])[]): Tally {
  const tally = new Tally();
  for (const [word, count] of counts) if (count > 0) tally.add(word, count);
  return tally;
}
