/**
 * `peerprobe replay`: findings of `fuzz` once more, against the node as it is now.
 */

import { replaySuite } from '../../fuzz/replay-suite.ts';
import { systemClock } from '../../net/clock.ts';
import { seededRandom } from '../../net/random.ts';
import type { Target } from '../../net/target.ts';
import { udpNetwork } from '../../net/udp.ts';
import { escapeText } from '../../report/escape.ts';
import { type ReplayRow, replayJson, replayLines, replaySummary, worstOf } from '../../report/replay-text.ts';
import { endpointText } from '../../wire/endpoint.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { LANG_OPTION } from '../language.ts';
import { count } from '../value.ts';
import { version } from '../version.ts';
import { ALLOW_TARGET_OPTION } from './fence-option.ts';
import { isThere, type NamedFinding, namedFindings } from './finding-source.ts';
import { chosenTarget, leaveForNamespace, NO_NAMESPACE_OPTION } from './target-choice.ts';

const TIMES = '5';
const MOST_TIMES = 100;
const VERDICT_EXIT = { fixed: EXIT.OK, failing: EXIT.FINDINGS, unknown: EXIT.UNKNOWN } as const;

export const command: Command = {
  name: 'replay',
  usage: 'FINDING... [HOST:PORT] [-- CMD...]',
  summary: 'send what fuzz has found once more: FIXED, STILL FAILING or could not tell',
  options: [
    { flags: '--times N', help: `so many re-runs of each finding (${TIMES})` },
    { flags: '--strict', help: 'what should not be counts as well' },
    NO_NAMESPACE_OPTION,
    ALLOW_TARGET_OPTION,
    JSON_OPTION,
    LANG_OPTION,
  ],
  notes: [
    {
      title: 'Findings',
      lines: [
        'FINDING is the folder of a finding, its finding.json, or a folder of findings,',
        'such as the DIR of fuzz --out: a regression suite. A finding says what to send,',
        'never where to nor what to run: without target, the built-in node gets it.',
        'FIXED wants a target that reads all of it, answers before and after, and shows',
        'nothing in any re-run.',
      ],
    },
  ],
  examples: [
    'peerprobe replay run/findings/crash-3f2a91c0 -- ./server',
    'peerprobe replay run -- ./server',
    'peerprobe replay run/findings/hang-00c1d2e3 127.0.0.1:4200',
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { options, out } = context;
  const { names, endpoint } = await namedIn(context.args);
  const times = count(options.text('times') ?? TIMES, '--times', { min: 1, max: MOST_TIMES });
  const { findings, damaged } = await namedFindings(names);
  const code = await leaveForNamespace(context, endpoint);
  if (code !== null) return code;
  for (const { file, message } of damaged) out.complain(`${escapeText(file)}: ${escapeText(message)}`);
  const target = await chosenTarget(context, endpoint);
  const startedAt = new Date();
  const rows = findings.length === 0 ? [] : await replayAll(context, findings, target, times);
  const facts = {
    version: version(),
    endpoint: target.endpoint === null ? null : endpointText(target.endpoint),
    command: target.command,
    startedAt,
  };
  if (options.flag('json')) await out.data(`${JSON.stringify(replayJson(rows, damaged, facts))}\n`);
  else if (rows.length !== 1) await out.data(`${replaySummary(rows, context.lang)}\n`);
  if (damaged.length > 0) return EXIT.DAMAGED;
  return findings.length === 0 ? EXIT.OK : VERDICT_EXIT[worstOf(rows)];
}

/** The last word may be HOST:PORT, if nothing of that name is there. */
async function namedIn(
  args: readonly string[],
): Promise<{ names: readonly string[]; endpoint: string | undefined }> {
  const last = args.at(-1);
  const isEndpoint = last !== undefined && /:\d+$/.test(last) && !(await isThere(last));
  const names = isEndpoint ? args.slice(0, -1) : args;
  if (names.length === 0) throw new UsageError('which finding? replay needs a folder that fuzz has written');
  if (names.includes('')) throw new UsageError('the name of a finding is empty');
  return { names, endpoint: isEndpoint ? last : undefined };
}

/** Each is told as it is done. */
async function replayAll(
  { options, signal, out, theme, lang }: Context,
  findings: readonly NamedFinding[],
  target: Target,
  times: number,
): Promise<ReplayRow[]> {
  const random = seededRandom(findings[0]?.seed ?? 0);
  const world = { clock: systemClock, network: udpNetwork, target, random, signal, instances: 1 };
  const rows: ReplayRow[] = [];
  const suite = findings.map(({ finding }) => finding);
  for await (const { index, replayed } of replaySuite(suite, world, {
    times,
    strict: options.flag('strict'),
  })) {
    const named = findings[index];
    if (named === undefined) continue;
    const row = { file: named.file, finding: named.finding, replayed };
    rows.push(row);
    if (!options.flag('json')) await out.data(`${replayLines(row, theme, lang).join('\n')}\n`);
  }
  return rows;
}
