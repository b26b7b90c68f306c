/**
 * A target process of ours, watched: when it started, what it last said, how it ended. It runs under a
 * supervisor (supervisor.ts) that ends its whole process group with us. An argument vector, never a shell.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EnvironmentError } from './error.ts';
import { SanitizerWatch } from './sanitizer.ts';
import type { Order, Report } from './supervisor.ts';
import { Tail } from './tail.ts';
import type { Clock } from './world.ts';

/** How a target ended; `at` in the clock's ms. */
export interface Exit {
  readonly at: number;
  readonly code: number | null;
  readonly signal: string | null;
  /** True if we had asked it to end before it did. */
  readonly byUs: boolean;
  /** First lines of a sanitizer's report in its output; null if there was none. */
  readonly sanitizer: string | null;
}

/** A running target. */
export interface Child {
  readonly pid: number;
  /** The clock's ms. */
  readonly startedAt: number;
  /** Resolves once, with all of its output read. Never rejects. */
  readonly exited: Promise<Exit>;
  /** SIGTERM to its process group, SIGKILL 2 s later; resolves when it is gone. */
  stop(): Promise<Exit>;
  /** The last 64 KiB of what it wrote to stdout and stderr, in order of arrival. */
  output(): string;
  /** The sanitizer's report so far: one that does not end the target counts too. */
  sanitizer(): string | null;
}

export interface ChildOptions {
  readonly cwd?: string | undefined;
  /** The target's whole environment; ours by default. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly clock: Clock;
  readonly onOutput?: ((text: string) => void) | undefined;
}

/** How long output may still come after the end, when a process that left the group holds the pipe, in ms. */
const DRAIN_MS = 500;

/** Starts a target. EnvironmentError if there is no such program or folder, or it may not run. */
export async function startChild(argv: readonly string[], options: ChildOptions): Promise<Child> {
  if (argv.length === 0) throw new RangeError('a command needs a program');
  const cwd = options.cwd ?? process.cwd();
  const watched = new WatchedChild(forkSupervisor(), options);
  watched.order({ type: 'start', argv, cwd, env: options.env ?? process.env });
  const report = await watched.started;
  if (report.type === 'failed') throw startError(argv[0] ?? '', cwd, report);
  return watched;
}

class WatchedChild implements Child {
  pid = 0;
  startedAt = 0;
  readonly started: Promise<Report>;
  readonly exited: Promise<Exit>;
  readonly #supervisor: ChildProcess;
  readonly #clock: Clock;
  readonly #tail = new Tail();
  readonly #watches: readonly SanitizerWatch[];

  constructor(supervisor: ChildProcess, { clock, onOutput }: ChildOptions) {
    this.#supervisor = supervisor;
    this.#clock = clock;
    const streams = [supervisor.stdout, supervisor.stderr].filter((stream) => stream !== null);
    this.#watches = streams.map((stream) => {
      const watch = new SanitizerWatch();
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#tail.push(text);
        watch.push(text);
        onOutput?.(text);
      });
      return watch;
    });
    const drained = Promise.all(
      streams.map((stream) => new Promise((resolve) => stream.once('close', resolve))),
    );
    this.started = new Promise((resolve) => this.#reports(resolve));
    this.exited = this.#ending(drained);
  }

  order(order: Order): void {
    if (this.#supervisor.connected) this.#supervisor.send(order, () => undefined);
  }

  stop(): Promise<Exit> {
    this.order({ type: 'stop' });
    return this.exited;
  }

  output(): string {
    return this.#tail.text();
  }

  sanitizer(): string | null {
    return this.#watches.map((watch) => watch.report()).find((report) => report !== null) ?? null;
  }

  /** Resolves with the first report, or with the supervisor's own failure. */
  #reports(resolve: (report: Report) => void): void {
    const failed = (message: string): void => resolve({ type: 'failed', code: 'SUPERVISOR', message });
    this.#supervisor.on('error', (error) => failed(error.message));
    this.#supervisor.once('exit', () => failed('its supervisor ended'));
    this.#supervisor.on('message', (report: Report) => {
      if (report.type === 'started') {
        this.pid = report.pid;
        this.startedAt = this.#at(report.time);
      }
      resolve(report);
    });
  }

  async #ending(drained: Promise<unknown>): Promise<Exit> {
    const ended = await new Promise<Omit<Exit, 'sanitizer'>>((resolve) => {
      this.#supervisor.on('message', (report: Report) => {
        if (report.type !== 'exit') return;
        const { code, signal, byUs } = report;
        resolve({ at: this.#at(report.time), code, signal, byUs });
      });
      this.#supervisor.once('exit', () => {
        // Normally the report came first. If not, somebody killed the supervisor: nothing may be left of the target.
        setImmediate(() => {
          resolve({ at: this.#clock.now(), code: null, signal: 'SIGKILL', byUs: this.#killGroup() });
        });
      });
    });
    await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
    for (const stream of [this.#supervisor.stdout, this.#supervisor.stderr]) stream?.destroy();
    return { ...ended, sanitizer: this.sanitizer() };
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

function forkSupervisor(): ChildProcess {
  const { NODE_OPTIONS: _ours, ...env } = process.env;
  // In a session of its own: what a terminal sends to our group does not reach it.
  return fork(supervisorPath(), [], {
    detached: true,
    env,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/** The built program; the sources (under test) use the one built from them. */
function supervisorPath(): string {
  const built = import.meta.url.endsWith('.ts') ? '../../dist/net/supervisor.js' : './supervisor.js';
  return fileURLToPath(new URL(built, import.meta.url));
}

function startError(
  program: string,
  cwd: string,
  failure: Extract<Report, { type: 'failed' }>,
): EnvironmentError {
  const cause = new Error(failure.message);
  switch (failure.code) {
    case 'ENOENT':
      if (!existsSync(cwd))
        return new EnvironmentError(`no such folder: ${cwd}`, 'create it first', { cause });
      return new EnvironmentError(
        `program not found: ${program}`,
        program.includes('/')
          ? `compile it first, or correct the path, which starts from ${cwd}`
          : `it is not in PATH; for a program of this folder write ./${program}`,
        { cause },
      );
    case 'EACCES':
      return new EnvironmentError(
        `program may not be run: ${program}`,
        `it must be an executable file: chmod +x ${program}`,
        { cause },
      );
    default:
      return new EnvironmentError(
        `cannot start ${program}: ${failure.message}`,
        'try to start it by hand in the same folder',
        { cause },
      );
  }
}
