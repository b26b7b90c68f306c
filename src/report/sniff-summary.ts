/**
 * The counts of a run: for people, and as the object of `sniff --summary --json` (DESIGN §3, schemaVersion 1).
 * Pure. Words from a capture are escaped in the text.
 */
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { inWords, tell } from '../lang/sentence.ts';
import type { Judged } from '../sniff/judged.ts';
import { parseMicros } from '../sniff/statistics/micros.ts';
import type { Kind, Summary } from '../sniff/summary.ts';
import type { Counts, SummaryFacts } from '../sniff/summary-facts.ts';
import type { Zone } from '../sniff/where/moment.ts';
import { escapeText } from './escape.ts';
import { judgedJson, judgedLines } from './sniff-judged.ts';
import { conversationLines, nodeLines } from './sniff-nodes.ts';
import { type SummaryLook, summaryLabel } from './summary-look.ts';
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
  look: SummaryLook,
): string {
  const { theme, zone, lang } = look;
  const { ours, foreign, internal, malformed, selected, cut, checksums, fragments, bytes } = facts;
  const wrong =
    checksums.wrong === 0
      ? []
      : [`(${tell(lang, 'a sender sees its own wrong where the network card fills them in')})`];
  const kinds = { ours, foreign, internal };
  const rows: Row[] = [
    ['packets', String(facts.packets)],
    ['time', spanText(facts, zone, lang)],
    ['udp', tell(lang, '{name}: {text}', { name: String(facts.udp), text: tell(lang, KINDS, plain(kinds)) })],
    ['bytes', tell(lang, KINDS, plain(bytes))],
    ['malformed', malformed === 0 ? '0' : theme.error(String(malformed))],
    ['selected', selected === ours ? '' : String(selected)],
    ['cut', cut === 0 ? '' : tell(lang, '{count} by the snap length', { count: String(cut) })],
    ['TLVs', list(facts.tlvs, lang)],
    ...issueRows(facts, lang),
    ['checksums', [list(checksums, lang), ...wrong].join(' ')],
    ['fragments', list(fragments, lang)],
    ['not UDP', list(facts.notUdp, lang)],
    ['cut before', list(facts.cutBeforeUdp, lang)],
    ['broken', list(facts.brokenHeaders, lang)],
    ['drops', drops === null ? '' : dropsText(drops, lang)],
    [
      'dropped',
      facts.dropped === 0
        ? ''
        : tell(lang, '{count} packets, as the captures say', { count: String(facts.dropped) }),
    ],
    ...damages(facts, lang).map((text): Row => ['damaged', theme.error(text)]),
  ];
  const shown = rows.filter(([, text]) => text !== '');
  return [
    ...shown.map(([name, text]) => `${summaryLabel(name, look)} ${text}`),
    ...nodeLines(facts, look),
    ...conversationLines(facts, look),
    ...(facts.ours === 0 ? [] : judgedLines(judged, look)),
  ].join('\n');
}

type Row = readonly [name: PlainPhrase | '', text: string];

const KINDS = 'ours {ours}, foreign {foreign}, internal {internal}';

/** As figures without anything between thousands: they are copied. */
function plain<T extends string>(counts: Readonly<Record<T, number>>): Readonly<Record<T, string>> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)])) as Record<
    T,
    string
  >;
}

function spanText({ first, last }: SummaryFacts, zone: Zone, lang: Language): string {
  const [from, to] = [parseMicros(first) ?? Number.NaN, parseMicros(last) ?? Number.NaN];
  if (first === null || last === null) return '';
  return tell(lang, '{from} to {to}: {time}', {
    from: dateText(first, zone),
    to: dateText(last, zone),
    time: durationText((to - from) / 1000, lang),
  });
}

/** A row for each code, with the place where it was first met. */
function issueRows({ issues, examples }: SummaryFacts, lang: Language): Row[] {
  const places = new Map(Object.entries(examples));
  return Object.entries(issues).map(([code, count], i) => {
    const place = places.get(code);
    const first =
      place &&
      tell(lang, '; first in {file}, frame {frame}, offset {offset}', {
        file: escapeText(place.file),
        frame: String(place.frame),
        offset: String(place.offset),
      });
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
    ...(drops === null ? [] : [`drops ${dropsText(drops, 'en')}`]),
  ];
  return parts.join(', ');
}

/** `unknown`, `at least 7`, `12`. */
export function dropsText({ dropped, lost }: Drops, lang: Language): string {
  if (dropped !== null) return String(dropped + lost);
  return lost === 0 ? tell(lang, 'unknown') : tell(lang, 'at least {count}', { count: String(lost) });
}

function damages({ files }: SummaryFacts, lang: Language): string[] {
  return files.flatMap(({ file, damaged }) =>
    damaged === null
      ? []
      : [
          tell(lang, '{file} at offset {offset}: {message}', {
            file: escapeText(file),
            offset: String(damaged.offset),
            message: escapeText(damaged.message),
          }),
        ],
  );
}

/** Words of ours are told; names that a capture brings are not known. */
function list(counts: Counts, lang: Language): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${escapeText(inWords(lang, word))} ${count}`)
    .join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
