import { describe, expect, it } from 'vitest';
import type { Step } from '../../src/fuzz/case.ts';
import { rerun } from '../../src/fuzz/rerun.ts';
import { symptomsOf } from '../../src/fuzz/symptoms.ts';
import { systemClock } from '../../src/net/clock.ts';
import { seededRandom } from '../../src/net/random.ts';
import { commandTarget } from '../../src/net/target-command.ts';
import { udpNetwork } from '../../src/net/udp.ts';
import { SEED } from '../support/arbitrary.ts';
import { bombardment } from '../support/bombardment.ts';
import { compiledNode, SANITIZED } from '../support/c-node.ts';
import { need } from '../support/need.ts';
import { PLACE, step } from '../support/virtual-fuzz.ts';

const FREEDOMS = [
  [],
  ['CHILD_TICKS'],
  ['ONE_BY_ONE', 'THREADS'],
  ['SLOW_START', 'WHOLE_SECONDS'],
  ['TALKATIVE', 'IGNORES_SIGTERM'],
  ['ANY_ADDRESS', 'WHOLE_SECONDS', 'THREADS'],
];
const WATCHES = [
  { manner: 'alone', lingerMs: 80 },
  { manner: 'awake', lingerMs: 0 },
  { manner: 'awake', lingerMs: 2400 },
  { manner: 'observed', lingerMs: 12_500 },
] as const;

describe.runIf(need('gcc'))(`a sound program shows no symptom (seed ${SEED})`, () => {
  it.concurrent.each(
    FREEDOMS.flatMap(
      (free) =>
        [
          [free, []],
          [free, SANITIZED],
        ] as const,
    ),
  )(
    '%s %s',
    async (free, flags) => {
      const program = await compiledNode(null, [...flags, ...free.map((name) => `-DFREE_${name}`)]);
      const world = {
        clock: systemClock,
        network: udpNetwork,
        target: commandTarget([program], systemClock),
        random: seededRandom(SEED),
        signal: new AbortController().signal,
        instances: 2,
      };
      const steps = bombardment(SEED);
      const small: Step[] = [
        step([{ name: 'hello' }, { name: 'peer-request' }]),
        step([{ name: 'tlv', type: 9, value: new Uint8Array(90) }], 1),
      ];
      for (const watch of WATCHES) {
        const { trace, ready } = await rerun({ steps, repeat: 1 }, { watch, place: PLACE, world });
        expect(ready).toBe(true);
        expect(symptomsOf(trace), `${watch.manner} ${watch.lingerMs}`).toEqual([]);
      }
      const { trace } = await rerun(
        { steps: small, repeat: 1 },
        { watch: { manner: 'grown', lingerMs: 0 }, place: PLACE, world },
      );
      expect(symptomsOf(trace)).toEqual([]);
    },
    120_000,
  );
});
