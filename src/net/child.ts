/**
 * A target process of ours, watched: when it started, what it last said, how it ended. It runs under a
 * supervisor (supervision.ts) that ends its whole process group with us. An argument vector, never a shell.
 */
import { existsSync } from 'node:fs';
import { tell } from '../lang/sentence.ts';
import { EnvironmentError } from './error.ts';
import type { End, Report, Said } from './order.ts';
import { type Supervision, supervision } from './supervision.ts';
import type { Clock } from './world.ts';

/** How a target ended; `at` in the clock's ms. */
export interface Exit {
  readonly at: number;
  readonly code: number | null;
  readonly signal: string | null;
  /** True if we had asked it to end before it did. */
  readonly byUs: boolean;
  /** The limit that it had passed, if it was killed for that (SIGKILL, `byUs` false); null otherwise. */
  readonly reason: string | null;
  /** First lines of a sanitizer's report in its output; null if there was none. */
  readonly sanitizer: string | null;
}

/** A running target. Its standard input is silent and stays open. */
export interface Child {
  /** Also the id of its process group. */
  readonly pid: number;
  /** The clock's ms. */
  readonly startedAt: number;
  /** Resolves once, with all of its output read. Never rejects. */
  readonly exited: Promise<Exit>;
  /** SIGTERM to its process group, SIGKILL 2 s later; resolves when it is gone. */
  stop(): Promise<Exit>;
  /** The last 64 Ki characters of what it wrote to stdout and stderr, in order of arrival. Never rejects. */
  output(): Promise<string>;
  /** The sanitizer's report so far: one that does not end the target counts too. Never rejects. */
  sanitizer(): Promise<string | null>;
}

export interface ChildOptions {
  readonly cwd?: string | undefined;
  /** The target's whole environment; ours by default. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly clock: Clock;
}

const SUPERVISOR_ENDED = 'its supervisor ended';
const NOTHING: Said = { output: '', sanitizer: null };

/** Starts a target. EnvironmentError if there is no such program or folder, or it may not run. */
export async function startChild(argv: readonly string[], options: ChildOptions): Promise<Child> {
  if (argv.length === 0) throw new RangeError('a command needs a program');
  const cwd = options.cwd ?? process.cwd();
  const watched = new WatchedChild(argv, cwd, options, supervision());
  const failure = await watched.started;
  if (failure !== null) throw startError(argv[0] ?? '', cwd, failure);
  return watched;
}

interface Failure {
  readonly code: string;
  readonly message: string;
}

class WatchedChild implements Child {
  pid = 0;
  startedAt = 0;
  /** Null if it runs. */
  readonly started: Promise<Failure | null>;
  readonly exited: Promise<Exit>;
  readonly #supervision: Supervision;
  readonly #id: number;
  readonly #clock: Clock;
  /** What it said in the end; null while it runs. */
  #last: Said | null = null;
  #asking: ((said: Said) => void)[] = [];
  #begin: (failure: Failure | null) => void = () => undefined;
  #end: (exit: Exit) => void = () => undefined;

  constructor(argv: readonly string[], cwd: string, { clock, env }: ChildOptions, supervision: Supervision) {
    this.#clock = clock;
    this.#supervision = supervision;
    this.started = new Promise((resolve) => {
      this.#begin = resolve;
    });
    this.exited = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#id = supervision.enlist((report) => this.#hear(report));
    supervision.order({ type: 'start', id: this.#id, argv, cwd, env: env ?? process.env });
  }

  stop(): Promise<Exit> {
    this.#supervision.order({ type: 'stop', id: this.#id });
    return this.exited;
  }

  async output(): Promise<string> {
    return (await this.#said()).output;
  }

  async sanitizer(): Promise<string | null> {
    return (await this.#said()).sanitizer;
  }

  #said(): Promise<Said> {
    if (this.#last !== null) return Promise.resolve(this.#last);
    return new Promise((resolve) => {
      // One question at a time: its answer is for all who wait.
      if (this.#asking.push(resolve) === 1) this.#supervision.order({ type: 'tell', id: this.#id });
    });
  }

  #hear(report: Report | null): void {
    if (report === null) this.#lost();
    else if (report.type === 'failed') this.#begin(report);
    else if (report.type === 'said') this.#answer(report);
    else if (report.type === 'exit') this.#over(report);
    else {
      this.pid = report.pid;
      this.startedAt = this.#at(report.time);
      this.#begin(null);
    }
  }

  #over({ code, signal, byUs, reason, time, ...said }: End): void {
    const { sanitizer } = said;
    this.#finish({ at: this.#at(time), code, signal, byUs, reason, sanitizer }, said);
  }

  /** Somebody killed the supervisor: nothing may be left of the target. */
  #lost(): void {
    this.#begin({ code: 'SUPERVISOR', message: SUPERVISOR_ENDED });
    const byUs = this.#killGroup();
    const end = { at: this.#clock.now(), code: null, signal: 'SIGKILL', byUs };
    this.#finish({ ...end, reason: SUPERVISOR_ENDED, sanitizer: null }, NOTHING);
  }

  #finish(exit: Exit, { output, sanitizer }: Said): void {
    this.#last = { output, sanitizer };
    this.#answer(this.#last);
    this.#end(exit);
  }

  #answer(said: Said): void {
    for (const resolve of this.#asking.splice(0)) resolve(said);
  }

  /** The clock's time of a moment that the supervisor read from the machine's monotonic clock. */
  #at(time: number): number {
    const age = Number(process.hrtime.bigint()) / 1e6 - time;
    return this.#clock.now() - Math.max(age, 0);
  }

  #killGroup(): boolean {
    try {
      return this.pid > 0 && process.kill(-this.pid, 'SIGKILL');
    } catch {
      return false; // all gone
    }
  }
}

function startError(program: string, cwd: string, failure: Failure): EnvironmentError {
  const cause = new Error(failure.message);
  switch (failure.code) {
    case 'ENOENT':
      if (!existsSync(cwd))
        return new EnvironmentError(
          tell('en', 'no such folder: {folder}', { folder: cwd }),
          tell('en', 'create it first'),
          { cause },
        );
      return new EnvironmentError(
        tell('en', 'program not found: {program}', { program }),
        program.includes('/')
          ? tell('en', 'compile it first, or correct the path, which starts from {folder}', { folder: cwd })
          : tell('en', 'it is not in PATH; for a program of this folder write ./{program}', { program }),
        { cause },
      );
    case 'EACCES':
      return new EnvironmentError(
        tell('en', 'program may not be run: {program}', { program }),
        tell('en', 'it must be an executable file: chmod +x {program}', { program }),
        { cause },
      );
    default:
      return new EnvironmentError(
        tell('en', 'cannot start {program}: {why}', { program, why: failure.message }),
        tell('en', 'try to start it by hand in the same folder'),
        { cause },
      );
  }
}
