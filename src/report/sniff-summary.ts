/**
 * The counts of a run: for people, and as the object of `sniff --summary --json` (DESIGN §3, schemaVersion 1).
 * Pure. Words from a capture are escaped in the text.
 */
import type { Judged } from '../sniff/judged.ts';
import { parseMicros } from '../sniff/statistics/micros.ts';
import type { Kind, Summary } from '../sniff/summary.ts';
import type { Counts, SummaryFacts } from '../sniff/summary-facts.ts';
import type { Zone } from '../sniff/where/moment.ts';
import { escapeText } from './escape.ts';
import { judgedJson, judgedLines } from './sniff-judged.ts';
import { conversationLines, nodeLines } from './sniff-nodes.ts';
import type { Theme } from './theme.ts';
import { dateText, durationText } from './time-text.ts';

/** What only a live capture has to say of packets that are missing. */
export interface Drops {
  /** By the kernel; null if nobody counted. */
  readonly dropped: number | null;
  /** By us. */
  readonly lost: number;
}

/** One JSON object. `damaged` is the first damage; each file has its own in `files`. */
export function summaryJson(
  facts: SummaryFacts,
  drops: Drops | null,
  judged: Judged,
): Record<string, unknown> {
  const missing = drops === null ? {} : { drops: drops.dropped ?? 'unknown', lost: drops.lost };
  return { ...facts, ...missing, ...judgedJson(judged) };
}

/** The table of counts, and then node by node; rows that have nothing to say are left out. Lines joined by `\n`. */
export function summaryText(
  facts: SummaryFacts,
  drops: Drops | null,
  judged: Judged,
  theme: Theme,
  zone: Zone,
): string {
  const { ours, foreign, internal, malformed, selected, cut, checksums, fragments, bytes } = facts;
  const wrong =
    checksums.wrong === 0 ? [] : ['(a sender sees its own wrong where the network card fills them in)'];
  const rows: (readonly [name: string, text: string])[] = [
    ['packets', String(facts.packets)],
    ['time', spanText(facts, zone)],
    ['udp', `${facts.udp}: ours ${ours}, foreign ${foreign}, internal ${internal}`],
    ['bytes', `ours ${bytes.ours}, foreign ${bytes.foreign}, internal ${bytes.internal}`],
    ['malformed', malformed === 0 ? '0' : theme.error(String(malformed))],
    ['selected', selected === ours ? '' : String(selected)],
    ['cut', cut === 0 ? '' : `${cut} by the snap length`],
    ['TLVs', list(facts.tlvs)],
    ...issueRows(facts),
    ['checksums', [list(checksums), ...wrong].join(' ')],
    ['fragments', list(fragments)],
    ['not UDP', list(facts.notUdp)],
    ['cut before', list(facts.cutBeforeUdp)],
    ['broken', list(facts.brokenHeaders)],
    ['drops', drops === null ? '' : dropsText(drops)],
    ['dropped', facts.dropped === 0 ? '' : `${facts.dropped} packets, as the captures say`],
    ...damages(facts).map((text) => ['damaged', theme.error(text)] as const),
  ];
  const shown = rows.filter(([, text]) => text !== '');
  return [
    ...shown.map(([name, text]) => `${theme.strong(name.padEnd(10))} ${text}`),
    ...nodeLines(facts, theme, zone),
    ...conversationLines(facts, theme, zone),
    ...(facts.ours === 0 ? [] : judgedLines(judged, theme)),
  ].join('\n');
}

function spanText({ first, last }: SummaryFacts, zone: Zone): string {
  const [from, to] = [parseMicros(first) ?? Number.NaN, parseMicros(last) ?? Number.NaN];
  if (first === null || last === null) return '';
  return `${dateText(first, zone)} to ${dateText(last, zone)}: ${durationText((to - from) / 1000)}`;
}

/** A row for each code, with the place where it was first met. */
function issueRows({ issues, examples }: SummaryFacts): (readonly [name: string, text: string])[] {
  const places = new Map(Object.entries(examples));
  return Object.entries(issues).map(([code, count], i) => {
    const place = places.get(code);
    const first =
      place && `; first in ${escapeText(place.file)}, frame ${place.frame}, offset ${place.offset}`;
    return [i === 0 ? 'issues' : '', `${escapeText(code)} ${count}${first ?? ''}`];
  });
}

/** One line for the end of a listing: what was shown and what was not, of the kinds that were looked at or not. */
export function closingText(
  summary: Summary,
  shown: number,
  kinds: ReadonlySet<Kind>,
  drops: Drops | null,
): string {
  const { packets, ours, foreign, internal, malformed } = summary;
  const others = [
    ...(foreign > 0 && !kinds.has('foreign') ? [`${foreign} other UDP`] : []),
    ...(internal > 0 && !kinds.has('internal') ? [`${internal} internal`] : []),
  ];
  const parts = [
    `${counted(shown, 'datagram')} shown`,
    // Not of those shown alone, where a selection left some out.
    ...(malformed > 0 ? [`${malformed} malformed${shown < ours ? ' in all' : ''}`] : []),
    ...(others.length > 0 ? [`${others.join(' and ')} not shown (--all shows them)`] : []),
    counted(packets, 'packet'),
    ...(drops === null ? [] : [`drops ${dropsText(drops)}`]),
  ];
  return parts.join(', ');
}

/** `unknown`, `at least 7`, `12`. */
export function dropsText({ dropped, lost }: Drops): string {
  if (dropped !== null) return String(dropped + lost);
  return lost === 0 ? 'unknown' : `at least ${lost}`;
}

function damages({ files }: SummaryFacts): string[] {
  return files.flatMap(({ file, damaged }) =>
    damaged === null
      ? []
      : [`${escapeText(file)} at offset ${damaged.offset}: ${escapeText(damaged.message)}`],
  );
}

function list(counts: Counts): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${escapeText(word)} ${count}`)
    .join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
