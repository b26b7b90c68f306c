/** A process that captures must get its turn at once, also on a busy machine. */
import { spawnSync } from 'node:child_process';
import { availableParallelism, setPriority } from 'node:os';

/** Before all that runs normally; behind what the system itself needs. */
const PRIORITY = -10;

const CHRT_MS = 2000;

/**
 * The ring is full after 40 ms at 100,000 packets a second: on a busy machine we must not wait for our turn that
 * long. Niceness alone does not help there: it counts within a session, and not for the threads of V8 (waits of
 * 110 ms were seen). So all of our threads are put before what runs normally, and so is what they start, unless there
 * is one processor alone, which a flood would then keep from our reader. Who may capture may often do this too; if
 * not, the losses are what they are.
 */
export function beFirst(): void {
  try {
    setPriority(PRIORITY);
  } catch {}
  if (process.platform !== 'linux' || availableParallelism() === 1) return;
  const words = ['--rr', '--all-tasks', '--pid', '1', String(process.pid)];
  spawnSync('chrt', words, { stdio: 'ignore', timeout: CHRT_MS });
}
