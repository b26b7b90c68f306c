/**
 * `peerprobe check`: conformance of a running node, of one that it starts, or of the built-in one.
 */
import type { BaselineRow } from '../../check/baseline.ts';
import { tell } from '../../lang/sentence.ts';
import { shellQuote } from '../../report/escape.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { LANG_OPTION } from '../language.ts';
import { count, duration, seedOrFresh } from '../value.ts';
import { printPlan } from './check-dry-run.ts';
import { EventLog } from './check-events.ts';
import { EXPLAIN, printExplanations } from './check-explain.ts';
import { checkFrom } from './check-from.ts';
import { printList } from './check-list.ts';
import { checkMany } from './check-many.ts';
import { printMatrix } from './check-matrix.ts';
import { comparison, loadBaseline, repetition, standsForAll } from './check-repeat.ts';
import { type Addition, countText, deliver, type Plan, progress, type Ran, runCheck } from './check-run.ts';
import { select } from './check-select.ts';
import { commandSignature, holderSignature, watch } from './check-watch.ts';
import { ALLOW_TARGET_OPTION } from './fence-option.ts';
import { chosenTarget, leaveForNamespace, NO_NAMESPACE_OPTION, targetText } from './target-choice.ts';

// Instances at once, or probes at once against a running target, where its table bears them (protocol.md, bounds).
const WIDTH = 24;
const MOST_JOBS = 64;
const MOST_RUNS = 1000;

