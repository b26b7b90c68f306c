/**
 * `simulate` for people: when everybody has found everybody, what it costs, how that grows, what the options of the guide
 * save, what the wrong nodes did to the others, and the course of it in a dozen lines.
 */
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { counted, decimal, grouped, inWords, tell } from '../lang/sentence.ts';
import type { Progress, Scaling, SimulateResult, Trials } from '../simulate/event.ts';
import type { Outcome } from '../simulate/outcome.ts';
import { sumOf } from '../simulate/outcome.ts';
import { type Milestones, SHARES } from '../simulate/pairs.ts';
import type { Percentiles } from '../simulate/percentiles.ts';
import type { Plan } from '../simulate/plan.ts';
import type { Point } from '../simulate/point.ts';
import { scaleOf } from '../simulate/scaling.ts';
import { KINDS, type Kind } from '../simulate/traffic.ts';
import { countText, numberText } from './number-text.ts';
import { columns } from './simulate-columns.ts';
import { effectLines } from './simulate-effect.ts';
import { change, percent, seconds, small } from './simulate-number.ts';
import type { Theme } from './theme.ts';
import { durationText } from './time-text.ts';
import { wrap } from './wrap.ts';

const MOST_ROWS = 12;

/** `the network, run 1 of 10: 300 nodes, 23 of 60 s`. */
export function progressLine({ stage, run, runs, nodes, atMs, timeMs }: Progress): string {
  const time = `${numberText(atMs / 1000)} of ${numberText(timeMs / 1000)} s`;
  return `${stage}, run ${run} of ${runs}: ${countText(nodes, 'node')}, ${time}`;
}

