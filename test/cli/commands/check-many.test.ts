import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepTarget } from '../../../src/cli/commands/class-folder.ts';
import { inWords, sentence } from '../../../src/lang/sentence.ts';
import { classFolder } from '../../support/class-folder.ts';
import { checkReport, reportJson, row } from '../../support/run-report.ts';
import { inProcess } from '../terminal.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'peerprobe-test-'));

function file(name: string, content: string): string {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

const GOOD = file('good.json', JSON.stringify([{ name: 'a', command: ['./nothing'] }]));
const FAR = file('far.json', JSON.stringify([{ name: 'far', endpoint: '192.0.2.7:4200' }]));

const USED = join(FOLDER, 'used');
mkdirSync(USED);
writeFileSync(join(USED, 'events.ndjson'), '');

describe('check --many', () => {
  it.each<[string[], string]>([
    [['--many', join(FOLDER, 'none.json')], 'there is no file'],
    [['--many', FOLDER], 'is a directory'],
    [['--many', file('bad.json', '{')], 'it is no JSON'],
    [['--many', file('odd.json', '[{"name": "a", "comand": ["x"]}]')], 'target 1 (a): "comand" is no field'],
    [['--many', FAR], 'far: 192.0.2.7:4200 is no target'],
    [['--many', GOOD, '127.0.0.1:4200'], 'from its file alone'],
    [['--many', GOOD, '--', './x'], 'from its file alone'],
    [['--many', GOOD, '--out', USED], 'it holds another run'],
    [['--many', GOOD, '--watch'], '--watch does not go with --many'],
    [['--many', GOOD, '--repeat', '2'], '--repeat does not go with --many'],
    [['--many', GOOD, '--only', 'NIX-1'], 'names no check'],
    [['--many', GOOD, '--shard', '3/2'], '--shard'],
    [['--many', GOOD, '--shard', '2'], 'is not a part such as 1/4'],
    [['--many', GOOD, '--shard', '2/2'], 'has no target'],
    [['--many', GOOD, '--jobs', '0'], '--jobs'],
    [['--many', GOOD, '--timeout', '5'], '--timeout'],
    [['--shard', '1/2'], '--shard goes with --many'],
  ])('%j is wrong usage', async (args, said) => {
    const { code, stdout, stderr } = await inProcess(['check', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });

  it('leaves a folder alone that another run has', async () => {
    const folder = join(FOLDER, 'taken');
    mkdirSync(folder);
    const owner = { pid: process.ppid, startedMs: null, host: hostname() };
    writeFileSync(join(folder, 'lock'), JSON.stringify(owner));
    const { code, stdout, stderr } = await inProcess(['check', '--many', GOOD, '--out', folder]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`another check --many writes to it (process ${process.ppid})`);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('says where it cannot write', async () => {
    const { code, stderr } = await inProcess(['check', '--many', GOOD, '--out', '/proc/none']);
    expect([code, stderr]).toEqual([4, expect.stringContaining('/proc/none cannot be written')]);
  });
});

/** A class whose targets came to that. */
function classOf(
  name: string,
  targets: Readonly<Record<string, 'pass' | 'fail' | 'problem' | 'open'>>,
): string {
  const results = Object.entries(targets).map(([one, verdict]) => {
    if (verdict === 'open') return [one, null] as const;
    if (verdict === 'problem') return [one, 'its build ended with status 2'] as const;
    return [one, reportJson(checkReport([row('TLV-3', 'later', { verdict })]))] as const;
  });
  return classFolder(join(FOLDER, name), Object.fromEntries(results));
}

describe('the folders of classes', () => {
  const one = classOf('part-1', { alice: 'fail', bob: 'pass', carol: 'problem' });
  const two = classOf('part-2', { dora: 'fail', emil: 'open' });

  it('are added up by report and by merge', async () => {
    const shown = await inProcess(['report', one, two]);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('2 of 3 fail TLV-3');
    expect(shown.stdout).toContain('5 targets: 1 pass, 2 fail, 2 could not be told');
    const merged = await inProcess(['merge', one, two]);
    expect([merged.code, merged.stdout]).toEqual([0, shown.stdout]);
    const json = await inProcess(['merge', two, one, '--json']);
    const { targets, summary } = JSON.parse(json.stdout);
    expect(targets.map(({ name }: { name: string }) => name)).toEqual([
      'dora',
      'emil',
      'alice',
      'bob',
      'carol',
    ]);
    expect(summary).toEqual({ targets: 5, pass: 1, fail: 2, inconclusive: 2, notJudged: 2 });
  });

  it('go into every form, what was not judged too', async () => {
    const [csv, scores, page] = ['class.csv', 'results.json', 'class.html'].map((name) => join(FOLDER, name));
    if (csv === undefined || scores === undefined || page === undefined) throw new Error('three names');
    const args = ['report', one, two, '--csv', csv, '--gradescope', scores, '--html', page, '--junit', '-'];
    const { code, stdout } = await inProcess(args);
    expect(code).toBe(0);
    expect(stdout).toContain('<error message="its build ended with status 2"');
    expect(stdout).toContain('it has not been judged yet');
    expect(readFileSync(csv, 'utf8').split('\n')[1]).toMatch(/^alice,fail,/);
    expect(JSON.parse(readFileSync(scores, 'utf8')).output).toContain('carol: could not be told: its build');
    expect(readFileSync(page, 'utf8')).toContain('<th scope="row" title="alice"><a href="#run-1">alice</a>');
  });

  it('keep why a target was not judged, for every language; what an older one left stays as it is', async () => {
    const folder = classOf('untold', { alice: 'pass', old: 'problem', new: 'problem' });
    const said = sentence('its build ended with status {code}', { code: '3' });
    const record = { key: 'k', problem: inWords('en', said), problemSaid: said, doubtful: false };
    keepTarget(join(folder, 'targets', 'new'), record);
    const { stdout } = await inProcess(['report', folder, '--lang', 'fr']);
    expect(stdout).toContain("new: sa compilation s'est terminée avec le statut 3");
    expect(stdout).toContain('old: its build ended with status 2');
    const english = await inProcess(['report', folder]);
    expect(english.stdout).toContain('new: its build ended with status 3');
  });

  it('stand beside other runs, and keep what they have in common', async () => {
    const alone = join(FOLDER, 'alone.json');
    writeFileSync(alone, `${JSON.stringify(reportJson(checkReport([row('TLV-3', 'later')])))}\n`);
    const { code, stdout } = await inProcess(['report', one, alone]);
    expect(code).toBe(0);
    expect(stdout).toContain('fail: 3 targets');
    expect(stdout).toContain('pass  check of ./server');
    expect(stdout).not.toContain('check of alice');
    const page = await inProcess(['report', alone, one, '--html', '-']);
    expect(page.stdout).toContain('<h2>class of 3 targets</h2>');
    expect(page.stdout).toContain('1 of 2 fails');
    expect(page.stdout).toContain('<dt>carol</dt><dd>its build ended with status 2</dd>');
    expect(page.stdout).toContain('<a href="#run-1">./server</a>');
    const json = await inProcess(['report', one, alone, '--json']);
    expect(JSON.parse(json.stdout).runs).toHaveLength(4);
    const refused = await inProcess(['report', one, alone, '--csv', '-']);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--csv is for classes')]);
    const mixed = await inProcess(['merge', one, alone]);
    expect([mixed.code, mixed.stderr]).toEqual([2, expect.stringContaining('is no folder of check --many')]);
  });

  it('are compared target by target', async () => {
    const later = classOf('later', { alice: 'pass', bob: 'fail', carol: 'pass', zoe: 'pass' });
    const { code, stdout } = await inProcess(['report', 'diff', one, later]);
    expect(stdout.split('\n')).toEqual([
      'alice',
      '  fixed   TLV-3 later',
      'bob',
      '  broken  TLV-3 later',
      'judged after only: carol, zoe',
      '1 broken, 0 still failing, 1 fixed, 0 flaky, 0 not told by both',
      '',
    ]);
    expect(code).toBe(1);
    const json = await inProcess(['report', 'diff', later, one, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      targets: [
        { name: 'alice', broken: ['TLV-3 later'] },
        { name: 'bob', fixed: ['TLV-3 later'] },
      ],
      onlyBefore: ['carol', 'zoe'],
      onlyAfter: [],
    });
  });

  it('lead to no other folder', async () => {
    const foreign = join(FOLDER, 'foreign');
    mkdirSync(foreign);
    const head = { schemaVersion: 1, kind: 'class', version: '0.1.0', seed: 7, startedAt: '' };
    const targets = [{ name: 'a', place: '../../part-1/targets/alice', weight: 1 }];
    writeFileSync(join(foreign, 'class.json'), JSON.stringify({ ...head, targets }));
    const { code, stderr } = await inProcess(['report', foreign]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('"targets" of class.json is missing or wrong'),
    ]);
  });
});
