/**
 * Node by node and conversation by conversation, what a summary says, for people: the largest first, so many, and how
 * many more there are. Pure.
 */
import type { FlowFacts, NodeFacts } from '../sniff/statistics/facts.ts';
import { parseMicros } from '../sniff/statistics/micros.ts';
import type { Spread } from '../sniff/statistics/spreads.ts';
import type { SummaryFacts } from '../sniff/summary-facts.ts';
import type { Zone } from '../sniff/where/moment.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { countText } from './number-text.ts';
import { endText } from './sniff-text.ts';
import type { Theme } from './theme.ts';
import { dateText, durationText, timeOfDay } from './time-text.ts';
import { wrap } from './wrap.ts';

const MOST_NODES = 20;
const MOST_SILENT = 8;
const MOST_CONVERSATIONS = 20;
const MOST_PEERS = 8;
const LABEL = 16;
const WIDTH = 100;

/** Who sent something, the top talkers first; then who was spoken to and said nothing. */
export function nodeLines({ nodes, more }: SummaryFacts, theme: Theme, zone: Zone): string[] {
  const talkers = nodes.filter(({ sent }) => sent.datagrams > 0);
  const silent = nodes.filter(({ sent }) => sent.datagrams === 0);
  const ends = silent.slice(0, MOST_SILENT).map(({ endpoint }) => endText(endpoint));
  return [
    ...heading('nodes', talkers.length, MOST_NODES, theme),
    ...talkers.slice(0, MOST_NODES).flatMap((node) => nodeBlock(node, theme, zone)),
    ...(silent.length === 0
      ? []
      : [
          `${theme.strong('silent'.padEnd(10))} ${[...ends, ...others(silent.length - ends.length)].join(', ')}`,
        ]),
    ...(more.datagrams === 0
      ? []
      : [
          `${theme.strong('more'.padEnd(10))} ${countText(more.datagrams, 'datagram')} between ends beyond the bound`,
        ]),
  ];
}

/** Both directions of a conversation in one line. */
export function conversationLines({ conversations }: SummaryFacts, theme: Theme, zone: Zone): string[] {
  const pairs = paired(conversations);
  const lines = pairs.slice(0, MOST_CONVERSATIONS).map(([there, back]) => {
    const times = timesOf(there, back);
    const [first = null, last = null] = [times[0], times.at(-1)];
    const ends = `${endText(there.source)} <> ${endText(there.destination)}`;
    const bytes = countText(there.bytes + (back?.bytes ?? 0), 'byte');
    const when =
      first === null || last === null ? '' : `, ${timeOfDay(first, zone)} to ${timeOfDay(last, zone)}`;
    return `  ${ends}  ${there.datagrams} there, ${back?.datagrams ?? 0} back, ${bytes}${when}`;
  });
  return [...heading('conversations', pairs.length, MOST_CONVERSATIONS, theme), ...lines];
}

function nodeBlock(node: NodeFacts, theme: Theme, zone: Zone): string[] {
  const { sent, received, malformed, first, last, claims, answerAddresses } = node;
  const wrong = malformed === 0 ? '' : theme.error(`, ${malformed} malformed`);
  const amounts = `sent ${sent.datagrams} (${countText(sent.bytes, 'byte')})${wrong}, received ${received.datagrams}`;
  const sizes = `${node.addresses} addresses, ${answerAddresses.median} in the middle, ${answerAddresses.max} at most`;
  const named = [...claims.peers.slice(0, MOST_PEERS), ...others(claims.count - MOST_PEERS)].join(', ');
  const rows: (readonly [name: string, text: string])[] = [
    ['seen', first === null || last === null ? '' : `${dateText(first, zone)} to ${dateText(last, zone)}`],
    ['Hello every', intervalText(node.helloIntervalUs)],
    ['asks every', intervalText(node.requestIntervalUs)],
    ['requests', both(node.requests)],
    ['answers', node.answers.sent === 0 ? '' : `${node.answers.sent}: ${sizes}`],
    [
      'claims',
      claims.count === 0
        ? ''
        : `${claims.more ? 'more than ' : ''}${countText(claims.count, 'peer')}: ${named}`,
    ],
  ];
  return [
    `  ${theme.value(endText(node.endpoint))}  ${amounts}`,
    ...rows
      .filter(([, text]) => text !== '')
      .flatMap(([name, text]) => wrap(text, `    ${name.padEnd(LABEL)}`, WIDTH)),
  ];
}

/** Microseconds as times. */
function intervalText({ n, median, p95, max }: Spread): string {
  if (median === null || p95 === null || max === null) return '';
  const [middle, most, longest] = [median, p95, max].map((micros) => durationText(micros / 1000));
  return `${middle} in the middle, 95 % within ${most}, longest ${longest} (${countText(n, 'interval')})`;
}

function both({ sent, received }: { readonly sent: number; readonly received: number }): string {
  return sent + received === 0 ? '' : `${sent} sent, ${received} received`;
}

function heading(title: string, count: number, most: number, theme: Theme): string[] {
  if (count === 0) return [];
  const rest = count > most ? `, the first ${most} and ${count - most} more` : '';
  return [`${theme.strong(title.padEnd(10))} ${count}${rest}`];
}

function others(count: number): string[] {
  return count > 0 ? [`and ${count} more`] : [];
}

type Pair = readonly [there: FlowFacts, back: FlowFacts | null];

/** In the order of the larger direction. */
function paired(flows: readonly FlowFacts[]): Pair[] {
  const waiting = new Map(flows.map((flow) => [name(flow.source, flow.destination), flow]));
  const pairs: Pair[] = [];
  for (const flow of flows) {
    if (!waiting.delete(name(flow.source, flow.destination))) continue;
    const key = name(flow.destination, flow.source);
    pairs.push([flow, waiting.get(key) ?? null]);
    waiting.delete(key);
  }
  return pairs;
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
