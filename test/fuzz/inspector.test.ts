import { expect, it } from 'vitest';
import { Inspector } from '../../src/fuzz/inspector.ts';
import { Ledger } from '../../src/fuzz/ledger.ts';
import type { Suspicion } from '../../src/fuzz/suspicion.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { bugNamed } from '../../src/node/bugs/table.ts';
import { nodeConfig } from '../../src/node/config.ts';
import { PLACE, step, VirtualFuzz } from '../support/virtual-fuzz.ts';

const CUT = Uint8Array.of(104, 1, 77, 40, 0);

function suspicion(): Suspicion {
  const symptom = {
    kind: 'crash',
    signature: 'SIGABRT',
    requirement: 'ROB-1',
    expected: 'it lives',
    actual: 'it died',
  } as const;
  return { ...PLACE, symptom, steps: [step(CUT)], last: 1, origin: 'test', output: '' };
}

/** What became of one suspicion of a node that dies of it, stopped before or not. */
async function kept(stopped: boolean): Promise<readonly string[]> {
  const bug = bugNamed('crash-on-cut');
  if (bug === null) throw new Error('no such bug');
  const fuzz = new VirtualFuzz((self, start) =>
    withBug(nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true }), bug),
  );
  const calls: string[] = [];
  const inspector = new Inspector({
    world: fuzz.world,
    ledger: new Ledger(0, true),
    budgetMs: 60_000,
    keeper: {
      suspicion: () => calls.push('suspicion'),
      settled: () => void calls.push('settled'),
      finding: () => void calls.push('finding'),
      state: () => undefined,
    },
    single: false,
    strict: false,
    enough: () => stopped,
    put: () => undefined,
  });
  await fuzz.run(() => inspector.look(suspicion()));
  return calls;
}

it('keeps a suspicion until it is known what became of it', async () => {
  expect(await kept(false)).toEqual(['suspicion', 'finding', 'settled']);
});

it('leaves one that it did not get to for the run that goes on', async () => {
  expect(await kept(true)).toEqual(['suspicion']);
});
