import { describe, expect, test } from 'vitest';
import type { BeliefEvent } from '../../../src/sniff/belief/belief-event.ts';
import { Lanes, MOST_LANES } from '../../../src/sniff/belief/lanes.ts';
import { endpointText } from '../../../src/wire/endpoint.ts';
import { believed, hellos, type Line, naming, node } from './scene.ts';

function drawn(events: readonly BeliefEvent[], end: number): string[] {
  const lanes = new Lanes();
  for (const event of events) lanes.take(event);
  return lanes.upTo(end).lanes.map(({ node: one, peer, spans, advertised }) => {
    const bars = spans.map(({ kind, from, to }) => `${kind} ${from}-${to}`);
    return [
      `${endpointText(one)} of ${endpointText(peer)}`,
      ...bars,
      ...advertised.map((at) => `dead ${at}`),
    ].join(', ');
  });
}

/** #3 joins #1 at 10 s, says its last Hello at 12 s and is named by #1 at 22.7 s. */
const LINES: readonly Line[] = [
  ...hellos(6000, 18, 1, 2),
  ...hellos(6100, 18, 2, 1),
  ...hellos(10_000, 3, 3, 1),
  [22_700, 1, 2, naming(2, 3)],
];

describe('the lanes of a timeline', () => {
  test('are sure for 2.9 s after a Hello, perhaps until 6.5 s, and tell who advertises the dead', () => {
    expect(drawn(believed(LINES, 23_200).events, 23_200)).toEqual([
      '10.0.0.2:4202 of 10.0.0.1:4201, may 6000-7000, must 7000-23200',
      '10.0.0.1:4201 of 10.0.0.2:4202, must 6100-23200',
      '10.0.0.1:4201 of 10.0.0.3:4203, must 10000-14900, may 14900-18500, dead 22700',
    ]);
  });

  test('are doubtful where the node itself falls silent', () => {
    const scene = [...hellos(0, 4, 1, 2), ...hellos(100, 12, 2, 1)];
    const [silent] = believed(scene, 11_000).events.filter(({ type }) => type === 'silent');
    const lanes = drawn(believed(scene, 11_000).events, 11_000);
    expect(lanes.find((lane) => lane.startsWith('10.0.0.1:4201'))).toBe(
      `10.0.0.1:4201 of 10.0.0.2:4202, must 100-${silent?.at}, may ${silent?.at}-11000`,
    );
  });

  test('are no more than fit into a picture; of the others it is told how many there are', () => {
    const lanes = new Lanes();
    const cause = { file: 'f', frame: 1 };
    for (const again of [0, 1])
      for (let port = 1; port <= MOST_LANES + 7; port++)
        lanes.take({
          type: 'connected',
          at: again,
          node: node(1),
          peer: { address: '10.0.0.2', port },
          before: 'new',
          early: false,
          cause,
        });
    const { lanes: kept, more } = lanes.upTo(5);
    expect([kept.length, more, kept[0]?.spans]).toEqual([MOST_LANES, 7, [{ kind: 'must', from: 0, to: 5 }]]);
  });
});
