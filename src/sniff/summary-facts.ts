/**
 * A summary as plain values: what `sniff --summary --json` says (DESIGN §3, schemaVersion 1), and all that is needed
 * to add it to another one.
 */
import type { Damage } from '../capture/packet.ts';
import type { ChecksumState } from '../capture/udp.ts';
import type { IssueCode } from '../wire/issue.ts';
import type { FalseMessages } from './internal.ts';
import { type Facts, factsOf } from './statistics/facts.ts';
import { microsText } from './statistics/micros.ts';
import type { FileSummary, Kind, Place, Summary } from './summary.ts';
import type { Tally } from './tally.ts';

export type Counts = Readonly<Record<string, number>>;

export interface SummaryFacts extends Facts {
  readonly schemaVersion: 1;
  readonly packets: number;
  readonly udp: number;
  readonly ours: number;
  readonly foreign: number;
  readonly internal: number;
  readonly malformed: number;
  readonly damaged: Omit<Damage, 'type'> | null;
  readonly selected: number;
  readonly cut: number;
  /** Packets that the captures say they dropped. */
  readonly dropped: number;
  /** Times of packets: seconds since 1970 as decimal strings, in whole microseconds. */
  readonly first: string | null;
  readonly last: string | null;
  /** UDP payloads on the wire. */
  readonly bytes: Readonly<Record<Kind, number>>;
  readonly tlvs: Counts;
  readonly issues: Counts;
  /** Where an issue was first met. */
  readonly examples: Readonly<Partial<Record<IssueCode, Place>>>;
  readonly checksums: Readonly<Record<ChecksumState, number>>;
  readonly fragments: Readonly<Record<'reassembled' | 'unfinished' | 'overlapping' | 'cut', number>>;
  readonly notUdp: Counts;
  readonly cutBeforeUdp: Counts;
  readonly brokenHeaders: Counts;
  readonly files: readonly Readonly<FileSummary>[];
  /** Who sent a datagram that starts 104, 1, and what ends that had not sent one said to themselves. */
  readonly speakers: readonly string[];
  readonly falseMessages: readonly FalseMessages[];
}

export function summaryFacts(summary: Summary): SummaryFacts {
  const { packets, udp, ours, foreign, internal, malformed, selected, cut, damaged, files } = summary;
  const { bytes, checksums, fragments, packetKinds, falseMessages } = summary;
  return {
    schemaVersion: 1,
    packets,
    udp,
    ours,
    foreign,
    internal,
    malformed,
    damaged,
    selected,
    cut,
    dropped: Number(summary.dropped),
    first: microsText(summary.firstMicros),
    last: microsText(summary.lastMicros),
    bytes,
    tlvs: counts(summary.tlvs),
    issues: counts(summary.issues),
    examples: Object.fromEntries([...summary.examples].sort(([a], [b]) => (a < b ? -1 : 1))),
    checksums,
    fragments,
    notUdp: counts(packetKinds.other),
    cutBeforeUdp: counts(packetKinds.cut),
    brokenHeaders: counts(packetKinds.malformed),
    files,
    ...factsOf(summary.statistics),
    speakers: [...falseMessages.nodes].sort(),
    falseMessages: [...falseMessages.pairs].sort((a, b) => (pairName(a) < pairName(b) ? -1 : 1)),
  };
}

function pairName({ source, destination }: FalseMessages): string {
  return `${source} ${destination}`;
}

function counts(tally: Tally): Counts {
  return Object.fromEntries(tally.entries());
}
