/**
 * One run of a simulation: what it is, as data that another thread can be told, and how it is carried out in this one.
 */
import { Course } from './course.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Plan } from './plan.ts';

export interface Run {
  /** Which one: that was asked for, or with what it is compared. */
  readonly stage: string;
  readonly plan: Plan;
  /** False: the nodes that should have a bug conform. */
  readonly bugs: boolean;
}

/**
 * Carries a run out and says meanwhile how far it is, in virtual ms. A run that was stopped has the outcome of what was
 * done; null: it could not be carried out there.
 */
export type Runner = (run: Run, signal: AbortSignal) => AsyncGenerator<number, Outcome | null>;

/** In this thread. Between slices of virtual time others of the process get a turn, so that a wish to stop is heard. */
export async function* runHere({ plan, bugs }: Run, signal: AbortSignal): AsyncGenerator<number, Outcome> {
  const course = await Course.open(plan, { bugs });
  while (!course.isOver && !signal.aborted) {
    course.advance();
    yield course.now;
    await turn();
  }
  course.look();
  return outcomeOf(course);
}

/** One turn of the event loop: signals are heard, and what waits for the output goes on. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
