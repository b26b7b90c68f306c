/** The use case: the run that was asked for, and those that it is compared with. */
import type { Scaling, SimulateEvent, Trials } from './event.ts';
import type { Outcome } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { Run, Runner } from './run.ts';
import { fitted, resized, scaleOf, smallerSizes } from './scaling.ts';
import { Series } from './series.ts';
import { type Trial, trialPlan, trialsOf } from './trial.ts';

export interface SimulateOptions {
  readonly plan: Plan;
  /** No run but the one that is asked for. */
  readonly single: boolean;
  readonly signal: AbortSignal;
  /** Takes some of the runs, in a thread of its own; without it all of them are done in this one. The results are the same. */
  readonly beside?: Runner | undefined;
}

/** Progress all along, and one result at the end: of what was run until the signal, if that came. */
export async function* simulate(options: SimulateOptions): AsyncGenerator<SimulateEvent> {
  const { plan, single, signal, beside } = options;
  const network: Run = { stage: 'the network', plan, bugs: true };
  const without: Run = { stage: 'without the bugs', plan, bugs: false };
  const sizes = smallerSizes(plan).map((nodes) => ({ nodes, run: sizeRun(plan, nodes) }));
  const trials = trialsOf(plan).map((trial) => ({ trial, run: trialRun(plan, trial) }));
  const others = [
    ...(plan.bugs.length > 0 ? [without] : []),
    ...sizes.map(({ run }) => run),
    ...trials.map(({ run }) => run),
  ];
  const series = new Series([network, ...(single ? [] : others)], signal);
  yield* series.all(beside);
  const outcome = series.outcomeOf(network);
  if (outcome === null) throw new Error('the run that was asked for has no outcome');
  const compared = single || !isWhole(outcome, plan) ? null : series;
  const conforming = plan.bugs.length > 0 ? (compared?.outcomeOf(without) ?? null) : outcome;
  const result = {
    plan,
    outcome,
    interrupted: signal.aborted,
    without: compared?.outcomeOf(without) ?? null,
    scaling: compared === null || conforming === null ? null : scalingOf(plan, conforming, sizes, compared),
    trials: compared === null ? null : trialsDone(plan, trials, compared),
  };
  yield { type: 'finished', result };
}

function sizeRun(plan: Plan, nodes: number): Run {
  return { stage: 'fewer nodes', plan: resized(plan, nodes), bugs: false };
}

function trialRun(plan: Plan, { name, change }: Trial): Run {
  return { stage: `option ${name}`, plan: { ...trialPlan(plan), ...change }, bugs: false };
}

/** A part of a run says nothing beside a whole one. */
function isWhole({ stormed, simulatedMs }: Outcome, { timeMs }: Plan): boolean {
  return stormed || simulatedMs >= timeMs;
}

/** Null if a run of them is missing. */
function scalingOf(
  plan: Plan,
  conforming: Outcome,
  sizes: readonly { readonly nodes: number; readonly run: Run }[],
  series: Series,
): Scaling | null {
  const scales = sizes.flatMap(({ nodes, run }) => {
    const outcome = series.outcomeOf(run);
    return outcome === null ? [] : [scaleOf(nodes, outcome)];
  });
  if (scales.length < sizes.length) return null;
  const all = [...scales, scaleOf(plan.nodes, conforming)];
  return { scales: all, fit: fitted(all) };
}

function trialsDone(
  plan: Plan,
  tried: readonly { readonly trial: Trial; readonly run: Run }[],
  series: Series,
): Trials | null {
  const trials = tried.flatMap(({ trial, run }) => {
    const outcome = series.outcomeOf(run);
    return outcome === null ? [] : [{ trial, outcome }];
  });
  const { nodes, churnPerMinute } = trialPlan(plan);
  return trials.length < tried.length ? null : { nodes, churnPerMinute, trials };
}
