/**
 * Who builds and judges the targets of `check --many` and knows what was done before: each target's check is a process of
 * our own program, with the options of this one.
 */
import { createHash } from 'node:crypto';
import type { ClassJudge, Outcome } from '../../check/class/class-run.ts';
import type { ClassTarget } from '../../check/class/target-file.ts';
import { targetKey } from '../../check/class/target-key.ts';
import { WAS_ENDED, Workshop } from '../../check/class/workshop.ts';
import { inWords, sentence } from '../../lang/sentence.ts';
import type { Sentence } from '../../lang/value.ts';
import { systemClock } from '../../net/clock.ts';
import { isOwnLateness } from '../../oracle/own-lateness.ts';
import type { RunReport } from '../../report/run/run-report.ts';
import type { Context } from '../command.ts';
import { PROGRAM } from '../program.ts';
import { duration } from '../value.ts';
import { version } from '../version.ts';
import { readRun, readTarget, targetFolder } from './class-folder.ts';

/** What came of a target, with its run. */
export interface Judged extends Outcome {
  readonly run: RunReport | null;
}

const TIMEOUT = '300s';
/** Options that each target's check is given as they are. */
const PASSED = ['only', 'skip', 'allow-target'];

export class ClassMaster implements ClassJudge<Judged> {
  readonly #signal: AbortSignal;
  readonly #folder: string;
  readonly #seed: number;
  readonly #workshop: Workshop;
  /** All that its verdicts depend on, beside the target. */
  readonly #circumstances: readonly unknown[];
  /** As the targets were when they were built: what changes meanwhile is another target. */
  readonly #keys = new Map<ClassTarget, string>();

  /** `namespace`: the words that put a command into one; null: there is none. UsageError for a wrong time. */
  constructor(
    { options, signal }: Context,
    { folder, seed }: { readonly folder: string; readonly seed: number },
    namespace: readonly string[] | null,
  ) {
    this.#signal = signal;
    this.#folder = folder;
    this.#seed = seed;
    const timeoutMs = duration(options.text('timeout') ?? TIMEOUT, '--timeout');
    const patienceMs = duration(options.text('patience') ?? '0s', '--patience');
    const words = [
      ...PASSED.flatMap((name) => options.texts(name).map((value) => `--${name}=${value}`)),
      `--patience=${patienceMs}ms`,
      `--timeout=${timeoutMs}ms`,
      ...(options.flag('strict') ? ['--strict'] : []),
      ...(namespace === null ? ['--no-namespace'] : []),
    ];
    const check = [process.execPath, PROGRAM, 'check', ...words];
    this.#workshop = new Workshop({ check, namespace, timeoutMs, clock: systemClock, signal });
    this.#circumstances = [version(), seed, words];
  }

  async prepare(target: ClassTarget): Promise<Judged | null> {
    const problem = await this.#workshop.build(target);
    this.#keys.set(target, await targetKey(target, this.#circumstances));
    return problem === null ? null : { ...problemOf(problem), doubtful: false, run: null };
  }

  async known(target: ClassTarget): Promise<Judged | null> {
    const place = targetFolder(this.#folder, target);
    const record = await readTarget(place);
    if (record === null || record.key !== this.keyOf(target)) return null;
    const { problem, problemSaid, doubtful } = record;
    const run = problem === null ? await readRun(place) : null;
    return run === null && problem === null ? null : { problem, problemSaid, doubtful, run };
  }

  async judge(target: ClassTarget): Promise<Judged | null> {
    const place = targetFolder(this.#folder, target);
    const problem = await this.#workshop.check(target, this.#seedFor(target), place);
    if (this.#signal.aborted) return null;
    const run = problem === null ? await readRun(place) : null;
    if (run !== null) return { problem: null, doubtful: isDoubtful(run), run };
    const why = problem ?? sentence('its check left no run that could be read');
    return { ...problemOf(why), doubtful: why.text !== WAS_ENDED, run };
  }

  /** See `targetKey`; of a target that was prepared. */
  keyOf(target: ClassTarget): string {
    return this.#keys.get(target) ?? '';
  }

  /** Each target has lab addresses of its own, where all share a network. */
  #seedFor({ name }: ClassTarget): number {
    return createHash('sha256').update(`${this.#seed} ${name}`).digest().readUInt32BE(0);
  }
}

function problemOf(said: Sentence): Pick<Judged, 'problem' | 'problemSaid'> {
  return { problem: inWords('en', said), problemSaid: said };
}

/** Something could not be told, and others were in the way. */
function isDoubtful({ verdict, results }: RunReport): boolean {
  return (
    verdict === 'inconclusive' ||
    results.some((row) => row.verdict === 'inconclusive' && isOwnLateness(row.actual))
  );
}
