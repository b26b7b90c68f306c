/**
 * Judges of what the target sends by itself, whatever the probe: header, well-formed TLVs, size, source port,
 * byte order. They read whole traces.
 */
import { type Message, sentence, verbatim } from '../lang/sentence.ts';
import { dissect } from '../wire/dissect.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import type { Issue } from '../wire/issue.ts';
import { canonicalLength, rowOf, TLV_HEADER } from '../wire/table.ts';
import type { TlvNode } from '../wire/tree.ts';
import { Fault } from '../wire/walk.ts';
import { fromTarget } from './answer.ts';
import { issueSaid } from './issue-said.ts';
import { asTraceGrows, perTrace } from './memo.ts';
import { swaps } from './swap.ts';
import { eventsOf, type Trace } from './trace.ts';
import { broken, type Judgement, judging } from './verdict.ts';

/** What is wrong in the datagrams that the target sent. */
interface Flaws {
  readonly target: Endpoint;
  readonly issues: {
    readonly index: number;
    readonly found: Issue;
    /** Of its datagram, in bytes. */
    readonly length: number;
    readonly headless: boolean;
  }[];
  /** A node that writes some lengths right knows what they count. */
  knows: boolean;
}

const flaws = asTraceGrows<Flaws>(
  ({ target }) => ({ target, issues: [], knows: false }),
  (all, event, index) => {
    if (event.type !== 'received' || endpointText(event.from) !== endpointText(all.target)) return;
    const { tlvs, issues } = dissect(event.bytes);
    all.knows ||= tlvs.some(isCanonical);
    const headless = issues.length > 0 && countsWithoutHeader(event.bytes);
    const { length } = event.bytes;
    for (const found of issues) all.issues.push({ index, found, length, headless });
  },
);

/** HDR-2, TLV-5, SIZ-1: the issues of every datagram that the target sent; TLV-1 where they tell of it. */
export const judgeSent: (trace: Trace) => readonly Judgement[] = perTrace((trace) => {
  const sent = fromTarget(trace);
  const { issues, knows } = flaws(trace);
  const judge = (id: string, check: string, mine: Flaws['issues']): Judgement => {
    const first = mine[0];
    const say = judging(id, check);
    if (sent.length === 0) return say('not-observed', 'it sent nothing');
    if (first === undefined) return say('pass', sentence('{count} datagrams', { count: sent.length }));
    const what = issueSaid(first.found, first.length);
    const actual =
      mine.length > 1 ? sentence('{what}, and {count} more', { what, count: mine.length - 1 }) : what;
    const evidence = [...new Set(mine.map(({ index }) => index))].slice(0, 8);
    return say(broken(id), actual, evidence, HINTS[first.found.code] ?? null);
  };
  const of = (id: string): Flaws['issues'] => issues.filter(({ found }) => found.requirement === id);
  const headless = knows ? [] : of('TLV-5').filter((one) => one.headless);
  return [
    judge('HDR-2', 'sent-header', of('HDR-2')),
    judge('TLV-5', 'sent-tlvs', of('TLV-5')),
    judge('SIZ-1', 'sent-size', of('SIZ-1')),
    ...(headless.length > 0 ? [judge('TLV-1', 'sent-length', headless)] : []),
  ];
});

const HINTS: Partial<Record<Issue['code'], Message>> = {
  'tlv-short': 'the length byte counts the type and length bytes too: a Hello has length 2',
  'tlv-fields': 'the length byte counts the type and length bytes too: a Peer Address has length 8',
  'datagram-long': "the limit is the guide's: one buffer of at most 1400 bytes (§2.2)",
  'header-cut': 'every datagram begins with the header, the second one of a long answer too',
  'magic-wrong': 'every datagram begins with the header, the second one of a long answer too',
};

function isCanonical({ name, length, fault }: TlvNode): boolean {
  return name !== null && fault === Fault.none && length === canonicalLength(rowOf(name));
}

/** True if the body reads well once lengths are taken not to count the TLV's own header (TLV-1). */
function countsWithoutHeader(bytes: Uint8Array): boolean {
  let at = 2;
  while (at + TLV_HEADER.size <= bytes.length) at += TLV_HEADER.size + (bytes[at + 1] ?? 0);
  return bytes.length > 2 && at === bytes.length;
}

/** HDR-5: everything comes from the port that the target is bound to. */
export function judgeSource(trace: Trace): Judgement {
  const say = judging('HDR-5', 'source-port');
  const received = trace.events.flatMap((event, index) =>
    event.type === 'received' ? [{ event, index }] : [],
  );
  if (received.length === 0) return say('not-observed', 'it sent nothing');
  const other = received.filter(
    ({ event }) => event.from.address === trace.target.address && event.from.port !== trace.target.port,
  );
  const first = other[0];
  if (first === undefined)
    return say('pass', sentence('all of {count} datagrams', { count: received.length }));
  const actual = sentence('{count} of {all} datagrams came from {peer}', {
    count: other.length,
    all: received.length,
    peer: endpointText(first.event.from),
  });
  // Where others can talk to the lab, a datagram from elsewhere may be theirs.
  if (!trace.alone) return say('inconclusive', actual, [], 'somebody else may have sent them');
  const hint = 'send from the socket that is bound to the port: a peer is its source address and port';
  return say('fail', actual, other.map(({ index }) => index).slice(0, 8), hint);
}

/** ADR-2: addresses that the target lists or greets in a wrong byte order. */
export function judgeByteOrder(trace: Trace): Judgement {
  const say = judging('ADR-2', 'byte-order');
  // Bounded by the lab's peers.
  const peers = new Map(eventsOf(trace, 'sent').map(({ from }) => [endpointText(from), from]));
  const faults = new Map<string, { readonly peer: string; readonly fault: string }>();
  for (const [peer, endpoint] of peers) {
    for (const swap of swaps(endpoint)) {
      const key = endpointText(swap.endpoint);
      if (!peers.has(key)) faults.set(key, { peer, fault: swap.fault });
    }
  }
  let right = 0;
  for (const { keys, index } of fromTarget(trace)) {
    for (const key of keys) {
      if (peers.has(key)) right++;
      const fault = faults.get(key);
      if (fault === undefined) continue;
      const { peer } = fault;
      const listed = { peer, listed: key, fault: verbatim(fault.fault) };
      return say('fail', sentence('{peer} is listed as {listed}: {fault}', listed), [index], ORDER_HINT);
    }
  }
  if (right === 0) return say('not-observed', 'no answer listed a lab peer');
  return say('pass', sentence('{count} addresses of lab peers listed right', { count: right }));
}

/** What to do about a wrong byte order. */
export const ORDER_HINT =
  'port and address go in network byte order: htons once, and the address as sin_addr has it';
