import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkReport, interopReport, reportJson, row } from '../../support/run-report.ts';
import { inProcess } from '../terminal.ts';

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

const MET = file('met.json', `${JSON.stringify(reportJson(interopReport()))}\n`);

describe('peerprobe report', () => {
  it.each<[string[], string]>([
    [[], 'a run is missing'],
    [['nobody'], 'there is no run nobody'],
    [[FOLDER], 'holds no events.ndjson'],
    [[file('none', 'x\n')], 'no line of it says which run it is'],
    [[BEFORE, '--html', join(FOLDER, 'y'), '--junit', join(FOLDER, 'y')], 'is written already'],
    [[join(BEFORE, 'x')], 'there is no run'],
    [[BEFORE, '--junit', '-', '--json'], '--junit - and --json cannot both go to stdout'],
    [[BEFORE, '--junit', ''], 'a file name is missing'],
    [[BEFORE, '--markdown', join(FOLDER, 'no', 'x')], 'there is no folder'],
    [[BEFORE, '--markdown', BEFORE], 'is the file that is read'],
    [['diff', BEFORE], 'takes two runs'],
    [['diff', BEFORE, AFTER, '--github'], 'does not go with diff'],
    [[BEFORE, '--', 'x'], 'takes no command'],
  ])('%j is wrong usage', async (args, said) => {
    const { code, stdout, stderr } = await inProcess(['report', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });

  it('says what the system refuses, which is not that nothing is there', async () => {
    const loop = join(FOLDER, 'loop');
    symlinkSync(loop, loop);
    const { code, stderr } = await inProcess(['report', loop]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('too many symbolic links')]);
  });

  it('writes several forms at once', async () => {
    const [junit, markdown] = [join(FOLDER, 'junit.xml'), join(FOLDER, 'summary.md')];
    const args = ['report', BEFORE, AFTER, '--junit', junit, '--markdown', markdown, '--github'];
    const { code, stdout } = await inProcess(args);
    expect(code).toBe(0);
    expect(stdout).toContain('::error title=TLV-2 x::');
    expect(readFileSync(junit, 'utf8')).toContain('failures="2"');
    expect(readFileSync(markdown, 'utf8')).toContain('### FAIL HDR-1 y');
  });

  it('takes a run of interop beside others, in French too, and compares it with its like alone', async () => {
    const { code, stdout } = await inProcess(['report', BEFORE, MET, '--lang', 'fr', '--html', '-']);
    expect(code).toBe(0);
    expect(stdout).toContain('interop de ./a, ./b</h2>');
    expect(stdout).toContain('A (./a) rejoint B (./b)');
    const unlike = await inProcess(['report', 'diff', BEFORE, MET]);
    expect([unlike.code, unlike.stderr]).toEqual([2, expect.stringContaining('cannot be compared')]);
    const same = await inProcess(['report', 'diff', MET, MET, '--json']);
    expect(JSON.parse(same.stdout)).toMatchObject({ still: ['./a joins ./b: lose', './b joins ./b: lose'] });
  });

  it('tells the difference, with exit code 1 for what is broken', async () => {
    const { code, stdout } = await inProcess(['report', 'diff', BEFORE, AFTER, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ fixed: ['TLV-2 x'], broken: ['HDR-1 y'], still: [] });
    const back = await inProcess(['report', 'diff', BEFORE, BEFORE]);
    expect(back.code).toBe(0);
    expect(back.stdout).toContain('0 broken, 1 still failing');
  });
});
