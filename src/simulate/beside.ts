/** A thread that carries runs out while others are carried out in this one. */
import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { builtProgram } from '../capture/built-program.ts';
import type { Plan } from './plan.ts';
import type { Runner } from './run.ts';
import { orderOf, type RunNews } from './run-order.ts';

/** Pairs of nodes times seconds: below that the thread's start takes longer than the runs. */
const LEAST = 300_000;

export interface Beside {
  readonly runner: Runner;
  /** Ends the thread. */
  close(): Promise<unknown>;
}

/** Whether there is a processor for it, and it would not take longer to start than to do without. */
export function isWorthIt({ nodes, timeMs }: Plan): boolean {
  return availableParallelism() > 1 && (nodes * nodes * timeMs) / 1000 >= LEAST;
}

export function startBeside(): Beside {
  const thread = new Worker(builtProgram('simulate/run-thread.js'));
  let ended = false;
  const end = (): void => {
    ended = true;
  };
  thread.once('error', end).once('exit', end);
  const runner: Runner = async function* (run, signal) {
    if (ended) return null;
    thread.postMessage(orderOf(run));
    try {
      for await (const [news] of on(thread, 'message', { signal, close: ['exit'] })) {
        const said = news as RunNews;
        if ('outcome' in said) return said.outcome;
        yield said.atMs;
      }
    } catch {
      // It was stopped, or had no memory left: then it is done in the thread that asks.
    }
    return null;
  };
  return { runner, close: () => thread.terminate() };
}
