import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkReport, reportJson, row } from '../../support/run-report.ts';
import { peerprobe } from './program.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'peerprobe-test-'));

function file(name: string, content: string): string {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

const json = (...rows: Parameters<typeof row>[]): string =>
  `${JSON.stringify(reportJson(checkReport(rows.map((one) => row(...one)))))}\n`;
const BEFORE = file('before.json', json(['TLV-2', 'x', { verdict: 'fail' }], ['HDR-1', 'y']));
const AFTER = file('after.json', json(['TLV-2', 'x'], ['HDR-1', 'y', { verdict: 'fail' }]));

describe('peerprobe report', () => {
  it.each<[string[], string]>([
    [[], 'a run is missing'],
    [['nobody'], 'there is no run nobody'],
    [[FOLDER], 'holds no events.ndjson'],
    [[file('none', 'x\n')], 'no line of it says which run it is'],
    [[BEFORE, '--junit', '-', '--json'], '--junit - and --json cannot both go to stdout'],
    [[BEFORE, '--junit', ''], 'a file name is missing'],
    [[BEFORE, '--markdown', join(FOLDER, 'no', 'x')], 'there is no folder'],
    [[BEFORE, '--markdown', BEFORE], 'is the file that is read'],
    [['diff', BEFORE], 'takes two runs'],
    [['diff', BEFORE, AFTER, '--github'], 'does not go with diff'],
    [[BEFORE, '--', 'x'], 'takes no command'],
  ])('%j is wrong usage', async (args, said) => {
    const { code, stdout, stderr } = await peerprobe(['report', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });

  it('writes several forms at once', async () => {
    const [junit, markdown] = [join(FOLDER, 'junit.xml'), join(FOLDER, 'summary.md')];
    const args = ['report', BEFORE, AFTER, '--junit', junit, '--markdown', markdown, '--github'];
    const { code, stdout } = await peerprobe(args);
    expect(code).toBe(0);
    expect(stdout).toContain('::error title=TLV-2 x::');
    expect(readFileSync(junit, 'utf8')).toContain('failures="2"');
    expect(readFileSync(markdown, 'utf8')).toContain('### FAIL HDR-1 y');
  });

  it('tells the difference, with exit code 1 for what is broken', async () => {
    const { code, stdout } = await peerprobe(['report', 'diff', BEFORE, AFTER, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ fixed: ['TLV-2 x'], broken: ['HDR-1 y'], still: [] });
    const back = await peerprobe(['report', 'diff', BEFORE, BEFORE]);
    expect(back.code).toBe(0);
    expect(back.stdout).toContain('0 broken, 1 still failing');
  });

  it('shows a run of check as it was, and as far as it went', async () => {
    const out = join(FOLDER, 'run');
    const checked = await peerprobe(['check', '--only', 'HDR-2', '--json', '--out', out]);
    const shown = await peerprobe(['report', out, '--json']);
    const { results, seed } = JSON.parse(checked.stdout);
    expect(JSON.parse(shown.stdout).runs[0]).toMatchObject({
      name: out,
      command: 'check',
      seed,
      results,
      ended: null,
    });
    const lines = readFileSync(join(out, 'events.ndjson'), 'utf8').split('\n');
    const cut = file('cut.ndjson', lines.slice(0, -3).join('\n'));
    const part = await peerprobe(['report', cut]);
    expect(part.code).toBe(0);
    expect(part.stdout).toContain('its log has no end');
    const bad = await peerprobe(['report', file('bad.ndjson', ['?', ...lines].join('\n'))]);
    expect([bad.code, bad.stderr]).toEqual([5, expect.stringContaining('1 line could not be read')]);
  });
});
