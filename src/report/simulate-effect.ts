/**
 * What the wrong nodes did to the healthy ones: the same nodes at the same hours with the bug and without it, side by side.
 */
import type { Outcome } from '../simulate/outcome.ts';
import { type Plan, wrongNodes } from '../simulate/plan.ts';
import { countText, numberText } from './number-text.ts';
import { columns } from './simulate-columns.ts';
import { change, seconds, small } from './simulate-number.ts';
import type { Theme } from './theme.ts';
import { wrap } from './wrap.ts';

type Reading = readonly [
  name: string,
  value: (outcome: Outcome) => number | null,
  text: (value: number) => string,
];

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
    numberText,
  ],
  ['99% of them connected to each other', ({ healthy }) => healthy.connected[2] ?? null, seconds],
  ['living peers taken for silent', ({ healthy }) => healthy.lostLiving, numberText],
  ['dead peers listed, each', ({ healthy }) => healthy.deadListed.mean, small],
  ['  at worst', ({ healthy }) => healthy.deadListed.max, small],
  ['dead peers kept, each', ({ healthy }) => healthy.deadKept.mean, small],
  ['invented peers kept, each', ({ healthy }) => healthy.invented.mean, small],
  ['  at worst', ({ healthy }) => healthy.invented.max, small],
  ['datagrams in all', ({ traffic }) => traffic.total.datagrams, numberText],
  ['  to nobody', ({ traffic }) => traffic.toNobody, numberText],
  ['bytes in all', ({ traffic }) => traffic.total.bytes, numberText],
];

/** `without` is null if it was not run. */
export function effectLines(plan: Plan, outcome: Outcome, without: Outcome | null, theme: Theme): string[] {
  const names = plan.bugs.flatMap((bad) => {
    const { name, summary, requirement, section } = bad.bug;
    const who = countText(wrongNodes(plan, bad), 'node');
    return wrap(`${name} (${requirement}, §${section}): ${summary}`, `  ${who} `);
  });
  return [
    theme.strong(`what it does to the ${countText(outcome.healthy.nodes, 'healthy node')}`),
    ...names,
    ...columns(
      ['', 'with', ...(without === null ? [] : ['without', ''])],
      READINGS.map(([name, value, text]) => {
        const shown = (found: number | null): string => (found === null ? 'not yet' : text(found));
        const now = value(outcome);
        if (without === null) return [name, shown(now)];
        const before = value(without);
        return [name, shown(now), shown(before), change(now, before)];
      }),
    ),
  ];
}

function perNode(count: number, nodes: number, ms: number): number {
  return count / Math.max(nodes, 1) / (Math.max(ms, 1) / 1000);
}
