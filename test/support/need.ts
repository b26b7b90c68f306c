import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * True if the foreign program is there. If not, says what is skipped; with PEERPROBE_NO_SKIP=1 (CI) that
 * is an error, so that no second opinion goes missing in silence.
 */
export function need(program: string, args: readonly string[] = ['--version']): boolean {
  return available(spawnSync(program, args, { stdio: 'ignore' }).error === undefined, program);
}

/** The same for a file or folder, such as the data beside the repository. */
export function needFile(path: string): boolean {
  return available(existsSync(path), path);
}

/** The same for what somebody else has found out, such as whether the system permits something. */
export function needAbility(there: boolean, what: string): boolean {
  return available(there, what);
}

function available(there: boolean, what: string): boolean {
  if (there) return true;
  if (process.env['PEERPROBE_NO_SKIP'] === '1')
    throw new Error(`${what} is missing, and nothing may be skipped`);
  console.warn(`skipped: ${what} is missing`);
  return false;
}
