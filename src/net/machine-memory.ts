/**
 * The memory that there is for us: the machine's, or what a container was given of it.
 */
import { totalmem } from 'node:os';

/** In bytes. */
export function machineMemory(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
}
