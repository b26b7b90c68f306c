/**
 * A simulation as one HTML page: how nodes find each other, what it costs over time and by the number of nodes, what
 * the options of the guide save, what wrong nodes do to the others; and below the figures of the text.
 */
import type { Scaling, SimulateResult, Trials } from '../../simulate/event.ts';
import type { Outcome } from '../../simulate/outcome.ts';
import type { Point } from '../../simulate/point.ts';
import { scaleOf } from '../../simulate/scaling.ts';
import { KINDS } from '../../simulate/traffic.ts';
import { numberText } from '../number-text.ts';
import { percent, small } from '../simulate-number.ts';
import { simulateText } from '../simulate-text.ts';
import { type Bar, barsSvg } from '../svg-bars.ts';
import { type Axis, type Curve, plotSvg } from '../svg-plot.ts';
import { makeTheme } from '../theme.ts';
import { xmlText } from '../xml.ts';
import { pictureBox, textBox } from './box.ts';
import { htmlDocument } from './document.ts';

/** The whole document. */
export function simulationPage(result: SimulateResult): string {
  const [head = '', ...rest] = simulateText(result, makeTheme(0)).split('\n');
  return htmlDocument({
    lang: 'en',
    title: 'peerprobe simulate',
    body: [
      `<header><h1>peerprobe simulate</h1><p>${xmlText(head)}</p></header>`,
      '<main>',
      ...pictures(result).flatMap((picture) => (picture === null ? [] : [pictureBox(picture)])),
      '<h2>the figures</h2>',
      textBox(rest.join('\n').trim()),
      '</main>',
    ],
    script: null,
  });
}

function pictures({ plan, outcome, without, scaling, trials }: SimulateResult): (string | null)[] {
  return [
    converging(outcome),
    sending(outcome, 'bytes', 'bytes a second, by what is said'),
    sending(outcome, 'datagrams', 'datagrams a second, by what is said'),
    tables(outcome),
    ...(plan.bugs.length === 0 && plan.churnPerMinute === 0 ? [] : [harm(outcome, without)]),
    ...(scaling === null ? [] : [growth(scaling)]),
    ...(trials === null ? [] : options(trials)),
  ];
}

const TIME: Axis = { name: 'virtual time', text: (ms) => `${numberText(ms / 1000)} s` };
const COUNT: Axis = {
  name: '',
  text: (value) => (Number.isInteger(value) ? numberText(value) : small(value)),
};

function converging({ points }: Outcome): string | null {
  const share = (count: (point: Point) => number): Curve['points'] =>
    points.map((point) => [point.atMs, point.pairs === 0 ? 0 : count(point) / point.pairs]);
  return plotSvg({
    id: 'convergence',
    title: 'pairs of living nodes that know each other, and are connected',
    x: TIME,
    y: { name: 'of all pairs', text: percent, to: 1 },
    curves: [
      { name: 'known', points: share(({ known }) => known) },
      { name: 'connected', points: share(({ connected }) => connected) },
    ],
  });
}

function sending({ points }: Outcome, what: 'datagrams' | 'bytes', title: string): string | null {
  const perSecond = (point: Point, i: number, sent: number): number =>
    sent / (Math.max(point.atMs - (points[i - 1]?.atMs ?? 0), 1) / 1000);
  const said = KINDS.filter((kind) => points.some(({ sent }) => sent[kind].datagrams > 0));
  return plotSvg({
    id: `sent-${what}`,
    title,
    x: TIME,
    y: { ...COUNT, name: `${what} a second` },
    curves: said.map((kind) => ({
      name: kind,
      points: points.map((point, i) => [point.atMs, perSecond(point, i, point.sent[kind][what])]),
    })),
  });
}

function tables({ points }: Outcome): string | null {
  return plotSvg({
    id: 'tables',
    title: 'peers in the tables of living nodes',
    x: TIME,
    y: { ...COUNT, name: 'peers' },
    curves: [
      { name: 'mean', points: points.map(({ atMs, tables: { mean } }) => [atMs, mean]) },
      { name: 'largest', points: points.map(({ atMs, tables: { max } }) => [atMs, max]) },
    ],
  });
}

/** Nothing of it: null. */
function harm({ points, healthy }: Outcome, without: Outcome | null): string | null {
  const each = (all: readonly Point[], count: (point: Point) => number): Curve['points'] =>
    all.map((point) => [point.atMs, count(point) / Math.max(healthy.nodes, 1)]);
  const curves: Curve[] = [
    { name: 'dead and listed', points: each(points, ({ wrong }) => wrong.deadListed) },
    { name: 'dead and kept', points: each(points, ({ wrong }) => wrong.deadKept) },
    { name: 'invented', points: each(points, ({ wrong }) => wrong.invented) },
    ...(without === null
      ? []
      : [
          {
            name: 'dead and kept, without the bugs',
            points: each(without.points, ({ wrong }) => wrong.deadKept),
          },
        ]),
  ];
  const shown = curves.filter((curve) => curve.points.some(([, count]) => count > 0));
  return plotSvg({
    id: 'wrong-entries',
    title: 'wrong entries in the table of a healthy node',
    x: TIME,
    y: { ...COUNT, name: 'entries, mean' },
    curves: shown,
  });
}

function growth({ scales, fit }: Scaling): string | null {
  const power = (exponent: number | null): string =>
    exponent === null ? '' : `, as n^${exponent.toFixed(2)}`;
  return plotSvg({
    id: 'growth',
    title: 'what it costs by the number of nodes',
    x: { name: 'nodes', text: numberText, log: true },
    y: { name: 'a second', text: numberText, log: true },
    curves: [
      {
        name: `datagrams${power(fit.datagrams)}`,
        points: scales.map(({ nodes, perSecond }) => [nodes, perSecond.datagrams]),
      },
      {
        name: `bytes${power(fit.bytes)}`,
        points: scales.map(({ nodes, perSecond }) => [nodes, perSecond.bytes]),
      },
      { name: 'the square of the nodes', points: scales.map(({ nodes }) => [nodes, nodes ** 2]) },
    ],
  });
}

function options({ nodes, trials }: Trials): string[] {
  const bars = (value: (outcome: Outcome) => number, text: (value: number) => string): Bar[] =>
    trials.map(({ trial, outcome }) => {
      const found = value(outcome);
      return { name: trial.meaning, value: found, text: text(found) };
    });
  return [
    barsSvg(
      'options-cost',
      `options of the guide (§2.3), each alone, ${numberText(nodes)} nodes: what they cost`,
      bars(
        (outcome) => scaleOf(nodes, outcome).perSecond.bytes,
        (bytes) => `${numberText(bytes)} bytes/s`,
      ),
    ),
    barsSvg(
      'options-lost',
      'and how much of it goes to addresses where nobody lives',
      bars(({ traffic }) => traffic.toNobody / Math.max(traffic.total.datagrams, 1), percent),
    ),
  ];
}
