import { spawnSync } from 'node:child_process';
import { PROGRAM } from '../cli/commands/program.ts';

/** True if the built program can capture here by its default backend. */
export function liveWorks(): boolean {
  const { stdout } = spawnSync(process.execPath, [PROGRAM, 'doctor', '--json'], { encoding: 'utf8' });
  const { checks } = JSON.parse(stdout);
  return checks.every(
    ({ need, state }: { need: string; state: string }) => need !== 'sniff -i' || state === 'ok',
  );
}
