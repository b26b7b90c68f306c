/**
 * Node by node and conversation by conversation, what a summary says, for people: the largest first, so many, and how
 * many more there are. Pure.
 */
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { counted, tell } from '../lang/sentence.ts';
import type { FlowFacts, NodeFacts } from '../sniff/statistics/facts.ts';
import { parseMicros } from '../sniff/statistics/micros.ts';
import type { Spread } from '../sniff/statistics/spreads.ts';
import type { SummaryFacts } from '../sniff/summary-facts.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { endText } from './end-text.ts';
import { nodeRow, type SummaryLook, summaryLabel } from './summary-look.ts';
import { dateText, durationText, timeOfDay } from './time-text.ts';

const MOST_NODES = 20;
const MOST_SILENT = 8;
const MOST_CONVERSATIONS = 20;
const MOST_PEERS = 8;

/** Who sent something, the top talkers first; then who was spoken to and said nothing. */
export function nodeLines({ nodes, more }: SummaryFacts, look: SummaryLook): string[] {
  const { lang } = look;
  const [blocks, ends]: [string[], string[]] = [[], []];
  let [talkers, silent] = [0, 0];
  for (const node of nodes) {
    if (node.sent.datagrams === 0) {
      if (silent++ < MOST_SILENT) ends.push(endText(node.endpoint));
    } else if (talkers++ < MOST_NODES) blocks.push(...nodeBlock(node, look));
  }
  return [
    ...heading('nodes', talkers, MOST_NODES, look),
    ...blocks,
    ...(silent === 0
      ? []
      : [`${summaryLabel('silent', look)} ${[...ends, ...others(silent - ends.length, lang)].join(', ')}`]),
    ...(more.datagrams === 0
      ? []
      : [
          `${summaryLabel('more', look)} ${tell(lang, '{datagrams} between ends beyond the bound', {
            datagrams: counted(more.datagrams, 'datagram'),
          })}`,
        ]),
  ];
}

/** Both directions of a conversation in one line. */
export function conversationLines({ conversations }: SummaryFacts, look: SummaryLook): string[] {
  const { zone, lang } = look;
  const { pairs, count } = paired(conversations);
  const lines = pairs.map(({ there, back }) => {
    const times = timesOf(there, back);
    const [first = null, last = null] = [times[0], times.at(-1)];
    const ends = `${endText(there.source)} <> ${endText(there.destination)}`;
    const amounts = tell(lang, '{there} there, {back} back, {bytes}', {
      there: String(there.datagrams),
      back: String(back?.datagrams ?? 0),
      bytes: counted(there.bytes + (back?.bytes ?? 0), 'byte'),
    });
    const when =
      first === null || last === null
        ? ''
        : `, ${tell(lang, '{from} to {to}', { from: timeOfDay(first, zone), to: timeOfDay(last, zone) })}`;
    return `  ${ends}  ${amounts}${when}`;
  });
  return [...heading('conversations', count, MOST_CONVERSATIONS, look), ...lines];
}

function nodeBlock(node: NodeFacts, { theme, zone, lang }: SummaryLook): string[] {
  const { sent, received, malformed, first, last, claims, answerAddresses } = node;
  const wrong =
    malformed === 0 ? '' : theme.error(tell(lang, ', {count} malformed', { count: String(malformed) }));
  const amounts = tell(lang, 'sent {sent} ({bytes}){wrong}, received {received}', {
    sent: String(sent.datagrams),
    bytes: counted(sent.bytes, 'byte'),
    wrong,
    received: String(received.datagrams),
  });
  const sizes = {
    count: String(node.answers.sent),
    addresses: String(node.addresses),
    middle: String(answerAddresses.median),
    most: String(answerAddresses.max),
  };
  const named = [...claims.peers.slice(0, MOST_PEERS), ...others(claims.count - MOST_PEERS, lang)].join(', ');
  const peers = { peers: counted(claims.count, 'peer'), named };
  const rows: (readonly [name: PlainPhrase, text: string])[] = [
    [
      'seen',
      first === null || last === null
        ? ''
        : tell(lang, '{from} to {to}', { from: dateText(first, zone), to: dateText(last, zone) }),
    ],
    ['Hello every', intervalText(node.helloIntervalUs, lang)],
    ['asks every', intervalText(node.requestIntervalUs, lang)],
    ['requests', both(node.requests, lang)],
    [
      'answers',
      node.answers.sent === 0
        ? ''
        : tell(lang, '{count}: {addresses} addresses, {middle} in the middle, {most} at most', sizes),
    ],
    [
      'claims',
      claims.count === 0
        ? ''
        : tell(lang, claims.more ? 'more than {peers}: {named}' : '{peers}: {named}', peers),
    ],
  ];
  return [
    `  ${theme.value(endText(node.endpoint))}  ${amounts}`,
    ...rows.filter(([, text]) => text !== '').flatMap(([name, text]) => nodeRow(name, text, lang)),
  ];
}

/** Microseconds as times. */
function intervalText({ n, median, p95, max }: Spread, lang: Language): string {
  if (median === null || p95 === null || max === null) return '';
  return tell(lang, '{middle} in the middle, 95 % within {most}, longest {longest} ({intervals})', {
    middle: durationText(median / 1000, lang),
    most: durationText(p95 / 1000, lang),
    longest: durationText(max / 1000, lang),
    intervals: counted(n, 'interval'),
  });
}

function both(
  { sent, received }: { readonly sent: number; readonly received: number },
  lang: Language,
): string {
  if (sent + received === 0) return '';
  return tell(lang, '{sent} sent, {received} received', { sent: String(sent), received: String(received) });
}

function heading(title: PlainPhrase, count: number, most: number, look: SummaryLook): string[] {
  if (count === 0) return [];
  const rest =
    count > most
      ? tell(look.lang, ', the first {most} and {count} more', { most, count: String(count - most) })
      : '';
  return [`${summaryLabel(title, look)} ${count}${rest}`];
}

function others(count: number, lang: Language): string[] {
  return count > 0 ? [tell(lang, 'and {count} more', { count: String(count) })] : [];
}

interface Pair {
  readonly there: FlowFacts;
  back: FlowFacts | null;
}

/** In the order of the larger direction, the first ones, and how many there are. */
function paired(flows: Iterable<FlowFacts>): { readonly pairs: readonly Pair[]; readonly count: number } {
  const pairs: Pair[] = [];
  let count = 0;
  /** By the way back, which has not come yet; null for a pair that is not shown. */
  const waiting = new Map<string, Pair | null>();
  for (const flow of flows) {
    const own = name(flow.source, flow.destination);
    const there = waiting.get(own);
    if (there !== undefined) {
      if (there !== null) there.back = flow;
      waiting.delete(own);
      continue;
    }
    const pair = count++ < MOST_CONVERSATIONS ? { there: flow, back: null } : null;
    if (pair !== null) pairs.push(pair);
    waiting.set(name(flow.destination, flow.source), pair);
  }
  return { pairs, count };
}

function name(a: Endpoint, b: Endpoint): string {
  return `${endpointText(a)} ${endpointText(b)}`;
}

/** The times of both directions, earliest first. */
function timesOf(there: FlowFacts, back: FlowFacts | null): string[] {
  const times = [there.first, there.last, back?.first ?? null, back?.last ?? null].filter(
    (time) => time !== null,
  );
  return times.sort((a, b) => (parseMicros(a) ?? 0) - (parseMicros(b) ?? 0));
}
