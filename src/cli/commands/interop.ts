/**
 * `peerprobe interop`: real nodes against each other, with us between them.
 */
import type { InteropEvent, InteropResult } from '../../interop/event.ts';
import { interop, pairingsOf } from '../../interop/interop.ts';
import { counted, tell } from '../../lang/sentence.ts';
import { systemClock } from '../../net/clock.ts';
import { seededRandom } from '../../net/random.ts';
import { udpNetwork } from '../../net/udp.ts';
import { htmlPage } from '../../report/html/page.ts';
import { type InteropFacts, interopJson } from '../../report/interop-json.ts';
import type { InteropNode, InteropReport } from '../../report/interop-report.ts';
import { interopText } from '../../report/interop-text.ts';
import { countText } from '../../report/number-text.ts';
import { meetingsReport } from '../../report/run/read-interop.ts';
import type { RunReport } from '../../report/run/run-report.ts';
import { durationText } from '../../report/time-text.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { LANG_OPTION } from '../language.ts';
import type { Sink } from '../sink.ts';
import { count, duration, seedOrFresh } from '../value.ts';
import { version } from '../version.ts';
import { VERDICT_EXIT } from './check-run.ts';
import { openPage, tellPage } from './html-page.ts';
import { InteropFolder } from './interop-folder.ts';
import { builtInTarget, guestsOf, listedNodes, typedNodes } from './interop-nodes.ts';
import { withAttachments } from './report-attachments.ts';
import { leaveForNamespace, NO_NAMESPACE_OPTION } from './target-choice.ts';

const TIME = '15s';
// Less shows no schedule of Hellos (protocol.md, Hello timing).
const SHORTEST_MS = 12_000;
const LONGEST_MS = 600_000;
const JOBS = 6;
const MOST_JOBS = 64;
// From the start of a node to that of those that join it, and the end of one that the other shall notice.
const AROUND_MS = 12_000;

