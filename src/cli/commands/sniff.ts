/**
 * `peerprobe sniff`: decodes captures and live traffic. Damaged input: what could be read is shown, then where it
 * ends (exit 5). A live capture ends by Ctrl-C and sums up; if it ends by itself, that is exit 4. Files that are
 * written get their names at the end, whatever ended it; only if writing or we ourselves fail do they keep `.part`.
 */

import type { LiveSet } from '../../capture/live/live-set.ts';
import { escapeText } from '../../report/escape.ts';
import { jsonPieces } from '../../report/json-pieces.ts';
import { CSV_COLUMNS } from '../../report/sniff-csv.ts';
import { closingText, type Drops, summaryJson, summaryText } from '../../report/sniff-summary.ts';
import { makeTheme } from '../../report/theme.ts';
import { wrap } from '../../report/wrap.ts';
import type { Readers } from '../../sniff/input.ts';
import { judgeCaptures } from '../../sniff/judged.ts';
import type { Kind, Summary } from '../../sniff/summary.ts';
import { summaryFacts } from '../../sniff/summary-facts.ts';
import type { Command, Context, Note } from '../command.ts';
import { tellDamage } from '../damage.ts';
import { EXIT } from '../exit.ts';
import { again } from '../sniff/again.ts';
import { isBulk, runBulk } from '../sniff/bulk.ts';
import { CONDITION_NOTES } from '../sniff/conditions.ts';
import type { LiveOrigin } from '../sniff/live-option.ts';
import { startStats } from '../sniff/live-stats.ts';
import { type Opened, openOrigin } from '../sniff/origin.ts';
import { openPrinter, type Printer } from '../sniff/printer.ts';
import { OPTIONS, type Request, request } from '../sniff/request.ts';
import { RING_NOTES } from '../sniff/ring-option.ts';
import { STUDY_NOTES } from '../sniff/study-option.ts';
import type { showStudy } from '../sniff/study-view.ts';
import type { View } from '../sniff/view.ts';
import type { openWriting, Writing } from '../sniff/writing.ts';

const NOTES: readonly Note[] = [
  ...CONDITION_NOTES,
  ...STUDY_NOTES,
  ...RING_NOTES,
  {
    title: '--csv',
    lines: [
      ...wrap(
        `${CSV_COLUMNS.map(([name, meaning]) => (meaning === '' ? name : `${name} (${meaning})`)).join(', ')}.`,
        '',
        76,
      ),
      'New columns come last. A text that a spreadsheet would take for a formula gets',
      'an apostrophe in front. Quotes are doubled (RFC 4180), lines end with \\n.',
    ],
  },
  {
    title: '-w, -o',
    lines: ['FILE is FILE.part until it is whole; then it gets its name, after Ctrl-C too.'],
  },
];

