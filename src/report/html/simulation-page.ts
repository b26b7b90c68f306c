/**
 * A simulation as one HTML page: how nodes find each other, what it costs over time and by the number of nodes, what
 * the options of the guide save, what wrong nodes do to the others; and below the figures of the text.
 */
import type { PlainPhrase } from '../../lang/french.ts';
import type { Language } from '../../lang/language.ts';
import { decimal, grouped, inWords, tell } from '../../lang/sentence.ts';
import { quantity } from '../../lang/value.ts';
import type { Scaling, SimulateResult, Trials } from '../../simulate/event.ts';
import type { Outcome } from '../../simulate/outcome.ts';
import type { Point } from '../../simulate/point.ts';
import { scaleOf } from '../../simulate/scaling.ts';
import { KINDS } from '../../simulate/traffic.ts';
import { percent, small } from '../simulate-number.ts';
import { kindText, simulateText } from '../simulate-text.ts';
import { type Bar, barsSvg } from '../svg-bars.ts';
import { type Axis, type Curve, plotSvg } from '../svg-plot.ts';
import { makeTheme } from '../theme.ts';
import { xmlText } from '../xml.ts';
import { pictureBox, textBox } from './box.ts';
import { htmlDocument } from './document.ts';

/** The whole document. */
export function simulationPage(result: SimulateResult, lang: Language = 'en'): string {
  const [head = '', ...rest] = simulateText(result, makeTheme(0), lang).split('\n');
  return htmlDocument({
    lang,
    title: 'peerprobe simulate',
    body: [
      `<header><h1>peerprobe simulate</h1><p>${xmlText(head)}</p></header>`,
      '<main>',
      ...pictures(result, lang).flatMap((picture) => (picture === null ? [] : [pictureBox(picture, lang)])),
      `<h2>${tell(lang, 'the figures')}</h2>`,
      textBox(rest.join('\n').trim(), lang),
      '</main>',
    ],
    script: null,
  });
}

function pictures(
  { plan, outcome, without, scaling, trials }: SimulateResult,
  lang: Language,
): (string | null)[] {
  return [
    converging(outcome, lang),
    sending(outcome, 'bytes', lang),
    sending(outcome, 'datagrams', lang),
    tables(outcome, lang),
    ...(plan.bugs.length === 0 && plan.churnPerMinute === 0 ? [] : [harm(outcome, without, lang)]),
    ...(scaling === null ? [] : [growth(scaling, lang)]),
    ...(trials === null ? [] : options(trials, lang)),
  ];
}

function timeAxis(lang: Language): Axis {
  return { name: tell(lang, 'virtual time'), text: (ms) => inWords(lang, quantity(ms / 1000, 0, 's')) };
}

function countAxis(lang: Language, name: PlainPhrase): Axis {
  const text = (value: number): string =>
    Number.isInteger(value) ? grouped(lang, value) : small(value, lang);
  return { name: tell(lang, name), text };
}

function converging({ points }: Outcome, lang: Language): string | null {
  const share = (count: (point: Point) => number): Curve['points'] =>
    points.map((point) => [point.atMs, point.pairs === 0 ? 0 : count(point) / point.pairs]);
  return plotSvg({
    id: 'convergence',
    title: tell(lang, 'pairs of living nodes that know each other, and are connected'),
    lang,
    x: timeAxis(lang),
    y: { name: tell(lang, 'of all pairs'), text: (value) => percent(value, lang), to: 1 },
    curves: [
      { name: tell(lang, 'known'), points: share(({ known }) => known) },
      { name: tell(lang, 'connected'), points: share(({ connected }) => connected) },
    ],
  });
}

function sending({ points }: Outcome, what: 'datagrams' | 'bytes', lang: Language): string | null {
  const perSecond = (point: Point, i: number, sent: number): number =>
    sent / (Math.max(point.atMs - (points[i - 1]?.atMs ?? 0), 1) / 1000);
  const said = KINDS.filter((kind) => points.some(({ sent }) => sent[kind].datagrams > 0));
  return plotSvg({
    id: `sent-${what}`,
    title: tell(lang, `${what} a second, by what is said`),
    lang,
    x: timeAxis(lang),
    y: countAxis(lang, `${what} a second`),
    curves: said.map((kind) => ({
      name: kindText(kind, lang),
      points: points.map((point, i) => [point.atMs, perSecond(point, i, point.sent[kind][what])]),
    })),
  });
}

