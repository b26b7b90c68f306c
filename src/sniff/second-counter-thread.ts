/** Counts what another thread reads (second-counter.ts), until it is told to end. */
import { parentPort, workerData } from 'node:worker_threads';
import { instantiated, type KernelParts } from './instance.ts';

const { serve, fail } = instantiated(workerData as KernelParts) as { serve(): void; fail(): void };
parentPort?.postMessage('ready');
try {
  serve();
} catch (error) {
  fail();
  throw error;
}
