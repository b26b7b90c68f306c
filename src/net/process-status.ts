/**
 * One process in one line, as Linux tells it (/proc/PID/stat).
 */
import { processIds, procText } from './proc.ts';

/** `state` is the kernel's letter (R, S, D, T, t, Z, ...), `cpuMs` user and system time, `startedMs` since the boot. */
export interface ProcessStatus {
  readonly pid: number;
  readonly state: string;
  readonly group: number;
  readonly cpuMs: number;
  readonly threads: number;
  readonly startedMs: number;
}

// The kernel counts in USER_HZ for programs, which is 100 on every system that Node runs on.
const TICK_MS = 10;

/** The process; null if it is gone or nobody tells. */
export function processStatus(pid: number): ProcessStatus | null {
  const stat = procText(`${pid}/stat`);
  // The name before it may hold anything, so fields are counted from the last `)`.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = (field: number): number => Number(fields[field]) * TICK_MS;
  if (fields.length < 20) return null;
  return {
    pid,
    state: fields[0] ?? '',
    group: Number(fields[2]),
    cpuMs: ticks(11) + ticks(12),
    threads: Number(fields[17]),
    startedMs: ticks(19),
  };
}

/** The processes of each of these groups, zombies included, found in one pass over all processes. */
export function groupMembers(groups: Iterable<number>): Map<number, ProcessStatus[]> {
  const members = new Map<number, ProcessStatus[]>();
  for (const group of groups) members.set(group, []);
  if (members.size === 0) return members;
  for (const pid of processIds()) {
    const status = processStatus(pid);
    if (status !== null) members.get(status.group)?.push(status);
  }
  return members;
}
