/**
 * Whether a row could not be told for want of time on our own machine, and not for anything of the target.
 */

/** True if that is what a row says it saw: judges of silence, of reactions and of schedules say it in these words. */
export function isOwnLateness(actual: string): boolean {
  return OURS.some((words) => actual.includes(words));
}

const OURS = ['this machine was', 'which may be why'];
