/**
 * Many findings once more, several at a time; what could not be told among the others is tried again alone, at the end
 * (DESIGN law 6).
 */
import type { Finding } from './finding.ts';
import { type Replayed, type ReplayOptions, replay } from './replay.ts';
import type { World } from './world.ts';

/** The outcome of the finding at that place. */
export interface SuiteOutcome {
  readonly index: number;
  readonly replayed: Replayed;
}

// Each has several instances that mostly wait.
const AT_ONCE = 4;

/** Each finding once, as its outcome is sure. EnvironmentError as for `replay`. */
export async function* replaySuite(
  findings: readonly Finding[],
  world: World,
  options: Pick<ReplayOptions, 'times' | 'strict'>,
): AsyncGenerator<SuiteOutcome> {
  const width = world.target.restartable ? AT_ONCE : 1;
  const left: SuiteOutcome[] = [];
  for (let done = 0; done < findings.length; done += width) {
    const some = findings.slice(done, done + width).map(async (finding, i) => {
      const replayed = await replay(finding, world, { ...options, calm: false });
      return { index: done + i, replayed };
    });
    for (const outcome of await Promise.all(some)) {
      if (outcome.replayed.passing && world.target.restartable) left.push(outcome);
      else yield outcome;
    }
  }
  for (const { index, replayed } of left) {
    const finding = findings[index];
    if (finding === undefined || world.signal.aborted) yield { index, replayed };
    else yield { index, replayed: await replay(finding, world, { ...options, calm: true }) };
  }
}
