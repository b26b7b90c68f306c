/**
 * Our end of the supervisor (supervisor.ts): one for all targets of this process, forked when the first of them
 * starts. While a target runs it keeps us alive; afterwards it waits for the next, and ends with us.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { builtProgram } from '../capture/built-program.ts';
import type { Order, Report } from './order.ts';

/** Gets all reports on one target; null, once and last, if the supervisor is gone. */
export type ReportHandler = (report: Report | null) => void;

let current: Supervision | null = null;

/** The running supervisor, or a new one. */
export function supervision(): Supervision {
  current ??= new Supervision(() => {
    current = null;
  });
  return current;
}

export class Supervision {
  readonly #process = forkSupervisor();
  /** By the ids of their targets. */
  readonly #handlers = new Map<number, ReportHandler>();
  #lastId = 0;

  constructor(lost: () => void) {
    const end = (): void => {
      lost();
      for (const handler of [...this.#handlers.values()]) handler(null);
      this.#handlers.clear();
      this.#hold(false);
    };
    this.#process.on('error', end); // it could not be forked
    this.#process.on('disconnect', end); // comes after the last report
    this.#process.on('message', (report: Report) => {
      const handler = this.#handlers.get(report.id);
      if (report.type === 'failed' || report.type === 'exit') this.#forget(report.id);
      handler?.(report);
    });
  }

  /** The id of a new target, on which `handler` is told everything until it has failed or ended. */
  enlist(handler: ReportHandler): number {
    this.#lastId += 1;
    this.#handlers.set(this.#lastId, handler);
    this.#hold(true);
    return this.#lastId;
  }

  order(order: Order): void {
    if (this.#process.connected) this.#process.send(order, () => undefined);
  }

  #forget(id: number): void {
    this.#handlers.delete(id);
    if (this.#handlers.size === 0) this.#hold(false);
  }

  /** Whether waiting for the supervisor keeps this process alive. */
  #hold(alive: boolean): void {
    const word = alive ? 'ref' : 'unref';
    this.#process[word]();
    this.#process.channel?.[word]();
  }
}

function forkSupervisor(): ChildProcess {
  const { NODE_OPTIONS: _ours, ...env } = process.env;
  // In a session of its own: what a terminal sends to our group does not reach it.
  return fork(fileURLToPath(builtProgram('net/supervisor.js')), [], {
    detached: true,
    env,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
