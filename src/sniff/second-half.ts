/** Counts the second half of a capture, in a thread of its own (halves.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import { countRest } from './rest.ts';

interface Order {
  readonly path: string;
  readonly middle: number;
  /** Becomes 1 when claims need not be kept any more. */
  readonly noClaims: Int32Array;
}

const { path, middle, noClaims } = workerData as Order;
const rest = await countRest(path, middle, () => Atomics.load(noClaims, 0) === 0);
// Its arrays are handed over, not copied.
parentPort?.postMessage(rest, rest === null ? [] : buffersOf(rest.statistics));

function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(buffersOf) : [];
}
