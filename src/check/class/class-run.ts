/**
 * A run over a class: every target is prepared, then judged, several at once, for a check mostly waits. What several at
 * once may have spoilt is judged again alone, at the end. Who builds and judges is an argument.
 */
import type { Sentence } from '../../lang/value.ts';
import { type Channel, telling } from '../../net/channel.ts';
import type { Clock } from '../../net/world.ts';
import type { ClassTarget } from './target-file.ts';

/** What came of a target. */
export interface Outcome {
  /** Why it could not be judged; null if it was. */
  readonly problem: string | null;
  /** The same as data. */
  readonly problemSaid?: Sentence | undefined;
  /** This machine, and not the target, kept something from being told: it is worth another run without company. */
  readonly doubtful: boolean;
}

/** Builds and judges. Nothing of it rejects for what a target does. */
export interface ClassJudge<O extends Outcome> {
  /** Builds it, if that was asked for. Why it cannot be judged; null if it can. */
  prepare(target: ClassTarget): Promise<O | null>;
  /** What an earlier run came to, if that still holds. */
  known(target: ClassTarget): Promise<O | null>;
  /** Null if it was interrupted. `alone`: nothing else runs meanwhile. */
  judge(target: ClassTarget, alone: boolean): Promise<O | null>;
}

export type ClassEvent<O extends Outcome> =
  /** A target is done; `known`: it was done by an earlier run. `willRepeat`: it will be judged once more, at the end. */
  | {
      readonly type: 'ended';
      readonly target: ClassTarget;
      readonly outcome: O;
      readonly known: boolean;
      readonly willRepeat: boolean;
    }
  /** So many are judged again, one after another. */
  | { readonly type: 'again'; readonly targets: readonly ClassTarget[] };

export interface ClassOptions {
  /** Targets at once. */
  readonly jobs: number;
  /** Builds at once: they compute, and wait for nothing. */
  readonly builds: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** A check is busiest when it starts its instances: the next one starts so long after it. */
const APART_MS = 1000;

/** Judges all of them; ends early, with what is done, when the signal aborts. */
export async function* runClass<O extends Outcome>(
  targets: readonly ClassTarget[],
  judge: ClassJudge<O>,
  options: ClassOptions,
): AsyncGenerator<ClassEvent<O>> {
  yield* telling<ClassEvent<O>, void>((events) => new ClassRun(targets, judge, options, events).run());
}

class ClassRun<O extends Outcome> {
  readonly #targets: readonly ClassTarget[];
  readonly #judge: ClassJudge<O>;
  readonly #options: ClassOptions;
  readonly #events: Channel<ClassEvent<O>>;
  /** In the order in which they came to their end. */
  readonly #again: ClassTarget[] = [];
  #next = 0;
  /** The last build in each folder: two makes in one spoil each other. */
  readonly #builds = new Map<string, Promise<unknown>>();

  constructor(
    targets: readonly ClassTarget[],
    judge: ClassJudge<O>,
    options: ClassOptions,
    events: Channel<ClassEvent<O>>,
  ) {
    this.#targets = targets;
    this.#judge = judge;
    this.#options = options;
    this.#events = events;
  }

  async run(): Promise<void> {
    const { jobs, builds } = this.#options;
    const ready: ClassTarget[] = [];
    // All builds come first: what compiles beside a check makes it late.
    await this.#each(this.#targets, builds, async (target) => {
      if (await this.#isReady(target)) ready.push(target);
    });
    const order = this.#targets.filter((target) => ready.includes(target));
    const alone = jobs === 1 || order.length === 1;
    await this.#each(order, jobs, async (target) => {
      await this.#turn();
      if (this.#options.signal.aborted) return;
      const outcome = await this.#judge.judge(target, alone);
      if (outcome !== null) this.#ended(target, outcome, false, outcome.doubtful && !alone);
    });
    if (this.#again.length === 0 || this.#options.signal.aborted) return;
    this.#events.put({ type: 'again', targets: [...this.#again] });
    await this.#each(this.#again, 1, async (target) => {
      const outcome = await this.#judge.judge(target, true);
      if (outcome !== null) this.#ended(target, outcome, false, false);
    });
  }

  /** False if there is nothing left to be judged: it cannot be, or is already. */
  async #isReady(target: ClassTarget): Promise<boolean> {
    const before = target.build === null ? null : this.#builds.get(target.folder);
    const prepared = Promise.resolve(before).then(() => this.#judge.prepare(target));
    if (target.build !== null)
      this.#builds.set(
        target.folder,
        prepared.catch(() => undefined),
      );
    const problem = await prepared;
    if (this.#options.signal.aborted) return false;
    const known = problem ?? (await this.#judge.known(target));
    if (known === null) return true;
    this.#ended(target, known, problem === null, problem === null && known.doubtful);
    return false;
  }

  #ended(target: ClassTarget, outcome: O, known: boolean, willRepeat: boolean): void {
    if (willRepeat) this.#again.push(target);
    this.#events.put({ type: 'ended', target, outcome, known, willRepeat });
  }

  /** One start after another. */
  async #turn(): Promise<void> {
    const { clock, signal } = this.#options;
    const at = Math.max(this.#next, clock.now());
    this.#next = at + APART_MS;
    await clock.sleep(at - clock.now(), signal).catch(() => undefined); // interrupted: the caller looks
  }

  async #each(
    targets: readonly ClassTarget[],
    width: number,
    work: (target: ClassTarget) => Promise<void>,
  ): Promise<void> {
    const waiting = [...targets];
    const worker = async (): Promise<void> => {
      for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
        if (this.#options.signal.aborted) return;
        await work(target);
      }
    };
    // Settled, not all: every target must be gone before an error may end the run.
    const ends = await Promise.allSettled(Array.from({ length: width }, worker));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }
}
