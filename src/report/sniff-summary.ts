/**
 * The counts of a run: for people, and as the object of `sniff --summary --json` (DESIGN §3, schemaVersion 1).
 * Pure. Words from a capture are escaped in the text.
 */
import type { Kind, Summary } from '../sniff/summary.ts';
import type { Tally } from '../sniff/tally.ts';
import { escapeText } from './escape.ts';
import type { Theme } from './theme.ts';

/**
 * What only a live capture has to say. How many packets the kernel dropped nobody knows; `lost` were let go by us,
 * so at least these are missing.
 */
export interface Drops {
  readonly lost: number;
}

/** One JSON object. `damaged` is the first damage; each file has its own in `files`. */
export function summaryJson(summary: Summary, drops: Drops | null): Record<string, unknown> {
  const { packets, udp, ours, foreign, internal, malformed, selected, cut, damaged, files, packetKinds } =
    summary;
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
    tlvs: counts(summary.tlvs),
    issues: counts(summary.issues),
    checksums: summary.checksums,
    fragments: summary.fragments,
    notUdp: counts(packetKinds.other),
    cutBeforeUdp: counts(packetKinds.cut),
    brokenHeaders: counts(packetKinds.malformed),
    files,
    ...(drops === null ? {} : { drops: 'unknown', lost: drops.lost }),
  };
}

/** The table of counts; rows that have nothing to say are left out. Lines joined by `\n`. */
export function summaryText(summary: Summary, drops: Drops | null, theme: Theme): string {
  const { ours, foreign, internal, malformed, selected, cut, checksums, fragments, packetKinds } = summary;
  const wrong =
    checksums.wrong === 0 ? [] : ['(a sender sees its own wrong where the network card fills them in)'];
  const rows: (readonly [name: string, text: string])[] = [
    ['packets', String(summary.packets)],
    ['udp', `${summary.udp}: ours ${ours}, foreign ${foreign}, internal ${internal}`],
    ['malformed', malformed === 0 ? '0' : theme.error(String(malformed))],
    ['selected', selected === ours ? '' : String(selected)],
    ['cut', cut === 0 ? '' : `${cut} by the snap length`],
    ['TLVs', list(summary.tlvs.entries())],
    ['issues', list(summary.issues.entries())],
    ['checksums', [list(Object.entries(checksums)), ...wrong].join(' ')],
    ['fragments', list(Object.entries(fragments))],
    ['not UDP', list(packetKinds.other.entries())],
    ['cut before', list(packetKinds.cut.entries())],
    ['broken', list(packetKinds.malformed.entries())],
    ['drops', drops === null ? '' : dropsText(drops)],
    ...damages(summary).map((text) => ['damaged', theme.error(text)] as const),
  ];
  const shown = rows.filter(([, text]) => text !== '');
  return shown.map(([name, text]) => `${theme.strong(name.padEnd(10))} ${text}`).join('\n');
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

function dropsText({ lost }: Drops): string {
  return lost === 0 ? 'unknown' : `at least ${lost}`;
}

function damages({ files }: Summary): string[] {
  return files.flatMap(({ file, damaged }) =>
    damaged === null
      ? []
      : [`${escapeText(file)} at offset ${damaged.offset}: ${escapeText(damaged.message)}`],
  );
}

function counts(tally: Tally): Record<string, number> {
  return Object.fromEntries(tally.entries());
}

function list(entries: readonly (readonly [word: string, count: number])[]): string {
  return entries
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${escapeText(word)} ${count}`)
    .join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
