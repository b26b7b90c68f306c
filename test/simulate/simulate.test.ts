import { expect, test } from 'vitest';
import type { SimulateResult } from '../../src/simulate/event.ts';
import { simulate } from '../../src/simulate/simulate.ts';
import { bad, plan } from './plan.ts';

/** The result if somebody asks to stop when that stage has begun. */
async function stoppedAt(stage: string): Promise<SimulateResult | null> {
  const wish = new AbortController();
  const asked = plan({ timeMs: 5000, bugs: [bad('expiry-never', 0.1)] });
  let result: SimulateResult | null = null;
  for await (const event of simulate({ plan: asked, single: false, signal: wish.signal })) {
    if (event.type === 'finished') result = event.result;
    else if (event.progress.stage === stage) wish.abort();
  }
  return result;
}

test('what is stopped half-way is compared with nothing', async () => {
  const short = { interrupted: true, without: null, scaling: null, trials: null };
  expect(await stoppedAt('the network')).toMatchObject({ ...short, outcome: { simulatedMs: 20 } });
  expect(await stoppedAt('without the bugs')).toMatchObject({ ...short, outcome: { simulatedMs: 5000 } });
  expect(await stoppedAt('fewer nodes')).toMatchObject({
    ...short,
    without: { simulatedMs: 5000 },
    outcome: { simulatedMs: 5000 },
  });
  expect(await stoppedAt('nothing')).toMatchObject({ interrupted: false, scaling: { scales: [{}, {}] } });
});