export const command: Command = {
  name: 'interop',
  usage: '-- CMD_A -- CMD_B [-- CMD...] | --many FILE',
  summary: 'start nodes and let them meet: who finds, keeps and loses whom, in a matrix',
  options: [
    {
      flags: '--many FILE',
      help: 'take the commands from a list in JSON, as check --many does; none is built',
    },
    {
      flags: '--time TIME',
      help: `watch each pair so long together (${TIME}); with 40s, all that ask each other`,
    },
    { flags: '--jobs N', help: `so many pairings at once (${JOBS})` },
    { flags: '--out DIR', help: 'where the events and a capture of each meeting go' },
    { flags: '--html FILE', help: 'write it as a page with the matrix there; - is stdout' },
    { flags: '--seed N', help: 'take the addresses of an earlier run: its report (--json) has the seed' },
    NO_NAMESPACE_OPTION,
    JSON_OPTION,
    LANG_OPTION,
  ],
  notes: [
    {
      title: 'How they meet',
      lines: [
        'A row joins a column: it is started with the other as its start peer. Who has',
        'learned of others by hearsay is seen with a third: the next command, or the',
        'built-in node. One command alone meets the built-in node. What they say goes',
        'through us, each to the address by which the others know it.',
      ],
    },
  ],
  examples: [
    'peerprobe interop -- ./server',
    'peerprobe interop -- ./server -- ./other',
    'peerprobe interop --many targets.json --out meetings',
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { args, options, rest, signal } = context;
  const many = options.text('many');
  if (args.length > 0 || (rest === null) === (many === undefined))
    throw new UsageError(
      'interop takes commands, each behind a --, or --many FILE',
      'peerprobe interop -- ./a -- ./b',
    );
  const nodes = many === undefined ? typedNodes(rest ?? []) : await listedNodes(many);
  const timeMs = duration(options.text('time') ?? TIME, '--time');
  if (timeMs < SHORTEST_MS || timeMs > LONGEST_MS)
    throw new UsageError(`--time: ${options.text('time')} is not between 12s and 10m`);
  const jobs = count(options.text('jobs') ?? String(JOBS), '--jobs', { min: 1, max: MOST_JOBS });
  const seed = seedOrFresh(options.text('seed'));
  // After all that may be mistyped: a namespace costs a moment.
  const code = await leaveForNamespace(context, undefined);
  if (code !== null) return code;
  const page = await openPage(context);
  const startedAt = new Date();
  const begin = systemClock.now();
  const out = options.text('out');
  const base = { nodes, seed, startedAt, timeMs };
  const folder = out === undefined ? null : new InteropFolder(out, base, startedAt.getTime() - begin);
  announce(context, nodes, timeMs, jobs);
  const world = {
    clock: systemClock,
    network: udpNetwork,
    random: seededRandom(seed),
    taken: new Set<string>(),
  };
  const events = interop({ nodes: guestsOf(nodes), builtIn: builtInTarget(), world, timeMs, jobs, signal });
  const result = await heard(context, events, folder, nodes, begin).catch(async (error: unknown) => {
    await page?.abandon();
    throw error;
  });
  const durationMs = systemClock.now() - begin;
  const facts = { ...base, version: version(), durationMs, interrupted: signal.aborted };
  return deliver(context, result, facts, { folder, page });
}

/** Tells how it goes on, keeps what is to be kept, and gives the result. */
async function heard(
  { out }: Context,
  events: AsyncIterable<InteropEvent>,
  folder: InteropFolder | null,
  nodes: readonly InteropNode[],
  begin: number,
): Promise<InteropResult> {
  let result: InteropResult | null = null;
  for await (const event of events) {
    const atMs = systemClock.now() - begin;
    if (event.type === 'attempt') folder?.attempt(event, atMs);
    if (event.type === 'pairing') {
      folder?.pairing(event.result, atMs);
      const { joiner, hub, outcome } = event.result;
      const pair = `${nodes[joiner]?.id} joined ${nodes[hub]?.id}: ${outcome}`;
      out.status(`${event.done} of ${countText(event.of, 'pairing')} done; ${pair}`);
    }
    if (event.type === 'finished') result = event.result;
  }
  out.status('');
  if (result === null) throw new Error('a run without a result');
  return result;
}

async function deliver(
  context: Context,
  result: InteropResult,
  facts: InteropFacts,
  { folder, page }: { readonly folder: InteropFolder | null; readonly page: Sink | null },
): Promise<number> {
  const { options, out, theme, lang } = context;
  if (facts.interrupted) out.talk(tell(lang, 'stopped: what was not finished is not judged'));
  const report = interopJson(result, facts, (pairing) => folder?.capturesOf(pairing) ?? []);
  folder?.report(report, facts.durationMs);
  folder?.close();
  if (page !== null) {
    const place = options.text('out') ?? null;
    const run = { name: place ?? 'interop', report: reportOf(report, facts) };
    const runs = await withAttachments([{ run, folder: place }]);
    await page.write(new TextEncoder().encode(htmlPage(runs, lang)));
    await page.close();
    tellPage(context);
  }
  if (options.flag('json')) await out.data(`${JSON.stringify(report)}\n`);
  else if (page === null) await out.data(interopText(report, theme, out.columns, lang));
  return VERDICT_EXIT[result.verdict];
}

/** What `report` makes of it. */
function reportOf(
  { nodes, pairings, left, verdict }: InteropReport,
  { version: of, seed, startedAt, durationMs, interrupted }: InteropFacts,
): RunReport {
  const ended = interrupted ? 'interrupted' : null;
  const head = { version: of, seed, startedAt: startedAt.toISOString(), durationMs, verdict, ended };
  return meetingsReport(head, { nodes, pairings, left });
}

const ABOUT = '{pairings}, about {time}; longer where something fails: that is tried again';

/** It takes a while, and the square of it for more: told before. */
function announce(
  { out, errTheme, lang }: Context,
  nodes: readonly InteropNode[],
  timeMs: number,
  jobs: number,
): void {
  const all = pairingsOf(nodes.length).length;
  const ms = Math.ceil(all / jobs) * (timeMs + AROUND_MS);
  const figures = { pairings: counted(all, 'pairing'), time: durationText(ms, lang) };
  out.talk(errTheme.dim(tell(lang, ABOUT, figures)));
}
