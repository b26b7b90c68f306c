/**
 * The counts of a run. `packets` is every packet of the captures, whatever it holds; udp = ours + foreign + internal.
 * The selection narrows `selected` and nothing else.
 */
import type { FragmentTable } from '../capture/fragment.ts';
import type { Damage } from '../capture/packet.ts';
import type { ChecksumState } from '../capture/udp.ts';
import { type Dissection, isMalformed } from '../wire/dissect.ts';
import { Tally } from './tally.ts';

/** What a UDP datagram is to us. */
export type Kind = 'ours' | 'foreign' | 'internal';

/** One capture's part of it. */
export interface FileSummary {
  readonly file: string;
  packets: number;
  damaged: Omit<Damage, 'type' | 'file'> | null;
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
  readonly files: FileSummary[] = [];
  /** Ours, by the names of their TLVs and the codes of their issues. */
  readonly tlvs = new Tally();
  readonly issues = new Tally();
  /** UDP checksums by state. A sender's own capture often has wrong ones: its network card makes them. */
  readonly checksums: Record<ChecksumState, number> = { right: 0, wrong: 0, absent: 0, cut: 0, unknown: 0 };
  /** Packets without a UDP datagram of their own: something else, cut before it, or with broken headers. */
  readonly packetKinds = { other: new Tally(), cut: new Tally(), malformed: new Tally() } as const;
  /** IP datagrams that came in pieces: put together, never whole, contradicting, cut by the snap length. */
  readonly fragments = { reassembled: 0, unfinished: 0, overlapping: 0, cut: 0 };

  get udp(): number {
    return this.ours + this.foreign + this.internal;
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

  /** Adds what a capture's reassembly says at its end. */
  addFragments({ unfinished, overlapping, cut }: FragmentTable): void {
    this.fragments.unfinished += unfinished;
    this.fragments.overlapping += overlapping;
    this.fragments.cut += cut;
  }

  addOurs(dissection: Dissection): void {
    this.ours++;
    if (isMalformed(dissection)) this.malformed++;
    if (dissection.length > dissection.bytes.length) this.cut++;
    for (const tlv of dissection.tlvs) this.tlvs.add(tlv.name ?? String(tlv.type));
    for (const found of dissection.issues) this.issues.add(found.code);
  }
}
