/**
 * Who lives in a network namespace: whatever left its process group, its session and its parents is still in there.
 */
import { processIds, procLink, procText } from './proc.ts';

/** The namespace of a process, as a word; null where nobody tells. */
export function namespaceOf(pid: number): string | null {
  const link = procLink(`${pid}/ns/net`);
  return link === '' ? null : link;
}

/** The processes in it; never ourselves. One look at all processes. */
export function inhabitants(namespace: string): number[] {
  return processIds().filter((pid) => pid !== process.pid && namespaceOf(pid) === namespace);
}

/** Their memory in bytes, pages that several share counted for each. */
export function memoryOf(pids: readonly number[]): number {
  const sizes = pids.map((pid) => Number(/^\d+ (\d+)/.exec(procText(`${pid}/statm`))?.[1] ?? 0));
  return PAGE * sizes.reduce((sum, pages) => sum + pages, 0);
}

// As good as everywhere; where pages are larger, less is seen.
const PAGE = 4096;
// One that goes on forking may start others while it is looked for.
const ROUNDS = 20;

/** Ends all of them with SIGKILL. The namespace must be another than ours. */
export function evict(namespace: string): void {
  if (namespace === namespaceOf(process.pid)) return;
  for (let round = 0; round < ROUNDS; round++) {
    const left = inhabitants(namespace).filter(kill);
    if (left.length === 0) return;
  }
}

/** False if it is gone, or not ours to kill. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
