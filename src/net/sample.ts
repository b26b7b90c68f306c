/**
 * What a target uses right now: the sum over its process group, so that a wrapper script or a process forked
 * for each datagram (ROB-5) hides nothing. Linux alone tells (/proc).
 */
import { processIds, procNames, procText } from './proc.ts';

/** `rss` in bytes; `threads`, `fds` and `processes` as numbers. */
export interface Sample {
  readonly rss: number;
  readonly threads: number;
  readonly fds: number;
  readonly processes: number;
}

/** A sample of the group that `pid` leads, or of that process alone; null if it is gone or nobody tells. */
export function sample(pid: number): Sample | null {
  const own = sampleProcess(pid);
  if (own === null) return null;
  const total = { ...own };
  for (const other of processIds()) {
    if (other === pid || groupOf(other) !== pid) continue;
    const more = sampleProcess(other);
    total.rss += more?.rss ?? 0;
    total.threads += more?.threads ?? 0;
    total.fds += more?.fds ?? 0;
    total.processes += more?.processes ?? 0;
  }
  return total;
}

function sampleProcess(pid: number): Sample | null {
  const status = procText(`${pid}/status`);
  // A zombie has no VmRSS line: it has ended.
  const rss = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  const threads = /^Threads:\s+(\d+)/m.exec(status)?.[1];
  if (rss === undefined || threads === undefined) return null;
  const fds = procNames(`${pid}/fd`).length;
  return { rss: Number(rss) * 1024, threads: Number(threads), fds, processes: 1 };
}

/** The process group; the name before it may hold anything, so fields are counted from the last `)`. */
function groupOf(pid: number): number | null {
  const stat = procText(`${pid}/stat`);
  const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
  return group === undefined ? null : Number(group);
}