export const command: Command = {
  name: 'check',
  usage: '[HOST:PORT] [-- CMD...] | explain NAME...',
  summary: 'test whether a node conforms: a running one, one that it starts, or the built-in one',
  options: [
    { flags: '--list', help: 'list the requirements and what checks them' },
    {
      flags: '--only NAMES',
      help: 'requirements, families or checks, such as TLV,HEL-4 or unknown-tlv-skipped',
      repeat: true,
    },
    { flags: '--skip NAMES', help: 'leave these out', repeat: true },
    { flags: '--patience TIME', help: 'watch so long for what takes long, such as 40s (REQ-8); default 0s' },
    {
      flags: '--matrix',
      help: 'show which check kills which bug on purpose, in virtual time; with --only: the bugs of these',
    },
    { flags: '--dry-run', help: 'show what would run and how it would be started; start nothing' },
    { flags: '--timeout TIME', help: 'judge after so long what is done by then, such as 60s' },
    { flags: '--repeat N', help: 'run N times; name what differs' },
    { flags: '--baseline RUN', help: 'an earlier run (--out or --json): only what is new is a failure' },
    {
      flags: '--watch',
      help: 'run again whenever the program changes, what failed first; --json: a line a run',
    },
    { flags: '--jobs N', help: 'so many instances at once (24); with --many: so many targets' },
    { flags: '--stages', help: 'show the points of each stage of the exercise, also if nothing failed' },
    { flags: '--strict', help: 'a warning counts as a failure' },
    {
      flags: '--out DIR',
      help: 'where the run and its evidence go (default: evidence alone, to a temporary folder)',
    },
    {
      flags: '--from FILE',
      help: 'judge what was recorded: the folder of --out, or captures (pcap, pcapng, gzip, -)',
      repeat: true,
    },
    {
      flags: '--node ADDR:PORT',
      help: 'with --from: judge this node alone, whatever its header',
      repeat: true,
    },
    {
      flags: '--many FILE',
      help: 'each target of a class, a file that names them; --out: a folder that report reads, and that goes on',
    },
    { flags: '--shard I/N', help: 'with --many: the Ith of N parts, for as many machines' },
    { flags: '--seed N', help: 'take the lab addresses of an earlier run: its report (--json) has the seed' },
    NO_NAMESPACE_OPTION,
    ALLOW_TARGET_OPTION,
    JSON_OPTION,
    LANG_OPTION,
  ],
  notes: [
    {
      title: '--many FILE',
      lines: [
        'a JSON list: {"name": "alice", "command": ["./server"], "build": ["make"],',
        '"folder": "alice", "weight": 20}, or with "endpoint": "127.0.0.1:4200" in place of',
        'a command. Only name and command are needed; folder starts from that of FILE.',
        'Each target runs in a folder, a process group and a network namespace of its own.',
      ],
    },
  ],
  examples: [
    'peerprobe check',
    'peerprobe check -- ./server',
    'peerprobe check 127.0.0.1:4200 --only TLV',
    'peerprobe check explain TLV-2',
    'peerprobe check --many targets.json --out class',
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { options, args } = context;
  if (args[0] === EXPLAIN) return printExplanations(context, args.slice(1));
  const selection = select(options.texts('only'), options.texts('skip'));
  const patienceMs = duration(options.text('patience') ?? '0s', '--patience');
  if (options.flag('list')) return printList(context, selection);
  if (options.flag('matrix')) return printMatrix(context, selection, patienceMs);
  if (options.texts('from').length > 0) return checkFrom(context);
  if (options.texts('node').length > 0) throw new UsageError('--node goes with --from');
  const many = options.text('many');
  if (many !== undefined) return checkMany(context, many);
  if (options.text('shard') !== undefined) throw new UsageError('--shard goes with --many');
  if (args.length > 1) throw new UsageError(`check takes one target, not ${args.map(shellQuote).join(' ')}`);
  const baseline = options.text('baseline');
  const rows = baseline === undefined ? null : await loadBaseline(baseline);
  const repeat = count(options.text('repeat') ?? '1', '--repeat', { min: 1, max: MOST_RUNS });
  const watching = options.flag('watch');
  if (watching && (repeat > 1 || rows !== null))
    throw new UsageError('--watch goes with neither --repeat nor --baseline');
  // Before a namespace is made: whoever is mistaken is told at once.
  const given = { selection, patienceMs, ...numbersOf(context) };
  if (options.flag('dry-run')) return printPlan(context, await planOf(context, given));
  const code = await leaveForNamespace(context, args[0]);
  if (code !== null) return code;
  const plan = await planOf(context, given);
  if (watching)
    return watch(
      context,
      plan,
      plan.target.command === null ? holderSignature(plan) : commandSignature(plan.target.command),
    );
  return judge(context, plan, repeat, rows);
}

type Numbers = Pick<Plan, 'timeoutMs' | 'seed' | 'width'>;

function numbersOf({ options }: Context): Numbers {
  const [timeout, jobs] = [options.text('timeout'), options.text('jobs')];
  return {
    timeoutMs: timeout === undefined ? undefined : duration(timeout, '--timeout'),
    seed: seedOrFresh(options.text('seed')),
    width: jobs === undefined ? WIDTH : count(jobs, '--jobs', { min: 1, max: MOST_JOBS }),
  };
}

async function planOf(
  context: Context,
  given: Numbers & Pick<Plan, 'selection' | 'patienceMs'>,
): Promise<Plan> {
  const target = await chosenTarget(context, context.args[0]);
  return {
    ...given,
    target,
    strict: context.options.flag('strict'),
    folder: context.options.text('out'),
  };
}

async function judge(
  context: Context,
  plan: Plan,
  repeat: number,
  baseline: readonly BaselineRow[] | null,
): Promise<number> {
  const { options, out, signal, errTheme, lang } = context;
  const { probes } = plan.selection;
  if (out.errIsTTY) out.talk(errTheme.dim(`checking ${targetText(plan.target)}: ${countText(probes)}`));
  const log = plan.folder === undefined ? null : new EventLog(plan.folder);
  const runs: Ran[] = [];
  while (runs.length < repeat && !signal.aborted) {
    const ran = await runCheck(context, plan, (event) => progress(context, event), { log });
    runs.push(ran);
    if (repeat > 1) {
      const verdict = tell(lang, ran.result.verdict);
      out.talk(tell(lang, 'run {count} of {all}: {verdict}', { count: runs.length, all: repeat, verdict }));
    }
  }
  if (signal.aborted) out.talk(tell(lang, 'stopped: what was not finished is not judged'));
  const ran = standsForAll(runs);
  const repeated = repetition(runs, lang);
  const compared =
    baseline === null
      ? null
      : comparison(ran.result, baseline, options.text('baseline') ?? '', plan.strict, context.lang);
  const code = await deliver(context, plan, ran, together(repeated, compared), log);
  log?.close();
  return code;
}

/** The second has the last word on the verdict. */
function together(first: Addition | null, second: Addition | null): Addition | null {
  if (first === null || second === null) return second ?? first;
  return {
    ...second,
    json: { ...first.json, ...second.json },
    text: `${first.text}${second.text}`,
  };
}
