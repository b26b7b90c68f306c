/**
 * How long a target has waited for a CPU: what a busy machine keeps from it is no fault of its own. Linux alone tells
 * (/proc/PID/task/TID/schedstat).
 */
import { procNames, procText } from './proc.ts';
import { groupMembers } from './process-status.ts';

/** All threads of the group that `pid` leads, or of that process alone, in ms since they began; null if nobody tells. */
export function runDelayMs(pid: number | null): number | null {
  if (pid === null) return null;
  const group = groupMembers([pid]).get(pid) ?? [];
  const pids = group.length > 0 ? group.map((member) => member.pid) : [pid];
  const delays = pids.flatMap((one) =>
    procNames(`${one}/task`).map((task) => procText(`${one}/task/${task}/schedstat`).split(' ')[1]),
  );
  const known = delays.map(Number).filter((ns) => Number.isFinite(ns));
  return known.length === 0 ? null : known.reduce((sum, ns) => sum + ns, 0) / 1e6;
}
