/** The runs of a simulation, each taken by whoever is free: this thread, and another one beside it if there is one. */
import type { Progress, SimulateEvent } from './event.ts';
import type { Outcome } from './outcome.ts';
import { type Run, type Runner, runHere } from './run.ts';

export class Series {
  readonly #runs: readonly Run[];
  readonly #signal: AbortSignal;
  readonly #waiting: Run[];
  readonly #outcomes = new Map<Run, Outcome>();
  /** The run at work in this thread: it is what is told of. */
  #here: Run | null = null;

  constructor(runs: readonly Run[], signal: AbortSignal) {
    this.#runs = runs;
    this.#signal = signal;
    this.#waiting = [...runs];
  }

  /** Carries all of them out, the first one here; what another thread gave up is done here. */
  async *all(beside: Runner | undefined): AsyncGenerator<SimulateEvent> {
    const here = this.#lane(runHere, true);
    yield* beside === undefined ? here : together([here, this.#lane(beside, false)]);
    yield* this.#lane(runHere, true);
  }

  /** Null if it was not begun, or, but for the first, not whole: a part of a run says nothing beside a whole one. */
  outcomeOf(run: Run): Outcome | null {
    return this.#outcomes.get(run) ?? null;
  }

  async *#lane(runner: Runner, isHere: boolean): AsyncGenerator<SimulateEvent> {
    for (let run = this.#next(); run !== undefined; run = this.#next()) {
      if (isHere) this.#here = run;
      const going = runner(run, this.#signal);
      let step = await going.next();
      for (; step.done !== true; step = await going.next()) {
        if (isHere || this.#here === null)
          yield { type: 'progress', progress: this.#progress(run, step.value) };
      }
      if (isHere) this.#here = null;
      if (step.value === null) {
        if (!this.#signal.aborted) this.#waiting.unshift(run);
        return;
      }
      if (run === this.#runs[0] || !this.#signal.aborted) this.#outcomes.set(run, step.value);
    }
  }

  #next(): Run | undefined {
    return this.#signal.aborted && this.#waiting.length < this.#runs.length
      ? undefined
      : this.#waiting.shift();
  }

  #progress(run: Run, atMs: number): Progress {
    const { nodes, timeMs } = run.plan;
    const place = { run: this.#runs.indexOf(run) + 1, runs: this.#runs.length };
    return { stage: run.stage, ...place, nodes, atMs, timeMs };
  }
}

/** What several say, as it comes; over when all are. */
async function* together<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const steps = new Map(sources.map((source) => [source, stepOf(source)]));
  while (steps.size > 0) {
    const { source, step } = await Promise.race(steps.values());
    if (step.done === true) steps.delete(source);
    else {
      steps.set(source, stepOf(source));
      yield step.value;
    }
  }
}

interface Step<T> {
  readonly source: AsyncGenerator<T>;
  readonly step: IteratorResult<T, void>;
}

async function stepOf<T>(source: AsyncGenerator<T>): Promise<Step<T>> {
  return { source, step: await source.next() };
}
