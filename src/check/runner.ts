/**
 * Runs probes against a target and says what came of it. A target that can be restarted gets an instance for each
 * probe, side by side; a running one takes a few probes at a time. Whatever does not pass is tried again alone.
 */
import { needsAnother } from './agree.ts';
import { Channel } from './channel.ts';
import type { CheckEvent, CheckResult, Run } from './event.ts';
import { judgementsOf, type Probe, secondsOf } from './probe.ts';
import { isSeen, resultOf, tracesOf, type Wanted } from './result.ts';
import { Session, type SessionWorld } from './session.ts';
import type { Target } from './target.ts';

export interface CheckOptions {
  readonly probes: readonly Probe[];
  readonly wanted?: Wanted;
  readonly strict: boolean;
  readonly world: SessionWorld;
  /** Instances at once, or probes at once against a running target. */
  readonly width: number;
  readonly signal?: AbortSignal;
}

/** Checks the target. The last event is `finished`. Throws EnvironmentError if the target cannot be started. */
export async function* check(target: Target, options: CheckOptions): AsyncGenerator<CheckEvent> {
  const channel = new Channel<CheckEvent>();
  const work = new Runner(target, options, (event) => channel.put(event)).run().finally(() => channel.end());
  yield* channel;
  yield { type: 'finished', result: await work };
}

class Runner {
  readonly #target: Target;
  readonly #options: CheckOptions;
  readonly #tell: (event: CheckEvent) => void;
  readonly #runs = new Map<Probe, Run[]>(); // Bounded by probes and three runs each.
  #dropped = 0;
  /** Instances start one after another: a crowd of starting processes makes everybody late. */
  #starting: Promise<unknown> = Promise.resolve();

  constructor(target: Target, options: CheckOptions, tell: (event: CheckEvent) => void) {
    this.#target = target;
    this.#options = options;
    this.#tell = tell;
  }

  async run(): Promise<CheckResult> {
    const { width } = this.#options;
    // The longest first: the others run beside it.
    const probes = this.#options.probes.toSorted((a, b) => secondsOf(b) - secondsOf(a));
    if (this.#target.restartable) await this.#each(probes, width, (probe) => this.#alone(probe));
    else await this.#together(probes, width);
    for (let attempt = 2; attempt <= 3; attempt++) {
      const again = probes.filter((probe) => this.#wanted(probe));
      // What never said a word will not say more to each probe: one more start tells.
      const few = this.#seen() ? again : again.slice(0, this.#target.restartable ? 1 : 0);
      await this.#each(few, this.#target.restartable ? Math.min(width, RETRIES) : 1, (probe) =>
        this.#alone(probe),
      );
    }
    return this.#result();
  }

  /** The probe on an instance of its own, or alone on the running one. */
  async #alone(probe: Probe): Promise<void> {
    const session = await this.#open();
    try {
      await session.ready();
      await this.#probe(session, probe);
    } finally {
      await session.close();
    }
    this.#judge(probe, session);
  }

  /** All probes against the one running target, a few at a time. */
  async #together(probes: readonly Probe[], width: number): Promise<void> {
    const session = await this.#open();
    try {
      // Nobody there: no probe can tell anything, and none is worth the time.
      if (await session.answers()) {
        const crowds = probes.filter((probe) => probe.crowd === true);
        const few = probes.filter((probe) => probe.crowd !== true);
        await this.#each(few, width, (probe) => this.#probe(session, probe));
        await this.#each(crowds, 1, (probe) => this.#probe(session, probe));
      }
    } finally {
      await session.close();
    }
    for (const probe of probes) this.#judge(probe, session);
  }

  #open(): Promise<Session> {
    const session = this.#starting.then(() => Session.open(this.#target, this.#options.world));
    this.#starting = session.catch(() => {}); // whoever waits for this session is told
    return session;
  }

  async #probe(session: Session, probe: Probe): Promise<void> {
    this.#tell({ type: 'probing', check: probe.check, attempt: this.#attempt(probe) });
    await session.run(probe);
  }

  #judge(probe: Probe, session: Session): void {
    const { trace } = session;
    const run = { probe, trace, judgements: judgementsOf(probe, trace) };
    this.#tell({
      type: 'judged',
      check: probe.check,
      attempt: this.#attempt(probe),
      judgements: run.judgements,
    });
    this.#runs.set(probe, [...(this.#runs.get(probe) ?? []), run]);
    this.#dropped += session.lab.dropped;
  }

  #attempt(probe: Probe): number {
    return (this.#runs.get(probe)?.length ?? 0) + 1;
  }

  #wanted(probe: Probe): boolean {
    const runs = this.#runs.get(probe) ?? [];
    const first = runs[0]?.judgements ?? [];
    return first.some((_, i) => needsAnother(runs.flatMap((run) => run.judgements[i]?.verdict ?? [])));
  }

  async #each(probes: readonly Probe[], width: number, work: (probe: Probe) => Promise<void>): Promise<void> {
    const waiting = [...probes];
    const worker = async (): Promise<void> => {
      for (let probe = waiting.shift(); probe !== undefined; probe = waiting.shift()) {
        if (this.#stopped()) return;
        try {
          await work(probe);
        } catch (error) {
          if (!this.#stopped()) throw error;
          return; // stopped: what is not finished is not judged
        }
      }
    };
    // Settled, not all: every instance must be closed before an error may end the run.
    const ends = await Promise.allSettled(Array.from({ length: width }, worker));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  #stopped(): boolean {
    return this.#options.signal?.aborted === true;
  }

  #seen(): boolean {
    return isSeen(tracesOf(this.#all()));
  }

  /** Probe by probe in the order of their first judgement, each with its tries in theirs. */
  #all(): Run[] {
    return [...this.#runs.values()].flat();
  }

  #result(): CheckResult {
    const { strict, wanted } = this.#options;
    return resultOf(this.#all(), { wanted, strict, stopped: this.#stopped(), dropped: this.#dropped });
  }
}

// Probes that are tried again, each on a quiet instance, so many at once.
const RETRIES = 4;
