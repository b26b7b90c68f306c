import { expect, test } from 'vitest';
import type { SimulateEvent, SimulateResult } from '../../src/simulate/event.ts';
import type { Plan } from '../../src/simulate/plan.ts';
import { type Runner, runHere } from '../../src/simulate/run.ts';
import { simulate } from '../../src/simulate/simulate.ts';
import { bad, plan } from './plan.ts';

const PLAN = plan({ timeMs: 5000, loss: 0.1, churnPerMinute: 30, bugs: [bad('expiry-never', 0.1)] });

async function result(beside?: Runner, signal = new AbortController().signal): Promise<SimulateResult> {
  let last: SimulateEvent | null = null;
  for await (const event of simulate({ plan: PLAN, single: false, signal, beside })) last = event;
  if (last?.type !== 'finished') throw new Error('no result');
  return last.result;
}

/** Another thread as it is seen from here: it takes its time, and notes what it was asked for. */
function helper(taken: string[], most = Number.POSITIVE_INFINITY): Runner {
  return async function* (run, signal) {
    if (taken.length >= most) return null;
    taken.push(run.stage);
    return yield* runHere(run, signal);
  };
}

test('runs are shared with another thread, and the result is the same', async () => {
  const alone = await result();
  const taken: string[] = [];
  expect(await result(helper(taken))).toEqual(alone);
  expect(taken.length).toBeGreaterThan(2);
  expect(taken).not.toContain('the network');
});

test('what a thread gives up is done by this one', async () => {
  const alone = await result();
  for (const most of [0, 2]) {
    const taken: string[] = [];
    expect(await result(helper(taken, most))).toEqual(alone);
    expect(taken).toHaveLength(most);
  }
});

test('a run that is stopped is compared with nothing, though others were whole by then', async () => {
  const wish = new AbortController();
  const quick: Runner = async function* (run, signal) {
    const outcome = yield* runHere({ ...run, plan: { ...run.plan, nodes: 2, timeMs: 100 } as Plan }, signal);
    if (run.stage === 'fewer nodes') wish.abort();
    return outcome;
  };
  const { interrupted, outcome, without, scaling, trials } = await result(quick, wish.signal);
  expect(outcome.simulatedMs).toBeLessThan(PLAN.timeMs);
  expect({ interrupted, without, scaling, trials }).toEqual({
    interrupted: true,
    without: null,
    scaling: null,
    trials: null,
  });
});

test('the built thread gives what this one gives, bugs and all, and is stopped', async () => {
  const built = new URL('../../dist/simulate/beside.js', import.meta.url);
  const { startBeside } = (await import(built.href)) as typeof import('../../src/simulate/beside.ts');
  const thread = startBeside();
  const taken: string[] = [];
  const noting: Runner = async function* (run, signal) {
    taken.push(run.stage);
    return yield* thread.runner(run, signal);
  };
  try {
    expect(await result(noting)).toEqual(await result());
    expect(taken).toContain('without the bugs');
    const signal = AbortSignal.abort();
    const run = { stage: 'long', plan: { ...PLAN, timeMs: 3_600_000 }, bugs: true };
    expect(await thread.runner(run, signal).next()).toEqual({ done: true, value: null });
  } finally {
    await thread.close();
  }
  const after = thread.runner({ stage: 'late', plan: PLAN, bugs: true }, new AbortController().signal);
  expect(await after.next()).toEqual({ done: true, value: null });
});
