/**
 * `simulate` for people: when everybody has found everybody, what it costs, how that grows, what the options of the guide
 * save, what the wrong nodes did to the others, and the course of it in a dozen lines.
 */
import type { Progress, Scaling, SimulateResult, Trials } from '../simulate/event.ts';
import type { Outcome } from '../simulate/outcome.ts';
import { sumOf } from '../simulate/outcome.ts';
import { type Milestones, SHARES } from '../simulate/pairs.ts';
import type { Percentiles } from '../simulate/percentiles.ts';
import type { Plan } from '../simulate/plan.ts';
import type { Point } from '../simulate/point.ts';
import { scaleOf } from '../simulate/scaling.ts';
import { KINDS } from '../simulate/traffic.ts';
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
export function simulateText(result: SimulateResult, theme: Theme): string {
  const { plan, outcome, without, scaling, trials } = result;
  const blocks = [
    headLines(result, theme),
    convergenceLines(outcome, theme),
    trafficLines(outcome, plan, theme),
    courseLines(outcome, theme),
    ...(plan.bugs.length === 0 ? [] : [effectLines(plan, outcome, without, theme)]),
    ...(scaling === null ? [] : [scalingLines(scaling, theme)]),
    ...(trials === null ? [] : [trialLines(trials, theme)]),
  ];
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function headLines({ plan, outcome, interrupted }: SimulateResult, theme: Theme): string[] {
  const { nodes, loss, delay, churnPerMinute, topology, seed } = plan;
  const parts = [
    `loss ${percent(loss)}`,
    `delay ${delay.minMs}..${delay.maxMs} ms`,
    `start peers: ${topology}`,
    ...(churnPerMinute === 0 ? [] : [`${numberText(churnPerMinute)} a minute stop and come`]),
    `seed ${seed}`,
  ];
  const { stopped, crashed, living } = outcome.nodes;
  const gone = [
    ...(stopped === 0 ? [] : [`${numberText(stopped)} stopped`]),
    ...(crashed === 0 ? [] : [`${numberText(crashed)} ended by their bug`]),
  ];
  const early = outcome.stormed
    ? theme.error(' (ended there: a storm, more datagrams on their way than can be held)')
    : interrupted
      ? theme.warn(' (interrupted)')
      : '';
  const time = durationText(outcome.simulatedMs);
  return [
    `${theme.strong(`${countText(nodes, 'node')}, ${time} of virtual time`)}${early}`,
    ...wrap(parts.join(', '), '  '),
    ...(gone.length === 0 ? [] : wrap(`${gone.join(', ')}; ${numberText(living)} live at the end`, '  ')),
  ];
}

function convergenceLines({ convergence }: Outcome, theme: Theme): string[] {
  const { known, connected, pairs, connectedPairs, neverMet, parts, meetingMs, staleMs } = convergence;
  const row = (name: string, milestones: Milestones): string[] => [
    name,
    ...milestones.map((at) => (at === null ? 'not yet' : seconds(at))),
  ];
  const now = pairs === 0 ? 0 : connectedPairs / pairs;
  const whole = parts === 1 ? 'in one piece' : `in ${numberText(parts)} parts`;
  const never = neverMet === 0 ? '' : `, ${numberText(neverMet)} pairs have never met`;
  return [
    theme.strong('convergence: when so many of all pairs of living nodes were there'),
    ...columns(['', ...SHARES.map(percent)], [row('known', known), row('connected', connected)]),
    ...wrap(`at the end ${percent(now)} of the pairs are connected, ${whole}${never}`, '  '),
    ...times([
      ['from when two live to connected', meetingMs],
      ['from the end of one to noticed', staleMs],
    ]),
  ];
}

function times(rows: readonly (readonly [name: string, found: Percentiles | null])[]): string[] {
  const shown = rows.flatMap(([name, found]) =>
    found === null ? [] : [[name, ...[found.p50, found.p90, found.p99, found.max].map(seconds)]],
  );
  return shown.length === 0 ? [] : columns(['', 'half', '90%', '99%', 'all'], shown);
}

function trafficLines({ traffic, simulatedMs, tables }: Outcome, plan: Plan, theme: Theme): string[] {
  const time = Math.max(simulatedMs, 1) / 1000;
  const rows = [...KINDS.map((kind) => [kind, traffic.sent[kind]] as const), ['all', traffic.total] as const];
  const { busiest, total, toNobody } = traffic;
  const share = total.datagrams === 0 ? 0 : toNobody / total.datagrams;
  return [
    theme.strong('traffic, mean over the time'),
    ...columns(
      ['', 'datagrams', 'a second', 'bytes/s', 'by node and s', 'bytes'],
      rows.map(([name, { datagrams, bytes }]) => [
        name,
        numberText(datagrams),
        numberText(datagrams / time),
        numberText(bytes / time),
        small(datagrams / time / plan.nodes),
        small(bytes / time / plan.nodes),
      ]),
    ),
    ...wrap(
      `the busiest node sends ${numberText(busiest.datagrams / time)} datagrams and ${numberText(busiest.bytes / time)} bytes a second; ${percent(share)} of all go to addresses where nobody lives`,
      '  ',
    ),
    ...wrap(`tables at the end: ${small(tables.mean)} peers, ${numberText(tables.max)} at most`, '  '),
  ];
}

function courseLines({ points }: Outcome, theme: Theme): string[] {
  const each = Math.max(1, Math.ceil(points.length / MOST_ROWS));
  const rows: string[][] = [];
  for (let end = points.length; end > 0; end -= each)
    rows.unshift(courseRow(points.slice(Math.max(0, end - each), end), points[end - each - 1]?.atMs ?? 0));
  return [
    theme.strong('over time'),
    ...columns(
      ['until', 'living', 'known', 'connected', 'datagrams/s', 'bytes/s', 'table', 'dead listed', 'invented'],
      rows,
    ),
  ];
}

function courseRow(points: readonly Point[], fromMs: number): string[] {
  const last = points.at(-1);
  if (last === undefined) return [];
  const { datagrams, bytes } = sumOf(points.flatMap(({ sent }) => Object.values(sent)));
  const time = Math.max(last.atMs - fromMs, 1) / 1000;
  const share = (count: number): string => (last.pairs === 0 ? '-' : percent(count / last.pairs));
  return [
    seconds(last.atMs),
    numberText(last.living),
    share(last.known),
    share(last.connected),
    numberText(datagrams / time),
    numberText(bytes / time),
    small(last.tables.mean),
    numberText(last.wrong.deadListed),
    numberText(last.wrong.invented),
  ];
}

function scalingLines({ scales, fit }: Scaling, theme: Theme): string[] {
  const power = (exponent: number | null): string => (exponent === null ? '' : `n^${exponent.toFixed(2)}`);
  return [
    theme.strong('growth: all nodes conforming, second half of the time'),
    ...columns(
      ['nodes', 'datagrams/s', 'bytes/s', 'by node', 'bytes', 'connected'],
      [
        ...scales.map(({ nodes, perSecond, perNodeSecond, connected }) => [
          numberText(nodes),
          numberText(perSecond.datagrams),
          numberText(perSecond.bytes),
          small(perNodeSecond.datagrams),
          numberText(perNodeSecond.bytes),
          percent(connected),
        ]),
        ['fit', power(fit.datagrams), power(fit.bytes)],
      ],
    ),
    ...wrap(
      'a Hello and a request go to everybody, so datagrams grow with the square; each answer lists everybody, so bytes grow with more',
      '  ',
    ),
  ];
}

function trialLines({ nodes, churnPerMinute, trials }: Trials, theme: Theme): string[] {
  const plain = trials[0] === undefined ? null : scaleOf(nodes, trials[0].outcome).perSecond;
  return [
    theme.strong(
      `options of the guide (§2.3), each alone: ${countText(nodes, 'node')}, ${small(churnPerMinute)} a minute stop and come`,
    ),
    ...columns(
      ['', 'datagrams/s', '', 'bytes/s', '', 'to nobody', 'table', 'connected', 'parts'],
      trials.map(({ trial, outcome }) => {
        const { perSecond, connected } = scaleOf(nodes, outcome);
        const { traffic, tables, convergence } = outcome;
        return [
          trial.meaning,
          numberText(perSecond.datagrams),
          change(perSecond.datagrams, plain?.datagrams ?? null),
          numberText(perSecond.bytes),
          change(perSecond.bytes, plain?.bytes ?? null),
          percent(traffic.toNobody / Math.max(traffic.total.datagrams, 1)),
          small(tables.mean),
          percent(connected),
          numberText(convergence.parts),
        ];
      }),
    ),
  ];
}
