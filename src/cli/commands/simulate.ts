/**
 * `peerprobe simulate`: hundreds of reference nodes on a network in memory under virtual time.
 */
import { simulationPage } from '../../report/html/simulation-page.ts';
import { simulateJson } from '../../report/simulate-json.ts';
import { progressLine, simulateText } from '../../report/simulate-text.ts';
import { isWorthIt, startBeside } from '../../simulate/beside.ts';
import type { SimulateResult } from '../../simulate/event.ts';
import { type BadShare, changes, MOST_EVER, MOST_NODES, type Plan, TOPOLOGIES } from '../../simulate/plan.ts';
import { simulate } from '../../simulate/simulate.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { LANG_OPTION } from '../language.ts';
import { choice, count, duration, seed, share } from '../value.ts';
import { version } from '../version.ts';
import { chosenDialect, DIALECT_OPTION, knownBug } from './behaviour-option.ts';
import { openPage, tellPage } from './html-page.ts';

const NODES = '100';
const TIME = '60s';
const DELAY = '20ms..80ms';
const SHORTEST_MS = 100;
const LONGEST_MS = 24 * 3_600_000;
const LONGEST_DELAY_MS = 60_000;
/** A status line is rewritten so often at most. */
const SHOWN_MS = 100;

export const command: Command = {
  name: 'simulate',
  usage: '',
  summary: 'let hundreds of nodes find each other in virtual time, and count what it costs',
  options: [
    { flags: '--nodes N', help: `nodes that live at one time (${NODES})` },
    { flags: '--time TIME', help: `virtual time (${TIME})` },
    { flags: '--loss SHARE', help: 'so many datagrams are lost, such as 5% (0%)' },
    { flags: '--delay TIME[..TIME]', help: `each datagram is so long on its way (${DELAY})` },
    {
      flags: '--churn N/min',
      help: 'so many nodes stop in silence, and as many new ones come; also N/s (0/min)',
    },
    {
      flags: '--bug NAME[:SHARE]',
      help: 'so many nodes are wrong on purpose, such as expiry-40s:10% (one node)',
      repeat: true,
    },
    { ...DIALECT_OPTION, help: 'a free choice of all nodes, such as list=known' },
    {
      flags: '--minimum-peers N',
      help: 'each keeps so many peers, silent ones if there are no others (§2.3)',
    },
    { flags: '--prefer-stable', help: 'each keeps the longest connected of the silent peers (§2.3)' },
    { flags: '--topology NAME', help: `whom nodes are given at start: ${TOPOLOGIES.join(', ')} (random)` },
    { flags: '--seed N', help: 'the same seed, the same run (0)' },
    {
      flags: '--single',
      help: 'this run alone: not other sizes, the options of §2.3, the same without bugs',
    },
    { flags: '--html FILE', help: 'write it as a page with plots there; - is stdout' },
    JSON_OPTION,
    LANG_OPTION,
  ],
  examples: [
    'peerprobe simulate --nodes 300 --loss 5%',
    'peerprobe simulate --nodes 100 --churn 30/min --dialect capacity=16 --topology star',
    'peerprobe simulate --nodes 60 --bug expiry-never:10% --churn 20/min --single --json',
    'peerprobe simulate --nodes 100 --html simulation.html',
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { args, rest, options, out, theme, lang } = context;
  if (args.length > 0 || rest !== null)
    throw new UsageError(
      'simulate takes options alone',
      'its nodes are our own: see --nodes, --dialect, --bug',
    );
  const plan = planOf(context);
  const page = await openPage(context);
  try {
    const result = await simulated(context, plan);
    if (page !== null) {
      await page.write(new TextEncoder().encode(simulationPage(result, lang)));
      await page.close();
      tellPage(context);
    }
    if (options.flag('json')) await out.data(`${JSON.stringify(simulateJson(result, version()))}\n`);
    else if (page === null) await out.data(simulateText(result, theme, lang));
    return EXIT.OK;
  } catch (error) {
    await page?.abandon();
    throw error;
  }
}

async function simulated({ options, signal, out }: Context, plan: Plan): Promise<SimulateResult> {
  let result: SimulateResult | null = null;
  let shownAt = 0;
  const single = options.flag('single');
  const helper = !single && isWorthIt(plan) ? startBeside() : null;
  try {
    for await (const event of simulate({ plan, single, signal, beside: helper?.runner })) {
      if (event.type === 'finished') result = event.result;
      else if (performance.now() - shownAt >= SHOWN_MS) {
        out.status(progressLine(event.progress));
        shownAt = performance.now();
      }
    }
  } finally {
    await helper?.close();
  }
  out.status('');
  if (result === null) throw new Error('a simulation without a result');
  return result;
}

function planOf({ options }: Context): Plan {
  const plan: Plan = {
    nodes: count(options.text('nodes') ?? NODES, '--nodes', { min: 2, max: MOST_NODES }),
    timeMs: bounded(options.text('time') ?? TIME, '--time', SHORTEST_MS, LONGEST_MS),
    loss: share(options.text('loss') ?? '0%', '--loss'),
    delay: delayOf(options.text('delay') ?? DELAY),
    churnPerMinute: churnOf(options.text('churn') ?? '0/min'),
    bugs: bugsOf(options.texts('bug')),
    dialect: chosenDialect(options.texts('dialect')),
    minimumPeers: count(options.text('minimum-peers') ?? '0', '--minimum-peers', { max: MOST_NODES }),
    preferStable: options.flag('prefer-stable'),
    topology: choice(options.text('topology') ?? 'random', '--topology', TOPOLOGIES),
    seed: seed(options.text('seed') ?? '0', '--seed'),
  };
  if (plan.nodes + changes(plan) > MOST_EVER) {
    const hint = 'less --churn, a shorter --time or fewer --nodes';
    throw new UsageError(
      `${plan.nodes} nodes and ${changes(plan)} that come later are more than ${MOST_EVER}`,
      hint,
    );
  }
  return plan;
}

function bounded(text: string, name: string, minMs: number, maxMs: number): number {
  const ms = duration(text, name);
  if (ms >= minMs && ms <= maxMs) return ms;
  throw new UsageError(`${name}: ${text} is not between ${minMs} ms and ${maxMs / 60_000} min`);
}

/** `20ms..80ms`, or one time for all. */
function delayOf(text: string): Plan['delay'] {
  const [from = '', to = from, ...others] = text.split('..');
  if (others.length > 0) throw new UsageError(`--delay: "${text}" is not a time, or two such as 20ms..80ms`);
  const [minMs, maxMs] = [
    bounded(from, '--delay', 0, LONGEST_DELAY_MS),
    bounded(to, '--delay', 0, LONGEST_DELAY_MS),
  ];
  if (maxMs < minMs) throw new UsageError(`--delay: ${text} does not go from the shorter to the longer time`);
  return { minMs, maxMs };
}

/** `10/min`, `2/s`. */
function churnOf(text: string): number {
  const [, number, unit] = /^(\d{1,6}(?:\.\d{1,3})?)\/(min|s)$/.exec(text) ?? [];
  if (number === undefined)
    throw new UsageError(
      `--churn: "${text}" is not a rate such as 10/min or 2/s`,
      'so many stop, and so many come',
    );
  return Number(number) * (unit === 's' ? 60 : 1);
}

/** `NAME:SHARE`; without a share, one node: the least that there can be. */
function bugsOf(texts: readonly string[]): BadShare[] {
  const bugs = texts.map((text): BadShare => {
    const [name = '', part, ...others] = text.split(':');
    if (others.length > 0) throw new UsageError(`--bug: "${text}" is not NAME:SHARE, such as expiry-40s:10%`);
    return {
      bug: knownBug(name, '--bug'),
      share: part === undefined ? 0 : share(part, `share of --bug ${name}`),
    };
  });
  const twice = bugs.find(({ bug }, i) => bugs.findIndex((other) => other.bug === bug) !== i);
  if (twice !== undefined) throw new UsageError(`--bug: ${twice.bug.name} is given twice`);
  const sum = bugs.reduce((total, one) => total + one.share, 0);
  if (sum > 1) throw new UsageError('--bug: the shares are more than all nodes together');
  return bugs;
}
