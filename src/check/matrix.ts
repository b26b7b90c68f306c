/**
 * Which check kills which bug on purpose: the proof that the checks see anything (DESIGN 4). In memory, in
 * virtual time.
 */
import { type Bug, withBug } from '../node/bugs/bug.ts';
import { nodeConfig } from '../node/config.ts';
import { DEFAULT_DIALECT } from '../node/dialect.ts';
import { broken } from '../oracle/verdict.ts';
import type { CheckResult } from './event.ts';
import type { Probe } from './probe.ts';
import { rehearse } from './rehearsal.ts';

/** What the checks said of the reference node with one bug. */
export interface MatrixRow {
  readonly bug: Bug;
  readonly verdict: CheckResult['verdict'];
  /** The rows that failed or warned, in the order of the requirements. */
  readonly kills: readonly Kill[];
}

export interface Kill {
  readonly requirement: string;
  readonly check: string;
  readonly verdict: 'fail' | 'warn';
}

/** Tries every bug, each on nodes of its own, and yields what came of it as soon as it is known. */
export async function* matrix(
  bugs: readonly Bug[],
  probes: readonly Probe[],
  patienceMs = 0,
): AsyncGenerator<MatrixRow> {
  for (const bug of bugs) {
    const { verdict, findings } = await rehearse(
      (self, start) =>
        withBug(
          nodeConfig({ self, start, dialect: DEFAULT_DIALECT, random: () => 0.5, allowPeer: () => true }),
          bug,
        ),
      { probes, patienceMs },
    );
    const kills = findings.flatMap(({ judgement: { requirement, check, verdict: found } }) =>
      found === 'fail' || found === 'warn' ? [{ requirement, check, verdict: found }] : [],
    );
    yield { bug, verdict, kills };
  }
}

/** Whether the requirement that the bug breaks complains, as loudly as its level allows. */
export function isKilled({ bug, kills }: MatrixRow): boolean {
  const wanted = broken(bug.requirement);
  return kills.some(
    ({ requirement, verdict }) =>
      requirement === bug.requirement && (verdict === wanted || verdict === 'fail'),
  );
}
