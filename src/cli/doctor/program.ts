/** Other programs that some commands use: found by running them, never through a shell. */
import { execFile } from 'node:child_process';
import type { PlainPhrase } from '../../lang/french.ts';
import { verbatim } from '../../lang/sentence.ts';
import { type Ability, type Finding, missing, ok } from './ability.ts';

const TIMEOUT_MS = 10_000;
const MAX_OUTPUT = 1024 * 1024;

/** A program is there if it runs; the first line that it says is its version. */
export function programAbility(
  name: string,
  args: readonly string[],
  need: PlainPhrase,
  fix: string,
): Ability {
  return { name, need, fix, probe: async () => found(await programOutput(name, args)) };
}

/** What a program prints (stdout, then stderr), whatever its exit code; null if it cannot be started. */
export function programOutput(name: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(name, args, { timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
      // A string is what the system says (ENOENT, EACCES); a number is the program's own exit code.
      resolve(error !== null && typeof error.code === 'string' ? null : `${stdout}${stderr}`);
    });
  });
}

function found(output: string | null): Finding {
  if (output === null) return missing('not found');
  return ok(verbatim((output.trim().split('\n')[0] ?? '').trim().slice(0, 80)));
}
