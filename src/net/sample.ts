/**
 * What a target uses right now: the sum over its process group, so that a wrapper script or a process forked
 * for each datagram (ROB-5) hides nothing. Linux alone tells (/proc).
 */
import { procNames, procText } from './proc.ts';
import { groupMembers, type ProcessStatus, processStatus } from './process-status.ts';

/** `rss` in bytes; `threads`, `fds` and `processes` as numbers; `cpuMs`: what the living ones have used. */
export interface Sample {
  readonly rss: number;
  readonly threads: number;
  readonly fds: number;
  readonly processes: number;
  readonly cpuMs: number;
}

/** A sample of the group that `pid` leads, or of that process alone; null if it is gone or nobody tells. */
export function sample(pid: number): Sample | null {
  return samples([pid]).get(pid) ?? null;
}

/** The same for many; who is gone is left out. One look at all processes, whatever the number asked for. */
export function samples(pids: readonly number[]): Map<number, Sample> {
  const found = new Map<number, Sample>();
  for (const [pid, group] of groupMembers(pids)) {
    const members = group.length > 0 ? group : [processStatus(pid)];
    const parts = members.map((member) => member && sampleProcess(member)).filter((part) => part !== null);
    // One that has ended and that nobody waits for is kept all the same.
    if (parts.length > 0) found.set(pid, { ...parts.reduce(sum), processes: members.length });
  }
  return found;
}

/** CPUs used on average in the `ms` between two samples; 1 and more: it spins. */
export function cpuShare(before: Sample, after: Sample, ms: number): number {
  // A process that ended in between takes its time with it.
  return ms > 0 ? Math.max(after.cpuMs - before.cpuMs, 0) / ms : 0;
}

/** Bytes of a group's memory, a page that several share counted once; null if nobody tells. Slow: it walks the pages. */
export function distinctBytes(pid: number): number | null {
  const members = groupMembers([pid]).get(pid) ?? [];
  const shares = members.map((member) =>
    Number(/^Pss:\s+(\d+) kB/m.exec(procText(`${member.pid}/smaps_rollup`))?.[1] ?? 0),
  );
  const total = shares.reduce((all, share) => all + share, 0);
  return total === 0 ? null : total * 1024;
}

function sampleProcess({ pid, threads, cpuMs }: ProcessStatus): Sample | null {
  // A zombie has no VmRSS line: it has ended.
  const rss = /^VmRSS:\s+(\d+) kB/m.exec(procText(`${pid}/status`))?.[1];
  if (rss === undefined) return null;
  return { rss: Number(rss) * 1024, threads, fds: procNames(`${pid}/fd`).length, processes: 1, cpuMs };
}

function sum(a: Sample, b: Sample): Sample {
  return {
    rss: a.rss + b.rss,
    threads: a.threads + b.threads,
    fds: a.fds + b.fds,
    processes: a.processes + b.processes,
    cpuMs: a.cpuMs + b.cpuMs,
  };
}
