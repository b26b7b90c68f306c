/** A run as it is told to another thread: a bug holds functions, so it goes by its name. */
import { bugNamed } from '../node/bugs/table.ts';
import type { Outcome } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { Run } from './run.ts';

export interface RunOrder extends Omit<Run, 'plan'> {
  readonly plan: Omit<Plan, 'bugs'>;
  readonly shares: readonly { readonly name: string; readonly share: number }[];
}

/** What the thread says: how far it is, in virtual ms, and in the end what it came to. */
export type RunNews = { readonly atMs: number } | { readonly outcome: Outcome };

export function orderOf({ stage, bugs, plan: { bugs: wrong, ...plan } }: Run): RunOrder {
  return { stage, bugs, plan, shares: wrong.map(({ bug, share }) => ({ name: bug.name, share })) };
}

export function ordered({ stage, bugs, plan, shares }: RunOrder): Run {
  const wrong = shares.map(({ name, share }) => {
    const bug = bugNamed(name);
    if (bug === null) throw new Error(`no bug ${name}`);
    return { bug, share };
  });
  return { stage, bugs, plan: { ...plan, bugs: wrong } };
}
