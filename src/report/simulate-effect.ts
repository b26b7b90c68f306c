/**
 * What the wrong nodes did to the healthy ones: the same nodes at the same hours with the bug and without it, side by side.
 */
import type { PlainPhrase } from '../lang/french.ts';
import type { Language } from '../lang/language.ts';
import { counted, grouped, inWords, tell } from '../lang/sentence.ts';
import type { Outcome } from '../simulate/outcome.ts';
import { type Plan, wrongNodes } from '../simulate/plan.ts';
import { columns } from './simulate-columns.ts';
import { change, seconds, small } from './simulate-number.ts';
import type { Theme } from './theme.ts';
import { wrap } from './wrap.ts';

type Reading = readonly [
  name: PlainPhrase,
  value: (outcome: Outcome) => number | null,
  text: (value: number, lang: Language) => string,
];

const number = (value: number, lang: Language): string => grouped(lang, value);

const READINGS: readonly Reading[] = [
  [
    'Hellos heard, each a second',
    ({ healthy, simulatedMs }) => perNode(healthy.hellosHeard, healthy.nodes, simulatedMs),
    small,
  ],
  [
    'datagrams heard, each a second',
    ({ healthy, simulatedMs }) => perNode(healthy.heard.datagrams, healthy.nodes, simulatedMs),
    small,
  ],
  [
    'bytes heard, each a second',
    ({ healthy, simulatedMs }) => perNode(healthy.heard.bytes, healthy.nodes, simulatedMs),
    number,
  ],
  ['99% of them connected to each other', ({ healthy }) => healthy.connected[2] ?? null, seconds],
  ['living peers taken for silent', ({ healthy }) => healthy.lostLiving, number],
  ['dead peers listed, each', ({ healthy }) => healthy.deadListed.mean, small],
  ['at worst', ({ healthy }) => healthy.deadListed.max, small],
  ['dead peers kept, each', ({ healthy }) => healthy.deadKept.mean, small],
  ['invented peers kept, each', ({ healthy }) => healthy.invented.mean, small],
  ['at worst', ({ healthy }) => healthy.invented.max, small],
  ['datagrams in all', ({ traffic }) => traffic.total.datagrams, number],
  ['to nobody', ({ traffic }) => traffic.toNobody, number],
  ['bytes in all', ({ traffic }) => traffic.total.bytes, number],
];

/** `without` is null if it was not run. */
export function effectLines(
  plan: Plan,
  outcome: Outcome,
  without: Outcome | null,
  theme: Theme,
  lang: Language,
): string[] {
  const names = plan.bugs.flatMap((bad) => {
    const { name, summary, requirement, section } = bad.bug;
    const who = inWords(lang, counted(wrongNodes(plan, bad), 'node'));
    const row = `${name} (${requirement}, §${section})`;
    const does = tell(lang, '{name}: {text}', { name: row, text: inWords(lang, summary) });
    return wrap(does, `  ${who} `);
  });
  const healthy = counted(outcome.healthy.nodes, 'healthy node');
  return [
    theme.strong(tell(lang, 'what it does to the {nodes}', { nodes: healthy })),
    ...names,
    ...columns(
      ['', tell(lang, 'with'), ...(without === null ? [] : [tell(lang, 'without'), ''])],
      READINGS.map(([name, value, text]) => {
        const shown = (found: number | null): string =>
          found === null ? tell(lang, 'not yet') : text(found, lang);
        const now = value(outcome);
        const said = indented(name, lang);
        if (without === null) return [said, shown(now)];
        const before = value(without);
        return [said, shown(now), shown(before), change(now, before, lang)];
      }),
    ),
  ];
}

/** What belongs to the row above stands under it. */
function indented(name: PlainPhrase, lang: Language): string {
  return name === 'at worst' || name === 'to nobody' ? `  ${tell(lang, name)}` : tell(lang, name);
}

function perNode(count: number, nodes: number, ms: number): number {
  return count / Math.max(nodes, 1) / (Math.max(ms, 1) / 1000);
}