export const command: Command = {
  name: 'sniff',
  usage: '[FILE|-]...',
  summary: 'decode captures and live traffic',
  options: OPTIONS,
  notes: NOTES,
  examples: [
    'peerprobe sniff capture.pcapng',
    "peerprobe sniff capture.pcapng --where 'type == peer-address and port > 1024'",
    "peerprobe sniff -i lo --filter 'udp port 4200' -w out.pcapng",
    'peerprobe sniff -i lo,eth0 -w out.pcapng --ring 10x50MB --stats 5s --summary',
    'tcpdump -i lo -U -w - | peerprobe sniff - --malformed -V',
    'peerprobe sniff --merge a.pcap b.pcapng.gz --from-time +10s --csv -o all.csv',
    'peerprobe sniff --summary --json capture.pcap.gz',
    'peerprobe sniff --timeline --node 10.0.0.1:4200 capture.pcapng',
    'peerprobe sniff --graph svg --peers-at +30s -o peers.svg capture.pcapng',
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const asked = request(context);
  const limit = new AbortController();
  const signal = AbortSignal.any([context.signal, limit.signal]);
  const opened = await openOrigin(asked.origin, () => context.stdin, signal);
  if (asked.durationMs !== null) setTimeout(() => limit.abort(), asked.durationMs).unref();
  if (asked.origin.type === 'live' && opened.live !== null) {
    context.out.talk(captureText(asked.origin, opened.live));
  }
  // A live capture is stopped at its source, so that what has been captured is still shown.
  const stop = opened.live === null ? signal : NEVER;
  if (opened.live !== null) context.signal.addEventListener('abort', () => sayThatItGoesOn(context));
  const code =
    asked.study === null
      ? await show(context, asked, opened, stop)
      : await study(context, asked, asked.study, opened, stop);
  const lost = (await opened.live?.failure()) ?? null;
  if (lost !== null) context.out.complain(context.errTheme.error(`peerprobe sniff: ${escapeText(lost)}`));
  if (lost !== null) return EXIT.ABILITY;
  return code;
}

// Loaded when they are asked for: who reads a capture does not wait for them.
const writingOf: typeof openWriting = async (...words) =>
  (await import('../sniff/writing.ts')).openWriting(...words);
const viewOf = async (...words: ConstructorParameters<typeof View>): Promise<View> =>
  new (await import('../sniff/view.ts')).View(...words);
const study: typeof showStudy = async (...words) =>
  (await import('../sniff/study-view.ts')).showStudy(...words);

const NEVER = new AbortController().signal;

/** After Ctrl-C: how long nothing is said. */
const PATIENCE_MS = 1000;

/** What came faster than it could be shown takes a while after Ctrl-C. */
function sayThatItGoesOn({ out }: Context): void {
  const text = 'still at work on what was captured before Ctrl-C; once more ends at once';
  setTimeout(() => out.talk(text), PATIENCE_MS).unref();
}

/** What came of a run. */
interface Seen {
  readonly summary: Summary;
  readonly shown: number;
  readonly kinds: ReadonlySet<Kind>;
}

/** `capturing on lo (udp), until Ctrl-C`; names the backend where it was not told. */
function captureText({ filter, backend }: LiveOrigin, { lives }: LiveSet): string {
  const names = lives.map(({ device, backend: { name } }) =>
    backend === 'cap' ? device : `${device} by ${name}`,
  );
  const what = filter === '' ? '' : ` (${filter})`;
  return `capturing on ${escapeText(names.join(' and ') + what)}, until Ctrl-C`;
}

/** Opens where it goes, shows and writes what comes, and sums up. Resolves with an exit code. */
async function show(context: Context, asked: Request, opened: Opened, signal: AbortSignal): Promise<number> {
  const outs: (Printer | Writing)[] = [];
  try {
    const printer = await openPrinter(asked, context.out);
    outs.push(printer);
    const writing = asked.write === null ? null : await writingOf(asked, opened, context.out);
    if (writing !== null) outs.push(writing);
    const theme = asked.output === null ? context.theme : makeTheme(0);
    const { summary, shown, kinds } =
      opened.readers !== null && isBulk(asked, theme)
        ? await inBulk(context, asked, opened.readers, printer, signal)
        : await pump(context, asked, opened, signal, await viewOf(asked, printer, theme), writing);
    await opened.live?.stop();
    const drops = opened.live;
    if (asked.summary) {
      const look = { theme, lang: context.lang };
      for await (const piece of countsText(asked, summary, drops, look, signal)) await printer.print(piece);
    }
    for (const out of outs) await out.close();
    if (!asked.summary) context.out.talk(closingText(summary, shown, kinds, drops));
    return summary.damaged === null ? EXIT.OK : EXIT.DAMAGED;
  } catch (error) {
    await opened.live?.stop();
    for (const out of outs) await out.abandon();
    const parts = outs.flatMap(({ part }) => (part === null ? [] : [escapeText(part)]));
    if (parts.length > 0) context.out.talk(`what was written is in ${parts.join(' and ')}`);
    throw error;
  }
}

async function inBulk(
  context: Context,
  asked: Request,
  readers: readonly Readers[],
  printer: Printer,
  signal: AbortSignal,
): Promise<Seen> {
  const summary = await runBulk(asked, readers, printer, signal, (damage) =>
    tellDamage('sniff', context, damage),
  );
  return { summary, shown: summary.selected, kinds: new Set(['ours']) };
}

/** From the captures to the view and the file. */
async function pump(
  context: Context,
  asked: Request,
  { inputs, live }: Opened,
  signal: AbortSignal,
  view: View,
  writing: Writing | null,
): Promise<Seen> {
  const { Sniff } = await import('../../sniff/sniff.ts');
  const sniff = new Sniff({ ...asked, signal });
  const quiet = startStats(asked.statsMs, sniff.summary, live, (text) => context.out.talk(text));
  try {
    await view.begin();
    for await (const event of sniff.run(inputs)) {
      if (event.type === 'damage') {
        tellDamage('sniff', context, event.damage);
        continue;
      }
      // Waiting for nothing would cost a turn of the event loop for each datagram.
      const shown = view.show(event.sighted);
      if (shown !== undefined) await shown;
      const written = writing?.packet(event.sighted);
      if (written !== undefined) await written;
    }
  } finally {
    quiet();
  }
  return { summary: sniff.summary, shown: view.shown, kinds: sniff.shown };
}

/** The counts, which are the data with --summary, in pieces. */
async function* countsText(
  asked: Request,
  summary: Summary,
  drops: Drops | null,
  { theme, lang }: Pick<Context, 'theme' | 'lang'>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const judged = await judgeCaptures(summary, { ...asked, signal }, await again(asked));
  const facts = summaryFacts(summary);
  if (asked.json) yield* jsonPieces(summaryJson(facts, drops, judged));
  else yield summaryText(facts, drops, judged, { theme, zone: asked.selection.zone, lang });
  yield '\n';
}
