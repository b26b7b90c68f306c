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
  const known = knownGroups();
  for (const pid of processIds()) {
    const before = known.get(pid);
    // A leader is in its group, whatever it was before it made one.
    if (before !== undefined && !members.has(before) && !members.has(pid)) continue;
    const status = processStatus(pid);
    if (status === null) continue;
    known.set(pid, status.group);
    members.get(status.group)?.push(status);
  }
  return members;
}

/** For so long a process of another group is not read again: most of a machine's have nothing to do with us. */
const KNOWN_MS = 1000;

const seen = { groups: new Map<number, number>(), since: Number.NEGATIVE_INFINITY };

/** The group of each process as it was read in the last second. */
function knownGroups(): Map<number, number> {
  if (performance.now() - seen.since > KNOWN_MS) {
    seen.groups = new Map();
    seen.since = performance.now();
  }
  return seen.groups;
}
