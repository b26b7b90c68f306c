import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileNode } from '../../support/c-node.ts';
import { expectFit } from '../../support/schema.ts';
import { peerprobe, start } from './program.ts';

const SECONDS = 90_000;

interface Report {
  readonly verdict: string;
  readonly datagrams: number;
  readonly lost: number | null;
  readonly findings: readonly {
    readonly kind: string;
    readonly requirement: string;
    readonly datagrams: readonly string[];
    readonly reproduced: string;
    readonly folder: string;
  }[];
}

function fresh(): string {
  return mkdtempSync(join(tmpdir(), 'peerprobe-test-'));
}

describe('peerprobe fuzz on real programs', () => {
  it('could not tell of a program that never comes up, and of nobody', async () => {
    const ended = await peerprobe(['fuzz', '--time', '3s', '--', '/bin/true']);
    expect(ended.code).toBe(3);
    expect(ended.stdout).toContain('ended by itself with status 0');
    const nobody = await peerprobe(['fuzz', '127.0.0.1:1', '--time', '6s']);
    expect(nobody.code).toBe(3);
    expect(nobody.stdout).toContain('nothing came from the target');
  });

  it(
    'finds a crash, makes it one datagram, and leaves a folder that replays it',
    async () => {
      const folder = join(fresh(), 'run');
      const args = ['--until-failure', '--time', '40s', '--seed', '4', '--json', '--out', folder];
      const command = ['fuzz', ...args, '--', compileNode('EXITS_ON_EMPTY')];
      const { code, stdout } = await start(command, '', [], SECONDS).outcome;
      const report = JSON.parse(stdout) as Report;
      expect(code).toBe(1);
      expectFit('fuzz', stdout);
      expect(report).toMatchObject({ verdict: 'fail', lost: 0 });
      const [finding] = report.findings;
      expect(finding).toMatchObject({
        kind: 'exit',
        requirement: 'SIZ-2',
        datagrams: [''],
        reproduced: '5/5',
      });
      const files = readdirSync(finding?.folder ?? '').sort();
      expect(files).toEqual(['case.h', 'case.hex', 'case.pcapng', 'finding.json', 'report.md']);
      expect(readdirSync(join(folder, 'suspicions'))).toEqual([]);
    },
    SECONDS,
  );

  it(
    'goes on after Ctrl-C and says so, with the target gone',
    async () => {
      const folder = join(fresh(), 'run');
      const command = ['fuzz', '--time', '60s', '--out', folder, '--', compileNode(null)];
      const running = start(command, '', [], SECONDS);
      await running.said('fuzzing');
      await new Promise((resolve) => setTimeout(resolve, 3000));
      running.child.kill('SIGINT');
      const { code, stdout } = await running.outcome;
      expect(code).toBe(130);
      expect(stdout).toContain('interrupted');
      const events = readFileSync(join(folder, 'events.ndjson'), 'utf8').trim().split('\n');
      expect(JSON.parse(events.at(-2) ?? '')).toMatchObject({ type: 'finished', ended: 'interrupted' });
      expect(JSON.parse(events.at(-1) ?? '')).toMatchObject({
        report: { command: 'fuzz', ended: 'interrupted' },
      });
      expect(existsSync(join(folder, 'state.json'))).toBe(true);
      const again = await start(
        ['fuzz', '--time', '1s', '--out', folder, '--json', '--', compileNode(null)],
        '',
        [],
        SECONDS,
      ).outcome;
      const state = JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')) as { elapsedMs: number };
      expect(again.code).toBe(0);
      expect(state.elapsedMs).toBeGreaterThan(3000);
    },
    SECONDS,
  );
});
