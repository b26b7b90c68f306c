/**
 * The use case: the run that was asked for, then those that it is compared with. Between slices of virtual time others
 * of the process get a turn, so that a wish to stop is heard.
 */
import { Course, type CourseOptions } from './course.ts';
import type { Scaling, SimulateEvent, TrialResult, Trials } from './event.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Plan } from './plan.ts';
import { fitted, resized, scaleOf, smallerSizes } from './scaling.ts';
import { trialPlan, trialsOf } from './trial.ts';

export interface SimulateOptions {
  readonly plan: Plan;
  /** No run but the one that is asked for. */
  readonly single: boolean;
  readonly signal: AbortSignal;
}

/** Progress all along, and one result at the end: of what was run until the signal, if that came. */
export async function* simulate({ plan, single, signal }: SimulateOptions): AsyncGenerator<SimulateEvent> {
  const runs = single ? 1 : runsOf(plan);
  const series = new Series(runs, signal);
  const outcome = yield* series.run(plan, { bugs: true }, 'the network');
  const isMore = (): boolean => !single && !signal.aborted;
  const without = isMore() && plan.bugs.length > 0 ? yield* harmless(plan, series, signal) : null;
  const conforming = plan.bugs.length > 0 ? without : outcome;
  const scaling = isMore() && conforming !== null ? yield* scales(plan, conforming, series, signal) : null;
  const trials = isMore() ? yield* tried(plan, series, signal) : null;
  const interrupted = signal.aborted;
  yield { type: 'finished', result: { plan, outcome, interrupted, without, scaling, trials } };
}

function runsOf(plan: Plan): number {
  const without = plan.bugs.length > 0 ? 1 : 0;
  return 1 + without + smallerSizes(plan).length + trialsOf(plan).length;
}

/** One run after the other. */
class Series {
  readonly #runs: number;
  readonly #signal: AbortSignal;
  #run = 0;

  constructor(runs: number, signal: AbortSignal) {
    this.#runs = runs;
    this.#signal = signal;
  }

  async *run(plan: Plan, options: CourseOptions, stage: string): AsyncGenerator<SimulateEvent, Outcome> {
    this.#run += 1;
    const course = await Course.open(plan, options);
    while (!course.isOver && !this.#signal.aborted) {
      course.advance();
      const { nodes, timeMs } = plan;
      const progress = { stage, run: this.#run, runs: this.#runs, nodes, atMs: course.now, timeMs };
      yield { type: 'progress', progress };
      await turn();
    }
    course.look();
    return outcomeOf(course);
  }
}

/** Null where it was stopped: a part of a run says nothing beside a whole one. */
async function* harmless(
  plan: Plan,
  series: Series,
  signal: AbortSignal,
): AsyncGenerator<SimulateEvent, Outcome | null> {
  const outcome = yield* series.run(plan, { bugs: false }, 'without the bugs');
  return signal.aborted ? null : outcome;
}

async function* scales(
  plan: Plan,
  whole: Outcome,
  series: Series,
  signal: AbortSignal,
): AsyncGenerator<SimulateEvent, Scaling | null> {
  const found = [];
  for (const nodes of smallerSizes(plan)) {
    const smaller = resized(plan, nodes);
    const outcome = yield* series.run(smaller, { bugs: false }, 'fewer nodes');
    if (signal.aborted) return null;
    found.push(scaleOf(nodes, outcome));
  }
  const all = [...found, scaleOf(plan.nodes, whole)];
  return { scales: all, fit: fitted(all) };
}

async function* tried(
  plan: Plan,
  series: Series,
  signal: AbortSignal,
): AsyncGenerator<SimulateEvent, Trials | null> {
  const base = trialPlan(plan);
  const results: TrialResult[] = [];
  for (const trial of trialsOf(plan)) {
    const changed = { ...base, ...trial.change };
    const outcome = yield* series.run(changed, { bugs: false }, `option ${trial.name}`);
    if (signal.aborted) return null;
    results.push({ trial, outcome });
  }
  return { nodes: base.nodes, churnPerMinute: base.churnPerMinute, trials: results };
}

/** One turn of the event loop: signals are heard, and what waits for the output goes on. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
