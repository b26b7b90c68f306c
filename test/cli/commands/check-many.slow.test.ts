import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namespaceAbility } from '../../../src/net/namespace.ts';
import { needAbility } from '../../support/need.ts';
import { PROGRAM, start } from './program.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'peerprobe-test-'));
const NODE = [process.execPath, PROGRAM, 'node'];
const LIMIT_MS = 120_000;

function targets(name: string, list: readonly object[]): string {
  const path = join(FOLDER, `${name}.json`);
  writeFileSync(path, JSON.stringify(list));
  return path;
}

function many(args: readonly string[]) {
  return start(['check', '--many', ...args], '', [], LIMIT_MS);
}

/** The lines that tell of a target that is done, without their numbers. */
function told(stderr: string): string[] {
  return [...stderr.matchAll(/^\[\d+\/\d+\] (.*)$/gm)].map((match) => match[1] ?? '');
}

function script(name: string, text: string): string {
  const path = join(FOLDER, name);
  writeFileSync(path, text);
  return path;
}

/** The command lines that name it. */
function running(name: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return /^\d+$/.test(pid) && line.includes(name) ? [line] : [];
    } catch {
      return [];
    }
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

describe.concurrent('check --many on real processes', () => {
  it('builds, starts, judges and ends each by itself; whoever goes wild harms no other', async () => {
    // In the folder of the target; then it answers nobody, and ends for no SIGTERM.
    const stray = script('stray.sh', 'trap "" TERM; while :; do sleep 1; done');
    const fill = 'while :; do head -c 33554432 /dev/zero > "junk-$$-$RANDOM"; done';
    const wild = script('wild.sh', `trap "" TERM; setsid -f sh ${stray}; ${fill}`);
    const own = join(FOLDER, 'own');
    const list = [
      { name: 'good', command: NODE, weight: 20 },
      { name: 'swapped', command: [...NODE, '--bug', 'port-little-endian-read'] },
      { name: 'built', build: ['sh', '-c', `echo 'exec "$@"' > run.sh`], command: ['sh', 'run.sh', ...NODE] },
      { name: 'broken', build: ['sh', '-c', 'echo no such header; exit 2'], command: ['./nothing'] },
      { name: 'missing', command: ['./nothing'] },
      { name: 'wild', command: ['bash', wild] },
    ];
    const { code, stdout, stderr } = await many([
      ...[targets('all', list), '--out', own, '--only', 'HDR-2,ADR-2', '--jobs', '4', '--json'],
    ]).outcome;
    expect(code, stderr).toBe(1);
    const { targets: rows } = JSON.parse(stdout);
    const verdicts = rows.map(({ name, verdict, problem }: Record<string, string>) => [
      name,
      verdict,
      problem,
    ]);
    expect(verdicts).toEqual([
      ['good', 'pass', null],
      ['swapped', 'fail', null],
      ['built', 'pass', null],
      ['broken', 'inconclusive', 'its build ended with status 2: no such header'],
      ['missing', 'inconclusive', expect.stringContaining('program not found')],
      ['wild', 'inconclusive', 'it was ended: more than 512 MiB in its folder'],
    ]);
    expect(rows[0]).toMatchObject({ points: 20, worth: 20 });
    // Its daemon, which has left group and session, stays in the namespace if there is one.
    const ability = await namespaceAbility();
    if (needAbility(ability.ok, 'a network namespace')) expect(running(stray)).toEqual([]);
    // What it wrote is gone; what is known of it is kept.
    expect(readdirSync(join(own, 'targets', 'wild')).sort()).not.toContain('work');
    expect(readFileSync(join(own, 'targets', 'swapped', 'feedback.md'), 'utf8')).toContain('### FAIL ADR-2');
    for (const name of ['class.csv', 'results.json', 'summary.json', 'summary.txt'])
      expect(statSync(join(own, name)).size).toBeGreaterThan(100);
  });

  it('loses nothing that was done to kill -9, does it not again, and leaves nobody behind', async () => {
    const own = join(FOLDER, 'killed');
    const list = ['a', 'b'].map((name) => ({ name, command: [...NODE, '--bind', '127.0.0.1'] }));
    const args = [targets('killed', list), '--out', own, '--only', 'HDR-2', '--jobs', '1'];
    const first = many(args);
    await first.said('[1/2]');
    expect(existsSync(join(own, 'targets', 'a', 'target.json'))).toBe(true);
    first.child.kill('SIGKILL');
    await first.outcome;
    const { code, stderr } = await many(args).outcome;
    expect(code, stderr).toBe(0);
    expect(told(stderr)[0]).toBe('pass a    as before');
    expect(told(stderr).slice(1)).toEqual([expect.stringMatching(/^pass b .* s\)$/)]);
    expect(running(own)).toEqual([]);
  });

  it('judges what runs already, in parts that add up, and stops at once when it is told to', async () => {
    const port = await freePort();
    const node = start(['node', String(port)], null, [], LIMIT_MS);
    const list = [
      { name: 'x', command: NODE },
      { name: 'y', endpoint: `127.0.0.1:${port}` },
    ];
    const file = targets('parts', list);
    const parts = ['1/2', '2/2'].map((part) => [part, join(FOLDER, `part-${part[0]}`)] as const);
    for (const [part, out] of parts) {
      const { code } = await many([file, '--shard', part, '--out', out, '--only', 'HDR-2']).outcome;
      expect(code).toBe(0);
    }
    node.child.kill();
    const merged = await start(['merge', ...parts.map(([, out]) => out)], '', [], LIMIT_MS).outcome;
    expect(merged.stdout).toContain('pass: 2 targets: 2 pass');
    const long = many([file, '--out', join(FOLDER, 'stopped')]);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    long.child.kill('SIGINT');
    const { code, stdout, stderr } = await long.outcome;
    expect([code, stderr]).toEqual([130, expect.stringContaining('goes on from here')]);
    expect(stdout).toContain('2 targets: 0 pass, 0 fail, 2 could not be told');
  });
});
