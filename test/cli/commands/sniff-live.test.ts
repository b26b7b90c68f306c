import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { liveWorks } from '../../support/live.ts';
import { needAbility } from '../../support/need.ts';
import { PROGRAM } from './program.ts';

// The program as it is installed: live capture needs its built child. On a machine where cap does not work, what
// is tested is the message.
const PORT = 42_173;

const works = liveWorks();

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

function capture(...options: string[]) {
  const words = [PROGRAM, 'sniff', '-i', 'lo', '--filter', `udp port ${PORT}`, ...options];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    output.stdout += data;
  });
  child.stderr.on('data', (data) => {
    output.stderr += data;
  });
  return { child, output, ended: once(child, 'close') };
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(condition()).toBe(true);
}

async function say(hex: string, times: number): Promise<void> {
  const socket = createSocket('udp4');
  for (let i = 0; i < times; i++) {
    await new Promise((resolve) => socket.send(Buffer.from(hex, 'hex'), PORT, '127.0.0.1', resolve));
  }
  socket.close();
}

describe.runIf(needAbility(works, 'live capture'))('sniff -i lo', () => {
  test('says after Ctrl-C that it still shows what was captured; once more ends it at once', async () => {
    const { child, output, ended } = capture();
    // Nobody reads: the lines do not get rid.
    child.stdout.removeAllListeners('data').pause();
    await until(() => output.stderr.includes('capturing on lo'));
    await say('68010102', 6000);
    child.kill('SIGINT');
    await until(() => output.stderr.includes('once more ends at once'));
    child.kill('SIGINT');
    child.stdout.resume();
    expect(await ended).toEqual([130, null]);
  });

  test('shows what passes until Ctrl-C, and sums up', async () => {
    const { child, output, ended } = capture();
    await until(() => output.stderr.includes('capturing on lo'));
    await say('68010102', 3);
    await until(() => output.stdout.split('\n').length > 3);
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
    expect(output.stdout).toMatch(
      new RegExp(`^(\\S+ 127\\.0\\.0\\.1:\\d+ > 127\\.0\\.0\\.1:${PORT} hello\\n){3}$`),
    );
    expect(output.stderr).toContain('3 datagrams shown, 3 packets, drops unknown\n');
  });

  test('shows what came before Ctrl-C, though the capturing process had no time to read it', async () => {
    const { child, output, ended } = capture('--json');
    await until(() => output.stderr.includes('capturing on lo'));
    const pid = onlyChild(child);
    process.kill(pid, 'SIGSTOP');
    await say('68010102', 1900);
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 100));
    process.kill(pid, 'SIGCONT');
    expect(await ended).toEqual([130, null]);
    expect(output.stdout.trim().split('\n')).toHaveLength(1900);
  });

  test('loses nothing in a burst of 500, and ends by itself after the count', async () => {
    const { output, ended } = capture('-c', '500', '--json');
    await until(() => output.stderr.includes('capturing on lo'));
    await say('68010102', 500);
    expect(await ended).toEqual([0, null]);
    expect(output.stdout.trim().split('\n')).toHaveLength(500);
  });

  test('ends after --duration', async () => {
    const { output, ended } = capture('--duration', '300ms', '--summary', '--json');
    expect(await ended).toEqual([0, null]);
    expect(JSON.parse(output.stdout)).toMatchObject({ packets: 0, drops: 'unknown', lost: 0 });
  });

  test('leaves no capturing process behind, kill -9 included', async () => {
    const { child, output } = capture();
    await until(() => output.stderr.includes('capturing on lo'));
    const pid = onlyChild(child);
    child.kill('SIGKILL');
    await until(() => !isRunning(pid));
  });
});

test('an interface that is not there: exit 4', async () => {
  const words = [PROGRAM, 'sniff', '-i', 'nope0'];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect(status).toBe(4);
  if (works) expect(stderr).toContain('there is no interface nope0');
});

function onlyChild({ pid }: ChildProcess): number {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  expect(Number(stdout.trim())).toBeGreaterThan(0);
  return Number(stdout.trim());
}

/** A zombie has ended: nobody has asked for its status yet. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}
