/**
 * Limits for a target that runs wild: the size of a file it writes and the number of processes, by `prlimit`
 * where it is there. Memory is watched instead (watchdog.ts): sanitizers need the whole address space. What takes all
 * there is before anybody looks is ended by the kernel, and no other process for it.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { processIds, procText } from './proc.ts';

const FILE_BYTES = 64 * 1024 * 1024;
// For all targets of a run together; each by itself is held to less (watchdog.ts).
const MORE_PROCESSES = 2048;
const PRLIMIT_MS = 2000;

/** The kernel's highest: who has it goes first when memory ends. */
const FIRST_TO_GO = '1000';

/**
 * Limits this process and all that it starts from now on. A limit that the machine refuses is left: then its
 * own is the stricter one, or there is none to be had.
 */
export function limitSelf(): void {
  // The kernel counts the threads of a user, ours and everybody's: the limit is for what comes on top.
  const tasks = countTasks();
  const wanted = [`--fsize=${FILE_BYTES}`, ...(tasks === null ? [] : [`--nproc=${tasks + MORE_PROCESSES}`])];
  for (const limit of wanted) {
    spawnSync('prlimit', ['--pid', String(process.pid), limit], { stdio: 'ignore', timeout: PRLIMIT_MS });
  }
  try {
    writeFileSync('/proc/self/oom_score_adj', FIRST_TO_GO);
  } catch {
    // Another system: then the kernel chooses.
  }
}

/** Threads of all processes of our user; null where /proc does not tell. */
function countTasks(): number | null {
  const uid = process.getuid?.();
  const ours = processIds()
    .map((pid) => procText(`${pid}/status`))
    .filter((status) => Number(/^Uid:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) === uid);
  const threads = ours.map((status) => Number(/^Threads:\s+(\d+)/m.exec(status)?.[1] ?? 1));
  return threads.length === 0 ? null : threads.reduce((sum, count) => sum + count, 0);
}
