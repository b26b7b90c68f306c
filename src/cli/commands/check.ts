/**
 * `peerprobe check`: conformance of a running node, of one that it starts, or of the built-in one.
 */
import { fileURLToPath } from 'node:url';
import type { CheckResult } from '../../check/event.ts';
import { check } from '../../check/runner.ts';
import type { Target } from '../../check/target.ts';
import { commandTarget } from '../../check/target-command.ts';
import { runningTarget } from '../../check/target-running.ts';
import { systemClock } from '../../net/clock.ts';
import { followParent, insideNamespace, namespaceAbility, reexecInNamespace } from '../../net/namespace.ts';
import { seededRandom } from '../../net/random.ts';
import { udpNetwork } from '../../net/udp.ts';
import { checkJson } from '../../report/check-json.ts';
import { checkText } from '../../report/check-text.ts';
import { shellQuote } from '../../report/escape.ts';
import { endpointText } from '../../wire/endpoint.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { duration, seed } from '../value.ts';
import { version } from '../version.ts';
import { EventLog } from './check-events.ts';
import { writeEvidence, writeTraces } from './check-evidence.ts';
import { EXPLAIN, printExplanations } from './check-explain.ts';
import { checkFrom } from './check-from.ts';
import { printList } from './check-list.ts';
import { printMatrix } from './check-matrix.ts';
import { type Selection, select } from './check-select.ts';
import { ALLOW_TARGET_OPTION, allowedTargets, fencedTarget } from './fence-option.ts';

// A started target has an instance for each probe; a running one at most so many probes at a time, so that the
// lab's peers stay below twelve (protocol.md, bounds).
const WIDTH = { started: 16, running: 4 } as const;

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
    { flags: '--seed N', help: 'repeat a run with its seed' },
    {
      flags: '--no-namespace',
      help: 'start the target outside a network namespace; what is announced stays fenced',
    },
    ALLOW_TARGET_OPTION,
    JSON_OPTION,
  ],
  examples: [
    'peerprobe check',
    'peerprobe check -- ./server',
    'peerprobe check 127.0.0.1:4200 --only TLV',
    'peerprobe check explain TLV-2',
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { options, args, rest } = context;
  if (args[0] === EXPLAIN) return printExplanations(context, args.slice(1));
  const selection = select(options.texts('only'), options.texts('skip'));
  const patienceMs = duration(options.text('patience') ?? '0s', '--patience');
  if (options.flag('list')) return printList(context, selection);
  if (options.flag('matrix')) return printMatrix(context, selection, patienceMs);
  if (options.texts('from').length > 0) return checkFrom(context);
  if (args.length > 1) throw new UsageError(`check takes one target, not ${args.map(shellQuote).join(' ')}`);
  if (args[0] !== undefined && rest !== null) throw new UsageError('either HOST:PORT or -- CMD, not both');
  if (rest !== null && rest.length === 0) throw new UsageError('-- needs a command behind it');
  const runSeed =
    options.text('seed') === undefined ? freshSeed() : seed(options.text('seed') ?? '', '--seed');
  const started = args[0] === undefined;
  if (started && !options.flag('no-namespace') && !insideNamespace()) {
    const ability = await namespaceAbility();
    if (ability.ok) return reexecInNamespace(ability.prefix);
    context.out.talk(
      `no network namespace here (${ability.reason}): what is announced stays inside 127.0.0.0/8`,
    );
  }
  if (insideNamespace()) followParent(() => process.kill(process.pid, 'SIGTERM'));
  const target = await chosenTarget(context);
  return judge(context, target, selection, patienceMs, runSeed);
}

async function chosenTarget({ args, rest, options }: Context): Promise<Target> {
  if (rest !== null) return commandTarget(rest, systemClock);
  if (args[0] === undefined) return commandTarget(builtIn(), systemClock);
  const allowed = allowedTargets(options.texts('allow-target'));
  return runningTarget(await fencedTarget(args[0], allowed), allowed);
}

/** The reference node: a child process of our own program, so that the first command works offline. */
function builtIn(): string[] {
  return [process.execPath, fileURLToPath(new URL('../../../bin/peerprobe.js', import.meta.url)), 'node'];
}

async function judge(
  context: Context,
  target: Target,
  { probes, wanted }: Selection,
  patienceMs: number,
  runSeed: number,
): Promise<number> {
  const { options, out, signal, errTheme } = context;
  const startedAt = new Date();
  const epochMs = startedAt.getTime() - systemClock.now();
  const begin = systemClock.now();
  if (out.errIsTTY)
    out.talk(errTheme.dim(`checking ${targetText(target)} with ${probes.length} probes: about 15 s`));
  const folder = options.text('out');
  const log = folder === undefined ? null : new EventLog(folder);
  const world = {
    clock: systemClock,
    network: udpNetwork,
    random: seededRandom(runSeed),
    patienceMs,
  };
  const width = target.restartable ? WIDTH.started : WIDTH.running;
  let result: CheckResult | null = null;
  for await (const event of check(target, {
    probes,
    wanted,
    strict: options.flag('strict'),
    world,
    width,
    signal,
  })) {
    log?.put(event, systemClock.now() - begin);
    if (event.type === 'finished') result = event.result;
    else if (out.errIsTTY && event.type === 'judged') {
      const verdicts = event.judgements.map((one) => `${one.requirement} ${one.verdict}`).join(', ');
      out.talk(
        errTheme.dim(`  ${event.check}: ${verdicts}${event.attempt > 1 ? ` (try ${event.attempt})` : ''}`),
      );
    }
  }
  log?.close();
  if (signal.aborted) out.talk('stopped: what was not finished is not judged');
  if (result === null) throw new Error('a run without a result');
  const recording = { application: `peerprobe ${version()}`, epochMs };
  const evidence = await writeEvidence(result, folder, recording, (text) => out.talk(text));
  const facts = {
    version: version(),
    endpoint: target.endpoint === null ? null : endpointText(target.endpoint),
    command: target.command,
    seed: runSeed,
    startedAt,
    durationMs: systemClock.now() - begin,
  };
  if (folder !== undefined) {
    const { dropped } = result;
    const asked = {
      only: options.texts('only'),
      skip: options.texts('skip'),
      strict: options.flag('strict'),
    };
    const record = { ...facts, ...asked, startedAt: startedAt.getTime(), stopped: signal.aborted, dropped };
    await writeTraces(result, folder, recording, record);
  }
  if (options.flag('json')) await out.data(`${JSON.stringify(checkJson(result, facts, evidence))}\n`);
  else await out.data(checkText(result, evidence, context.theme));
  return { pass: EXIT.OK, fail: EXIT.FINDINGS, inconclusive: EXIT.UNKNOWN }[result.verdict];
}

function targetText(target: Target): string {
  if (target.endpoint !== null) return endpointText(target.endpoint);
  return (target.command ?? []).map(shellQuote).join(' ');
}

function freshSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
