/**
 * What a target uses, for finding out whether it keeps something of each datagram (ROB-5).
 */
import { groupMembers } from '../net/process-status.ts';
import type { Sample } from '../net/sample.ts';
import type { Instance } from '../net/target.ts';

/** A sample in which a process that has ended and that nobody waits for counts as one; null where nobody tells. */
export function usage(instance: Instance): Sample | null {
  const [sample, pid] = [instance.sample(), instance.pid()];
  if (sample === null || pid === null) return null;
  return { ...sample, processes: groupMembers([pid]).get(pid)?.length ?? sample.processes };
}