function tables({ points }: Outcome, lang: Language): string | null {
  return plotSvg({
    id: 'tables',
    title: tell(lang, 'peers in the tables of living nodes'),
    lang,
    x: timeAxis(lang),
    y: countAxis(lang, 'peers'),
    curves: [
      { name: tell(lang, 'mean'), points: points.map(({ atMs, tables: { mean } }) => [atMs, mean]) },
      { name: tell(lang, 'largest'), points: points.map(({ atMs, tables: { max } }) => [atMs, max]) },
    ],
  });
}

/** Nothing of it: null. */
function harm({ points, healthy }: Outcome, without: Outcome | null, lang: Language): string | null {
  const each = (all: readonly Point[], count: (point: Point) => number): Curve['points'] =>
    all.map((point) => [point.atMs, count(point) / Math.max(healthy.nodes, 1)]);
  const curves: Curve[] = [
    { name: tell(lang, 'dead and listed'), points: each(points, ({ wrong }) => wrong.deadListed) },
    { name: tell(lang, 'dead and kept'), points: each(points, ({ wrong }) => wrong.deadKept) },
    { name: tell(lang, 'invented'), points: each(points, ({ wrong }) => wrong.invented) },
    ...(without === null
      ? []
      : [
          {
            name: tell(lang, 'dead and kept, without the bugs'),
            points: each(without.points, ({ wrong }) => wrong.deadKept),
          },
        ]),
  ];
  const shown = curves.filter((curve) => curve.points.some(([, count]) => count > 0));
  return plotSvg({
    id: 'wrong-entries',
    title: tell(lang, 'wrong entries in the table of a healthy node'),
    lang,
    x: timeAxis(lang),
    y: countAxis(lang, 'entries, mean'),
    curves: shown,
  });
}

function growth({ scales, fit }: Scaling, lang: Language): string | null {
  const number = (value: number): string => grouped(lang, value);
  const name = (what: 'datagrams' | 'bytes'): string => {
    const exponent = fit[what];
    return exponent === null
      ? tell(lang, what)
      : tell(lang, '{what}, as n^{exponent}', {
          what: tell(lang, what),
          exponent: decimal(lang, exponent.toFixed(2)),
        });
  };
  return plotSvg({
    id: 'growth',
    title: tell(lang, 'what it costs by the number of nodes'),
    lang,
    x: { name: tell(lang, 'nodes'), text: number, log: true },
    y: { name: tell(lang, 'a second'), text: number, log: true },
    curves: [
      {
        name: name('datagrams'),
        points: scales.map(({ nodes, perSecond }) => [nodes, perSecond.datagrams]),
      },
      {
        name: name('bytes'),
        points: scales.map(({ nodes, perSecond }) => [nodes, perSecond.bytes]),
      },
      { name: tell(lang, 'the square of the nodes'), points: scales.map(({ nodes }) => [nodes, nodes ** 2]) },
    ],
  });
}

function options({ nodes, trials }: Trials, lang: Language): string[] {
  const bars = (value: (outcome: Outcome) => number, text: (value: number) => string): Bar[] =>
    trials.map(({ trial, outcome }) => {
      const found = value(outcome);
      return { name: inWords(lang, trial.meaning), value: found, text: text(found) };
    });
  return [
    barsSvg(
      'options-cost',
      tell(lang, 'options of the guide (§2.3), each alone, {count} nodes: what they cost', { count: nodes }),
      bars(
        (outcome) => scaleOf(nodes, outcome).perSecond.bytes,
        (bytes) => tell(lang, '{count} bytes/s', { count: grouped(lang, bytes) }),
      ),
    ),
    barsSvg(
      'options-lost',
      tell(lang, 'and how much of it goes to addresses where nobody lives'),
      bars(
        ({ traffic }) => traffic.toNobody / Math.max(traffic.total.datagrams, 1),
        (share) => percent(share, lang),
      ),
    ),
  ];
}
