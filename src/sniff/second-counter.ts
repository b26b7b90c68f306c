/**
 * A thread that counts what the kernel reads (kernel/ring.ts): of a long capture two cores make much less time than one. It
 * begins when it is ready; until then, and where it cannot be had, the kernel counts alone.
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { builtProgram } from '../capture/built-program.ts';
import type { Kernel } from './kernel.ts';

/** So many packets make a capture long: of fewer most are counted before a thread has begun. */
export const LONG = 2 ** 17;
/** What the thread works on is in the memory of the kernel. */
const LIMITS = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 };

export class SecondCounter {
  /** Resolves when it has begun, or never will. */
  readonly begun: Promise<void>;
  readonly #kernel: Kernel;

  private constructor(kernel: Kernel) {
    this.#kernel = kernel;
    const thread = new Worker(builtProgram('sniff/second-counter-thread.js'), {
      workerData: kernel.parts,
      resourceLimits: LIMITS,
    });
    thread.unref();
    this.begun = once(thread, 'message').then(
      () => kernel.help(true),
      () => undefined,
    );
    // If it fails later, the kernel says so.
    thread.on('error', () => undefined);
  }

  /** Null where it would share our core. */
  static of(kernel: Kernel): SecondCounter | null {
    return availableParallelism() === 1 ? null : new SecondCounter(kernel);
  }

  /** All is counted, and nothing comes any more. */
  end(): void {
    this.#kernel.end();
  }
}