/** The whole report. */
export function simulateText(result: SimulateResult, theme: Theme, lang: Language = 'en'): string {
  const { plan, outcome, without, scaling, trials } = result;
  const blocks = [
    headLines(result, theme, lang),
    convergenceLines(outcome, theme, lang),
    trafficLines(outcome, plan, theme, lang),
    courseLines(outcome, theme, lang),
    ...(plan.bugs.length === 0 ? [] : [effectLines(plan, outcome, without, theme, lang)]),
    ...(scaling === null ? [] : [scalingLines(scaling, theme, lang)]),
    ...(trials === null ? [] : [trialLines(trials, theme, lang)]),
  ];
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function headLines({ plan, outcome, interrupted }: SimulateResult, theme: Theme, lang: Language): string[] {
  const { nodes, loss, delay, churnPerMinute, topology, seed } = plan;
  const parts = [
    tell(lang, 'loss {share}', { share: percent(loss, lang) }),
    tell(lang, 'delay {from}..{to} ms', { from: delay.minMs, to: delay.maxMs }),
    tell(lang, 'start peers: {topology}', { topology }),
    ...(churnPerMinute === 0
      ? []
      : [tell(lang, '{count} a minute stop and come', { count: grouped(lang, churnPerMinute) })]),
    tell(lang, 'seed {seed}', { seed: String(seed) }),
  ];
  const { stopped, crashed, living } = outcome.nodes;
  const gone = [
    ...(stopped === 0 ? [] : [tell(lang, '{count} stopped', { count: stopped })]),
    ...(crashed === 0 ? [] : [tell(lang, '{count} ended by their bug', { count: crashed })]),
  ];
  const early = outcome.stormed
    ? theme.error(` (${tell(lang, 'ended there: a storm, more datagrams on their way than can be held')})`)
    : interrupted
      ? theme.warn(` (${tell(lang, 'interrupted')})`)
      : '';
  const time = durationText(outcome.simulatedMs, lang);
  const head = tell(lang, '{nodes}, {time} of virtual time', { nodes: counted(nodes, 'node'), time });
  return [
    `${theme.strong(head)}${early}`,
    ...wrap(parts.join(', '), '  '),
    ...(gone.length === 0
      ? []
      : wrap(tell(lang, '{gone}; {count} live at the end', { gone: gone.join(', '), count: living }), '  ')),
  ];
}

function convergenceLines({ convergence }: Outcome, theme: Theme, lang: Language): string[] {
  const { known, connected, pairs, connectedPairs, neverMet, parts, meetingMs, staleMs } = convergence;
  const row = (name: PlainPhrase, milestones: Milestones): string[] => [
    tell(lang, name),
    ...milestones.map((at) => (at === null ? tell(lang, 'not yet') : seconds(at, lang))),
  ];
  const now = pairs === 0 ? 0 : connectedPairs / pairs;
  const whole =
    parts === 1
      ? tell(lang, 'in one piece')
      : tell(lang, 'in {count} parts', { count: grouped(lang, parts) });
  const figures = { share: percent(now, lang), whole };
  const end = tell(lang, 'at the end {share} of the pairs are connected, {whole}', figures);
  const never =
    neverMet === 0 ? '' : tell(lang, ', {count} pairs have never met', { count: grouped(lang, neverMet) });
  return [
    theme.strong(tell(lang, 'convergence: when so many of all pairs of living nodes were there')),
    ...columns(
      ['', ...SHARES.map((share) => percent(share, lang))],
      [row('known', known), row('connected', connected)],
    ),
    ...wrap(`${end}${never}`, '  '),
    ...times(
      [
        ['from when two live to connected', meetingMs],
        ['from the end of one to noticed', staleMs],
      ],
      lang,
    ),
  ];
}

function times(
  rows: readonly (readonly [name: PlainPhrase, found: Percentiles | null])[],
  lang: Language,
): string[] {
  const shown = rows.flatMap(([name, found]) =>
    found === null
      ? []
      : [[tell(lang, name), ...[found.p50, found.p90, found.p99, found.max].map((ms) => seconds(ms, lang))]],
  );
  const head = ['', tell(lang, 'half'), percent(0.9, lang), percent(0.99, lang), tell(lang, 'all')];
  return shown.length === 0 ? [] : columns(head, shown);
}

function trafficLines(
  { traffic, simulatedMs, tables }: Outcome,
  plan: Plan,
  theme: Theme,
  lang: Language,
): string[] {
  const time = Math.max(simulatedMs, 1) / 1000;
  const rows = [
    ...KINDS.map((kind) => [kindText(kind, lang), traffic.sent[kind]] as const),
    [tell(lang, 'all'), traffic.total] as const,
  ];
  const { busiest, total, toNobody } = traffic;
  const share = total.datagrams === 0 ? 0 : toNobody / total.datagrams;
  return [
    theme.strong(tell(lang, 'traffic, mean over the time')),
    ...columns(
      headOf(lang, ['', 'datagrams', 'a second', 'bytes/s', 'by node and s', 'bytes']),
      rows.map(([name, { datagrams, bytes }]) => [
        name,
        grouped(lang, datagrams),
        grouped(lang, datagrams / time),
        grouped(lang, bytes / time),
        small(datagrams / time / plan.nodes, lang),
        small(bytes / time / plan.nodes, lang),
      ]),
    ),
    ...wrap(
      tell(lang, BUSIEST, {
        datagrams: grouped(lang, busiest.datagrams / time),
        bytes: grouped(lang, busiest.bytes / time),
        share: percent(share, lang),
      }),
      '  ',
    ),
    ...wrap(
      tell(lang, 'tables at the end: {mean} peers, {most} at most', {
        mean: small(tables.mean, lang),
        most: grouped(lang, tables.max),
      }),
      '  ',
    ),
  ];
}

/** Items are called as they are typed. */
export function kindText(kind: Kind, lang: Language): string {
  return kind === 'other' ? tell(lang, kind) : kind;
}

const BUSIEST =
  'the busiest node sends {datagrams} datagrams and {bytes} bytes a second; {share} of all go to addresses where nobody lives';

/** What stands over columns. */
function headOf(lang: Language, names: readonly (PlainPhrase | '')[]): string[] {
  return names.map((name) => (name === '' ? '' : tell(lang, name)));
}

function courseLines({ points }: Outcome, theme: Theme, lang: Language): string[] {
  const each = Math.max(1, Math.ceil(points.length / MOST_ROWS));
  const rows: string[][] = [];
  for (let end = points.length; end > 0; end -= each)
    rows.unshift(
      courseRow(points.slice(Math.max(0, end - each), end), points[end - each - 1]?.atMs ?? 0, lang),
    );
  return [theme.strong(tell(lang, 'over time')), ...columns(headOf(lang, COURSE), rows)];
}

const COURSE = [
  'until',
  'living',
  'known',
  'connected',
  'datagrams/s',
  'bytes/s',
  'table',
  'dead listed',
  'invented',
] as const;

function courseRow(points: readonly Point[], fromMs: number, lang: Language): string[] {
  const last = points.at(-1);
  if (last === undefined) return [];
  const { datagrams, bytes } = sumOf(points.flatMap(({ sent }) => Object.values(sent)));
  const time = Math.max(last.atMs - fromMs, 1) / 1000;
  const share = (count: number): string => (last.pairs === 0 ? '-' : percent(count / last.pairs, lang));
  return [
    seconds(last.atMs, lang),
    grouped(lang, last.living),
    share(last.known),
    share(last.connected),
    grouped(lang, datagrams / time),
    grouped(lang, bytes / time),
    small(last.tables.mean, lang),
    grouped(lang, last.wrong.deadListed),
    grouped(lang, last.wrong.invented),
  ];
}

function scalingLines({ scales, fit }: Scaling, theme: Theme, lang: Language): string[] {
  const power = (exponent: number | null): string =>
    exponent === null ? '' : `n^${decimal(lang, exponent.toFixed(2))}`;
  return [
    theme.strong(tell(lang, 'growth: all nodes conforming, second half of the time')),
    ...columns(headOf(lang, ['nodes', 'datagrams/s', 'bytes/s', 'by node', 'bytes', 'connected']), [
      ...scales.map(({ nodes, perSecond, perNodeSecond, connected }) => [
        grouped(lang, nodes),
        grouped(lang, perSecond.datagrams),
        grouped(lang, perSecond.bytes),
        small(perNodeSecond.datagrams, lang),
        grouped(lang, perNodeSecond.bytes),
        percent(connected, lang),
      ]),
      [tell(lang, 'fit'), power(fit.datagrams), power(fit.bytes)],
    ]),
    ...wrap(
      tell(
        lang,
        'a Hello and a request go to everybody, so datagrams grow with the square; each answer lists everybody, so bytes grow with more',
      ),
      '  ',
    ),
  ];
}

function trialLines({ nodes, churnPerMinute, trials }: Trials, theme: Theme, lang: Language): string[] {
  const plain = trials[0] === undefined ? null : scaleOf(nodes, trials[0].outcome).perSecond;
  return [
    theme.strong(
      tell(lang, 'options of the guide (§2.3), each alone: {nodes}, {count} a minute stop and come', {
        nodes: counted(nodes, 'node'),
        count: small(churnPerMinute, lang),
      }),
    ),
    ...columns(
      headOf(lang, ['', 'datagrams/s', '', 'bytes/s', '', 'to nobody', 'table', 'connected', 'parts']),
      trials.map(({ trial, outcome }) => {
        const { perSecond, connected } = scaleOf(nodes, outcome);
        const { traffic, tables, convergence } = outcome;
        return [
          inWords(lang, trial.meaning),
          grouped(lang, perSecond.datagrams),
          change(perSecond.datagrams, plain?.datagrams ?? null, lang),
          grouped(lang, perSecond.bytes),
          change(perSecond.bytes, plain?.bytes ?? null, lang),
          percent(traffic.toNobody / Math.max(traffic.total.datagrams, 1), lang),
          small(tables.mean, lang),
          percent(connected, lang),
          grouped(lang, convergence.parts),
        ];
      }),
    ),
  ];
}
