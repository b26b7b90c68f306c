import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../../src/cli/commands/check-repeat.ts';
import { peerprobe } from '../../support/c-node.ts';
import { checkReport, fuzzReport, reportJson, row } from '../../support/run-report.ts';
import { inProcess } from '../terminal.ts';

describe('check', () => {
  it('--dry-run tells what would run and starts nothing', async () => {
    const words = ['check', '--dry-run', '--seed', '7', '--only', 'TLV-2,HEL-1'];
    const run = await peerprobe([...words, '--', '/nonexistent/no program']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('TLV-2   unknown-tlv-skipped: ');
    expect(run.stdout).toMatch(/'\/nonexistent\/no program' 4200 127\.\d+\.\d+\.127 32\d{3}\n/);
    expect(run.stdout).not.toContain('TLV-3');
    expect(run.stdout).toContain('about 16 s');
    const json = JSON.parse((await peerprobe([...words, '--json', '127.0.0.1:9'])).stdout);
    expect(json).toMatchObject({ dryRun: true, seed: 7, instances: 0, start: null });
    const rows = json.checks.map((one: { requirement: string }) => one.requirement);
    expect([...new Set(rows)].toSorted()).toEqual(['HEL-1', 'TLV-2']);
  });

  it('refuses what cannot be meant', async () => {
    const refused = async (...words: string[]): Promise<string> => {
      const run = await inProcess(['check', ...words]);
      expect(run.code, run.stderr).toBe(2);
      return run.stderr;
    };
    expect(await refused('--timeout', '60')).toContain('write 60s for seconds');
    expect(await refused('--repeat', '0')).toContain('--repeat');
    expect(await refused('--watch', '--repeat', '2')).toContain('--watch goes with neither');
    expect(await refused('--only', 'TLV-2', '--skip', 'TLV')).toContain('no check is selected');
    const file = join(mkdtempSync(join(tmpdir(), 'peerprobe-baseline-')), 'report.json');
    writeFileSync(file, '{}');
    expect(await refused('--baseline', file)).toContain('is no run of check');
    expect(await refused('--baseline', `${file}.not`)).toContain('there is no run');
  });

  it('takes the folder of a run, its log, or what --json printed for a baseline', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'peerprobe-baseline-'));
    const [log, printed] = [join(folder, 'events.ndjson'), join(folder, 'report.json')];
    const report = reportJson(checkReport([row('TLV-2', 'x', { verdict: 'fail' })]));
    writeFileSync(log, `${JSON.stringify({ type: 'report', atMs: 1, report })}\n`);
    writeFileSync(printed, JSON.stringify(report));
    for (const name of [folder, log, printed])
      expect(await loadBaseline(name)).toMatchObject([{ requirement: 'TLV-2', check: 'x', verdict: 'fail' }]);
    writeFileSync(log, `${JSON.stringify({ type: 'report', report: reportJson(fuzzReport([])) })}\n`);
    await expect(loadBaseline(folder)).rejects.toThrow('is no run of check');
  });

  it('names a program that does not come up, once, and knows no more', async () => {
    const run = await peerprobe(['check', '--json', '--', 'sh', '-c', 'echo usage: node PORT; exit 2']);
    expect(run.code).toBe(3);
    const report = JSON.parse(run.stdout);
    expect(report.start).toMatchObject({ problem: 'ended', output: 'usage: node PORT' });
    expect(report.durationMs).toBeLessThan(5000);
  });

  it('names a program that waits for input', async () => {
    const run = await peerprobe(['check', '--', 'sh', '-c', 'read line']);
    expect(run.code).toBe(3);
    expect(run.stdout).toMatch(/^\ndid not start: the program waits for input/);
  });
});
