/**
 * `peerprobe fuzz`: bombard a running node, one that it starts, or the built-in one, with the reference family as judge.
 */
import { campaign } from '../../fuzz/campaign.ts';
import { readCorpus } from '../../fuzz/corpus/corpus-file.ts';
import type { FuzzResult } from '../../fuzz/event.ts';
import { systemClock } from '../../net/clock.ts';
import { seededRandom } from '../../net/random.ts';
import { udpNetwork } from '../../net/udp.ts';
import { shellQuote } from '../../report/escape.ts';
import { type FindingFolders, fuzzJson } from '../../report/fuzz-json.ts';
import { fuzzText } from '../../report/fuzz-text.ts';
import { endpointText } from '../../wire/endpoint.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { LANG_OPTION } from '../language.ts';
import { count, duration, seedOrFresh } from '../value.ts';
import { version } from '../version.ts';
import { VERDICT_EXIT } from './check-run.ts';
import { ALLOW_TARGET_OPTION } from './fence-option.ts';
import { FuzzFolder } from './fuzz-folder.ts';
import { FuzzProgress } from './fuzz-progress.ts';
import { chosenTarget, leaveForNamespace, NO_NAMESPACE_OPTION, targetText } from './target-choice.ts';

const WINDOW = 64;
const MOST_WINDOW = 65_536;
const INSTANCES = 2;
const MOST_INSTANCES = 64;
const MOST_RATE = 1_000_000;
const TIME = '60s';

export const command: Command = {
  name: 'fuzz',
  usage: '[HOST:PORT] [-- CMD...]',
  summary: 'bombard a node, with the family of all conforming nodes as judge',
  options: [
    { flags: '--time TIME', help: 'how long, such as 30s or 10m (60s)' },
    { flags: '--cases N', help: 'end after so many cases' },
    {
      flags: '--until-failure',
      help: 'end with the first finding, without limit in time unless --time is given',
    },
    { flags: '--seed N', help: 'the seed of all that is sent' },
    { flags: '--rate N', help: 'at most so many datagrams a second (as many as the target reads)' },
    { flags: '--window N', help: 'so many datagrams that the target has not read yet (64)' },
    { flags: '--instances N', help: 'so many instances of the target at once (2)' },
    {
      flags: '--corpus DIR',
      help: 'begin with what lies there: captures, findings, datagrams',
      repeat: true,
    },
    { flags: '--out DIR', help: 'where findings and events go; an earlier run there goes on' },
    { flags: '--strict', help: 'what should not be is a finding too' },
    NO_NAMESPACE_OPTION,
    ALLOW_TARGET_OPTION,
    JSON_OPTION,
    LANG_OPTION,
  ],
  examples: [
    'peerprobe fuzz -- ./server',
    'peerprobe fuzz --until-failure --out findings -- ./server',
    'peerprobe fuzz 127.0.0.1:4200 --time 10m --corpus captures',
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { options, args, out } = context;
  if (args.length > 1) throw new UsageError(`fuzz takes one target, not ${args.map(shellQuote).join(' ')}`);
  const plan = planOf(context);
  const code = await leaveForNamespace(context, args[0]);
  if (code !== null) return code;
  const target = await chosenTarget(context, args[0]);
  const inputs = await corpusInputs(context);
  const startedAt = new Date();
  const begin = systemClock.now();
  const folder = new FuzzFolder(
    options.text('out'),
    plan.seed,
    Math.round(startedAt.getTime() - begin),
    context.lang,
  );
  const { earlier } = folder.run;
  for (const note of earlier?.notes ?? []) out.talk(`left where it is: ${note}`);
  const seed = earlier?.state.seed ?? plan.seed;
  const told = new FuzzProgress(out, context.errTheme, targetText(target));
  const world = {
    clock: systemClock,
    network: udpNetwork,
    target,
    random: seededRandom(seed),
    signal: context.signal,
    instances: plan.instances,
    taken: new Set<string>(),
  };
  const endpoint = target.endpoint === null ? null : endpointText(target.endpoint);
  const facts = { version: version(), endpoint, command: target.command, startedAt };
  folder.begin(facts, seed);
  let result: FuzzResult | null = null;
  let folders: FindingFolders = new Map();
  try {
    for await (const event of campaign({ ...plan, seed, world, inputs, keeper: folder.run, earlier })) {
      const atMs = systemClock.now() - begin;
      folder.run.event(event, atMs);
      told.event(event, atMs);
      if (event.type === 'finished') result = event.result;
    }
  } finally {
    folders = folder.close(result);
  }
  if (result === null) throw new Error('a campaign without a result');
  if (options.flag('json')) await out.data(`${JSON.stringify(fuzzJson(result, facts, folders))}\n`);
  else await out.data(fuzzText(result, facts, folders, context.theme, context.lang));
  return VERDICT_EXIT[result.verdict];
}

interface Plan {
  readonly seed: number;
  readonly timeMs: number | null;
  readonly cases: number | null;
  readonly untilFailure: boolean;
  readonly rate: number | null;
  readonly window: number;
  readonly instances: number;
  readonly strict: boolean;
}

function planOf({ options }: Context): Plan {
  const whole = (name: string, max: number): number | null => {
    const text = options.text(name);
    return text === undefined ? null : count(text, `--${name}`, { min: 1, max });
  };
  const time = options.text('time');
  const untilFailure = options.flag('until-failure');
  const cases = whole('cases', Number.MAX_SAFE_INTEGER);
  // Where another end is given, time is no limit unless it is given too.
  const limited = time !== undefined || (!untilFailure && cases === null);
  return {
    seed: seedOrFresh(options.text('seed')),
    timeMs: limited ? duration(time ?? TIME, '--time') : null,
    cases,
    untilFailure,
    rate: whole('rate', MOST_RATE),
    window: whole('window', MOST_WINDOW) ?? WINDOW,
    instances: whole('instances', MOST_INSTANCES) ?? INSTANCES,
    strict: options.flag('strict'),
  };
}

/** What the folders of `--corpus` hold; what cannot be read there is told. */
async function corpusInputs({ options, out }: Context): Promise<Uint8Array[]> {
  const inputs: Uint8Array[] = [];
  for (const folder of options.texts('corpus')) {
    const read = await readCorpus(folder);
    for (const warning of read.warnings) out.talk(warning);
    inputs.push(...read.inputs);
  }
  return inputs;
}
