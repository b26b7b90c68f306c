/**
 * Whether a value that came from a file is what `sniff --summary --json` says. Nothing throws; what is not asked for
 * (a later version's additions) is left out.
 */
import { addressBytes } from '../capture/address.ts';
import {
  type Check,
  integer,
  isRecord,
  listOf,
  nullable,
  type Shape,
  shaped,
  shapeOf,
  text,
  truth,
} from '../capture/shape.ts';
import { type Endpoint, parseEndpoint } from '../wire/endpoint.ts';
import { TLV_NAMES } from '../wire/table.ts';
import { ISSUE_CODES } from './statistics/content.ts';
import type { Both, FlowFacts, NodeFacts, Regular } from './statistics/facts.ts';
import { BUCKETS, type BucketCounts } from './statistics/histogram.ts';
import { parseMicros } from './statistics/micros.ts';
import type { Spread } from './statistics/spreads.ts';
import type { FileSummary, Place } from './summary.ts';
import type { Counts, SummaryFacts } from './summary-facts.ts';

/** A summary that was read, and what a live capture says beside it: drops by the kernel, null if unknown, and by us. */
export interface SummaryRead {
  readonly facts: SummaryFacts;
  readonly drops: { readonly dropped: number | null; readonly lost: number } | null;
}

/** The summary that the value is, or what is wrong with it. */
export function readSummary(value: unknown): SummaryRead | string {
  if (!isRecord(value) || !('packets' in value)) return 'it says no packets';
  if (value['schemaVersion'] !== 1) return `its schemaVersion is not 1`;
  const facts = shaped(value, SUMMARY);
  if (typeof facts === 'string') return `its "${facts}" is missing or cannot be`;
  const { drops, lost } = value;
  return { facts, drops: count(lost) ? { dropped: count(drops) ? drops : null, lost } : null };
}

function count(value: unknown): value is number {
  return integer(value) && value >= 0;
}

function time(value: unknown): value is string | null {
  return value === null || (text(value) && parseMicros(value) !== null);
}

/** Of any family: IPv6 has no numbers in this protocol, but captures have it. */
function end(value: unknown): value is Endpoint {
  if (!isRecord(value)) return false;
  const { address, port } = value;
  return text(address) && addressBytes(address) !== undefined && count(port) && port <= 0xffff;
}

/** Counts of words of which each is fine. */
function counts(isFine: (word: string) => boolean): Check<Counts> {
  return (value): value is Counts =>
    isRecord(value) && Object.entries(value).every(([word, number]) => isFine(word) && count(number));
}

const ANY = counts(() => true);

function type(word: string): boolean {
  return TLV_NAMES.some((name) => name === word) || (/^\d{1,3}$/.test(word) && Number(word) < 256);
}

function code(word: string): boolean {
  return ISSUE_CODES.some((known) => known === word);
}

const place = shapeOf<Place>({ file: text, frame: count, offset: count });

function examples(value: unknown): value is SummaryFacts['examples'] {
  return isRecord(value) && Object.entries(value).every(([word, one]) => code(word) && place(one));
}

function buckets(value: unknown): value is BucketCounts {
  if (!Array.isArray(value) || value.length % 2 !== 0 || !value.every(count)) return false;
  return value.every((number, i) => i % 2 === 1 || number < BUCKETS);
}

const both = shapeOf<Both>({ sent: count, received: count });
const amount = shapeOf<{ datagrams: number; bytes: number }>({ datagrams: count, bytes: count });
const regular = shapeOf<Regular>({ datagrams: count, first: time, last: time });
const spread = shapeOf<Spread>({
  n: count,
  min: nullable(count),
  max: nullable(count),
  median: nullable(count),
  p95: nullable(count),
  buckets,
});

function peer(value: unknown): value is string {
  return text(value) && parseEndpoint(value) !== null;
}

const NODE: Shape<NodeFacts> = {
  endpoint: end,
  sent: amount,
  received: amount,
  first: time,
  last: time,
  malformed: count,
  hellos: both,
  requests: both,
  answers: both,
  addresses: count,
  helloIntervalUs: spread,
  requestIntervalUs: spread,
  answerAddresses: spread,
  claims: shapeOf<NodeFacts['claims']>({ count, more: truth, peers: listOf(peer) }),
};

const FLOW: Shape<FlowFacts> = {
  source: end,
  destination: end,
  datagrams: count,
  bytes: count,
  first: time,
  last: time,
  malformed: count,
  hellos: regular,
  requests: regular,
  answers: count,
  addresses: count,
};

const damage = { offset: count, message: text };

const SUMMARY: Shape<SummaryFacts> = {
  schemaVersion: (value): value is 1 => value === 1,
  packets: count,
  udp: count,
  ours: count,
  foreign: count,
  internal: count,
  malformed: count,
  damaged: nullable(shapeOf<NonNullable<SummaryFacts['damaged']>>({ file: text, ...damage })),
  selected: count,
  cut: count,
  dropped: count,
  first: time,
  last: time,
  bytes: shapeOf<SummaryFacts['bytes']>({ ours: count, foreign: count, internal: count }),
  tlvs: counts(type),
  issues: counts(code),
  examples,
  checksums: shapeOf<SummaryFacts['checksums']>({
    right: count,
    wrong: count,
    absent: count,
    cut: count,
    unknown: count,
  }),
  fragments: shapeOf<SummaryFacts['fragments']>({
    reassembled: count,
    unfinished: count,
    overlapping: count,
    cut: count,
  }),
  notUdp: ANY,
  cutBeforeUdp: ANY,
  brokenHeaders: ANY,
  files: listOf(
    shapeOf<FileSummary>({
      file: text,
      packets: count,
      damaged: nullable(shapeOf<NonNullable<FileSummary['damaged']>>(damage)),
    }),
  ),
  nodes: listOf(shapeOf(NODE)),
  conversations: listOf(shapeOf(FLOW)),
  more: shapeOf<SummaryFacts['more']>({ datagrams: count, bytes: count, claims: truth, buckets: count }),
  speakers: listOf(text),
  falseMessages: listOf(
    shapeOf<SummaryFacts['falseMessages'][number]>({
      source: text,
      destination: text,
      datagrams: count,
      bytes: count,
      internal: truth,
    }),
  ),
};
