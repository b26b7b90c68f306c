/**
 * One target as its supervisor sees it: a process group with its output, from start to end. All output is read
 * and little is kept. Its standard input is silent and stays open: a node with a command loop sees no end of file.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import type { End, Order, Said } from './order.ts';
import { SanitizerWatch } from './sanitizer.ts';
import { Tail } from './tail.ts';

/** Called in this order: `failed` alone, or `started` and later `ended`, each once. */
export interface GroupListener {
  started(started: { readonly pid: number; readonly time: number }): void;
  failed(failure: { readonly code?: string | undefined; readonly message: string }): void;
  ended(end: End): void;
}

/** From SIGTERM to SIGKILL. */
const STOP_MS = 2000;
/** What the group's other processes get to finish their last words when its first one has ended. */
const REST_MS = 200;
/** How long output may still come after the end, when a process that left the group holds the pipe. */
const DRAIN_MS = 500;
// 100 MiB/s: whoever prints more waits in its write. Reading without bound would take a CPU from the lab.
const READ_WINDOW_MS = 50;
const READ_BYTES = 5 * 1024 * 1024;

export class WatchedGroup {
  readonly #child: ChildProcess;
  readonly #streams: readonly Readable[];
  readonly #watches: readonly SanitizerWatch[];
  readonly #tail = new Tail();
  #stopping = false;
  #ended = false;
  #reason: string | null = null;
  #read = 0;
  #window: NodeJS.Timeout | null = null;

  constructor(
    { argv: [program = '', ...args], cwd, env }: Extract<Order, { type: 'start' }>,
    listener: GroupListener,
  ) {
    const child: ChildProcess = spawn(program, args, {
      cwd,
      env: env as NodeJS.ProcessEnv,
      detached: true,
      stdio: 'pipe',
    });
    this.#child = child;
    child.once('error', (error) => {
      if (child.pid === undefined) listener.failed(error);
    });
    // Its other end is closed: nothing is written there anyway.
    child.stdin?.on('error', () => undefined);
    // Without descriptors to spare there are none.
    this.#streams = [child.stdout, child.stderr].filter((stream) => stream instanceof Readable);
    this.#watches = this.#streams.map((stream) => this.#listen(stream));
    const drained = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.once('spawn', () => listener.started({ pid: child.pid ?? 0, time: now() }));
    child.once('exit', (code, signal) => {
      if (child.pid === undefined) return;
      this.#ended = true;
      const end = { code, signal, byUs: this.#stopping, reason: this.#reason, time: now() };
      void this.#rest(drained).then(() => listener.ended({ ...end, ...this.said() }));
    });
  }

  /** The process group's id; null once its first process has ended. */
  get pid(): number | null {
    return this.#ended ? null : (this.#child.pid ?? null);
  }

  /** SIGTERM to the group, SIGKILL 2 s later. */
  stop(): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#signal('SIGTERM');
    setTimeout(() => this.kill(), STOP_MS).unref();
  }

  /** Ends a group that has passed a limit, which `reason` names. */
  limit(reason: string): void {
    this.#reason ??= reason;
    this.kill();
  }

  kill(): void {
    this.#signal('SIGKILL');
  }

  said(): Said {
    const sanitizer = this.#watches.map((watch) => watch.report()).find((report) => report !== null);
    return { output: this.#tail.text(), sanitizer: sanitizer ?? null };
  }

  #listen(stream: Readable): SanitizerWatch {
    const watch = new SanitizerWatch();
    stream.on('error', () => undefined);
    stream.setEncoding('utf8').on('data', (text: string) => {
      this.#tail.push(text);
      watch.push(text);
      this.#pace(text.length);
    });
    return watch;
  }

  #pace(length: number): void {
    this.#read += length;
    this.#window ??= setTimeout(() => {
      this.#window = null;
      this.#read = 0;
      for (const stream of this.#streams) stream.resume();
    }, READ_WINDOW_MS);
    if (this.#read > READ_BYTES) for (const stream of this.#streams) stream.pause();
  }

  /** Resolves when the group is gone and its output read. */
  async #rest(drained: Promise<void>): Promise<void> {
    if (this.#signal(0)) {
      await later(REST_MS);
      this.kill();
    }
    await Promise.race([drained, later(DRAIN_MS)]);
    for (const stream of this.#streams) stream.destroy();
  }

  /** True if there was somebody to signal. */
  #signal(signal: NodeJS.Signals | 0): boolean {
    const { pid } = this.#child;
    if (pid === undefined) return false;
    try {
      return process.kill(-pid, signal);
    } catch {
      return false;
    }
  }
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
