import { execFileSync } from 'node:child_process';

/** Tests of the program run what a user runs: the built files. */
export default function setup(): void {
  if (process.env['PEERPROBE_NO_BUILD'] === '1') return;
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
