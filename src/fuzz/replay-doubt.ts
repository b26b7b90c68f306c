/**
 * Why a re-run that shows nothing tells nothing: it was not the whole case, or nobody reacted anyhow (DESIGN law 6).
 */
import { outcomes } from '../oracle/expectation.ts';
import { familyOf } from '../oracle/family.ts';
import { eventsOf, lateness, type Trace } from '../oracle/trace.ts';
import type { Finding } from './finding.ts';
import { ANSWER_CHECK } from './observed.ts';
import type { Rerun } from './rerun.ts';
import { LATE_MS } from './symptoms.ts';

export interface Doubt {
  readonly text: string;
  /** Another try may tell: the machine was busy, or datagrams were lost. */
  readonly passing: boolean;
}

export const DEAF = 'the target answered nobody before the case was sent';

/** Of any re-run. */
export function doubtOf({ trace, ready, dropped }: Rerun): Doubt | null {
  if (!ready) return passing('the target did not come up');
  if (dropped > 0) return lasting(`the fence held back ${dropped} of its datagrams`);
  if (eventsOf(trace, 'exited').some(({ byUs }) => !byUs))
    return passing('the target was ended from outside');
  const drops = eventsOf(trace, 'drops').map(({ target }) => target);
  const lost = (drops.at(-1) ?? 0) > (drops[0] ?? 0);
  return lost ? passing('the kernel dropped datagrams on their way') : null;
}

/** Of one in which time matters: who was late cannot tell whether the target was. */
export function lateDoubt(trace: Trace): Doubt | null {
  const late = lateness(trace);
  return late > LATE_MS ? passing(`this machine was up to ${Math.round(late)} ms late`) : null;
}

/** Of one in company that asks: somebody was answered before and after, or there is one. */
export function controlDoubt(trace: Trace): Doubt | null {
  const all = outcomes(trace, familyOf(trace), ANSWER_CHECK);
  const before = all.filter(({ control }) => control === 'before');
  const after = all.filter(({ control }) => control === null);
  if (!before.some(({ met }) => met)) return passing(DEAF);
  return after.some(({ met }) => met) ? null : passing('the target answered nobody after the case was sent');
}

/** Of a fault that showed seldom when it was found: so many re-runs without it may be chance. */
export function chanceOf({ reproduced: { times, of } }: Finding, runs: number): Doubt | null {
  if (times === 0)
    return lasting('it did not show again when it was found: that it does not now tells nothing');
  const miss = 1 - times / of;
  if (miss ** runs <= MOST_CHANCE) return null;
  const enough = Math.ceil(Math.log(MOST_CHANCE) / Math.log(miss));
  return lasting(`it showed in ${times} of ${of} re-runs when it was found: --times ${enough} would tell`);
}

// One in twenty that say FIXED may owe it to chance.
const MOST_CHANCE = 0.05;

export function passing(text: string): Doubt {
  return { text, passing: true };
}

export function lasting(text: string): Doubt {
  return { text, passing: false };
}
