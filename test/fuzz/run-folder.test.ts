import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NEW } from '../../src/fuzz/campaign-state.ts';
import type { Finding } from '../../src/fuzz/finding.ts';
import { findingText } from '../../src/fuzz/finding-record.ts';
import { type FindingFile, RunFolder } from '../../src/fuzz/run-folder.ts';
import { findingOf, suspicionOf } from '../support/finding.ts';
import { need } from '../support/need.ts';
import { traceOf } from '../support/trace.ts';

const MODULE = fileURLToPath(new URL('../../dist/fuzz/run-folder.js', import.meta.url));
const BEGIN = { ...NEW, seed: 9, lost: 0 };

function files(finding: Finding): FindingFile[] {
  return [
    { name: 'finding.json', content: findingText(finding, { seed: 9, version: '0' }) },
    { name: 'case.pcapng', content: [Uint8Array.of(1, 2), Uint8Array.of(3)] },
  ];
}

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'peerprobe-folder-'));
});
afterEach(() => rmSync(place, { recursive: true }));

function open(name = 'run'): RunFolder {
  const folder = RunFolder.open(join(place, name), BEGIN, files);
  if (typeof folder === 'string') throw new Error(folder);
  return folder;
}

describe('the folder of a campaign', () => {
  it('gives back what was found, what is pending and how far it came', () => {
    const folder = open();
    expect(folder.earlier).toBeNull();
    const first = folder.suspicion(suspicionOf());
    folder.suspicion(suspicionOf({ origin: 'second' }));
    expect(folder.finding(findingOf())).toBe(join('findings', 'crash-3f2a91c0'));
    folder.settled(first);
    const cell = { type: 'hello', length: 'exact', position: 'alone', state: 'stranger', count: 7 };
    const tried = { cells: [cell], generators: { grammar: 5 }, longest: 9, mostPeers: 3 };
    const counts = { cases: 5, elapsedMs: 1500, instances: 4, deaths: 1 };
    const state = { ...BEGIN, ...counts, tried, corpus: [Uint8Array.of(104)] };
    folder.state(state);
    // Not closed: as after kill -9.
    const again = open();
    expect(again.earlier).toEqual({
      state,
      findings: [findingOf()],
      pending: [{ number: 2, suspicion: suspicionOf({ origin: 'second' }) }],
      notes: [],
    });
    expect(again.suspicion(suspicionOf())).toBe(3);
    expect([...readFileSync(join(place, 'run/findings/crash-3f2a91c0/case.pcapng'))]).toEqual([1, 2, 3]);
  });

  it('goes on from the state of an older version', () => {
    open().close();
    const file = join(place, 'run/state.json');
    const { instances: _, deaths: __, tried: ___, ...older } = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...older, cases: 12 }));
    expect(open().earlier?.state).toEqual({ ...BEGIN, cases: 12 });
  });

  it('replaces a finding by what is known of it by now', () => {
    const folder = open();
    const trace = traceOf([]);
    folder.finding(findingOf({ trace }));
    folder.finding(findingOf({ seen: 12 }));
    expect(open().earlier?.findings.map(({ seen }) => seen)).toEqual([12]);
    // The trace is not in the JSON: a later run does not have it, and leaves the capture as it was.
    const capture = join(place, 'run/findings/crash-3f2a91c0/case.pcapng');
    writeFileSync(capture, 'of the trace');
    folder.finding(findingOf({ seen: 13 }));
    expect(readFileSync(capture, 'utf8')).toBe('of the trace');
    folder.finding(findingOf({ seen: 14, trace }));
    expect([...readFileSync(capture)]).toEqual([1, 2, 3]);
  });

  it('logs events line by line, and goes on behind a line that was cut short', () => {
    const folder = open();
    folder.event({ type: 'suspicion', suspicion: suspicionOf() }, 10.4);
    appendFileSync(join(place, 'run/events.ndjson'), '{"type":"sta');
    const again = open();
    again.event({ type: 'finding', finding: findingOf() }, 20);
    const lines = readFileSync(join(place, 'run/events.ndjson'), 'utf8').trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      type: 'suspicion',
      atMs: 10,
      kind: 'crash',
      steps: 2,
    });
    expect(lines[1]).toBe('{"type":"sta');
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ type: 'finding', id: 'crash-3f2a91c0' });
  });

  it('tells what is damaged, keeps it, and goes on with the rest', () => {
    const folder = open();
    folder.finding(findingOf());
    folder.finding(findingOf({ id: 'hang-00000001' }));
    const number = folder.suspicion(suspicionOf());
    writeFileSync(join(place, 'run/findings/hang-00000001/finding.json'), '{"schemaVersion":1}');
    writeFileSync(join(place, `run/suspicions/${number}.json`), 'x');
    mkdirSync(join(place, 'run/findings/leak-00000002'));
    writeFileSync(join(place, 'run/findings/leak-00000002/case.hex'), '00\n');
    const { findings, pending, notes } = open().earlier ?? { findings: [], pending: [], notes: [] };
    expect([findings.length, pending.length]).toEqual([1, 0]);
    expect(notes).toEqual([
      'findings/hang-00000001/finding.json: "kind" is missing or wrong',
      'suspicions/1.json: it is no JSON object',
    ]);
    // Nobody's number is given twice while its file is there.
    expect(open().suspicion(suspicionOf())).toBe(2);
  });

  it('is no other folder', () => {
    mkdirSync(join(place, 'photos'));
    expect(open('photos').earlier).toBeNull();
    mkdirSync(join(place, 'mine'));
    writeFileSync(join(place, 'mine/a.txt'), '');
    expect(RunFolder.open(join(place, 'mine'), BEGIN, files)).toMatch(/^it holds something else/);
    writeFileSync(join(place, 'mine/state.json'), '{"schemaVersion":1,"kind":"game"}');
    expect(RunFolder.open(join(place, 'mine'), BEGIN, files)).toBe(
      'state.json is none of a fuzz: "kind" is missing or wrong',
    );
    expect(RunFolder.open(join(place, 'mine/a.txt'), BEGIN, files)).toBe('it is a file');
    expect(readdirSync(join(place, 'mine')).sort()).toEqual(['a.txt', 'state.json']);
    expect(() => open('no/where')).toThrow(/no\/where cannot be written: ENOENT/);
  });

  it('loses nothing to kill -9, whenever it comes', async () => {
    const script = `
      import { RunFolder } from ${JSON.stringify(MODULE)};
      const [path, begin, suspicion, finding] = JSON.parse(process.argv[1]);
      for (const step of suspicion.steps) step.bytes = Uint8Array.from(Object.values(step.bytes));
      const files = ({ id }) => [
        { name: 'finding.json', content: JSON.stringify({ ...finding, id }) },
        { name: 'case.pcapng', content: [new Uint8Array(300_000)] },
      ];
      const folder = RunFolder.open(path, begin, files);
      const first = folder.earlier?.state.cases ?? 0;
      for (let i = first + 1; ; i++) {
        const number = folder.suspicion({ ...suspicion, origin: String(i) });
        folder.state({ ...begin, cases: i });
        folder.finding({ id: 'crash-' + i, trace: {} });
        folder.settled(number);
        folder.event({ type: 'status', status: {} }, i);
        if (i === first + 5) console.log('going');
      }`;
    const record = JSON.parse(findingText(findingOf(), { seed: 9, version: '0' }));
    const given = JSON.stringify([join(place, 'run'), BEGIN, suspicionOf(), record]);
    for (const ms of [0, 3, 11, 40]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, given]);
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, ms));
      child.kill('SIGKILL');
      await once(child, 'close');
      const again = open();
      again.close();
      const { state, findings, pending, notes } = again.earlier ?? {};
      expect(notes).toEqual([]);
      // Each is pending, or found, or (between the two) both: never neither.
      const known = new Set([
        ...(findings ?? []).map(({ id }) => Number(id.slice('crash-'.length))),
        ...(pending ?? []).map(({ suspicion }) => Number(suspicion.origin)),
      ]);
      const cases = state?.cases ?? 0;
      expect(cases).toBeGreaterThan(4);
      expect(Array.from({ length: cases }, (_, i) => i + 1).filter((i) => !known.has(i))).toEqual([]);
    }
  });

  it('is one campaign at a time, and that of one that was killed is taken over', async () => {
    const script = `
      import { RunFolder } from ${JSON.stringify(MODULE)};
      const [path, begin] = JSON.parse(process.argv[1]);
      console.log(typeof RunFolder.open(path, begin, () => []));
      setInterval(() => {}, 1000);`;
    const given = JSON.stringify([join(place, 'run'), BEGIN]);
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, given]);
    const [said] = await once(child.stdout, 'data');
    expect(String(said)).toBe('object\n');
    const refused = RunFolder.open(join(place, 'run'), BEGIN, files);
    expect(refused).toBe(
      `another fuzz writes to it (process ${child.pid}): let it end first, or give another folder`,
    );
    child.kill('SIGKILL');
    await once(child, 'close');
    const mine = open();
    expect(readFileSync(join(place, 'run/lock'), 'utf8')).toContain(`"pid":${process.pid},`);
    mine.close();
    expect(existsSync(join(place, 'run/lock'))).toBe(false);
    // A process of the same number that began at another time; and what is no lock at all.
    const other = { pid: process.ppid, startedMs: 1, host: hostname() };
    for (const left of [JSON.stringify(other), '{}', '']) {
      writeFileSync(join(place, 'run/lock'), left);
      open().close();
    }
    // Of another machine nobody knows the processes: it writes its state now and then.
    writeFileSync(join(place, 'run/lock'), JSON.stringify({ ...other, host: 'elsewhere' }));
    expect(RunFolder.open(join(place, 'run'), BEGIN, files)).toContain(' on elsewhere)');
    utimesSync(join(place, 'run/state.json'), 0, Date.now() / 1000 - 120);
    open().close();
    expect(readdirSync(join(place, 'run')).filter((name) => name.startsWith('lock'))).toEqual([]);
  });

  it('takes no folder of somebody else for its own, whatever its files are called', () => {
    mkdirSync(join(place, 'run'));
    writeFileSync(join(place, 'run/lock.123'), '');
    open().close();
    rmSync(join(place, 'run'), { recursive: true });
    mkdirSync(join(place, 'run'));
    writeFileSync(join(place, 'run/locksmith.txt'), 'mine');
    expect(RunFolder.open(join(place, 'run'), BEGIN, files)).toContain('it holds something else');
  });

  it('says what is kept when the disk is full, and loses none of it', () => {
    if (!need('prlimit')) return;
    // A limit on the size of files stands for a full disk: the finding's capture is beyond it.
    const script = `
      import { RunFolder } from ${JSON.stringify(MODULE)};
      process.on('SIGXFSZ', () => {});
      const [path, begin, suspicion] = JSON.parse(process.argv[1]);
      for (const step of suspicion.steps) step.bytes = Uint8Array.from(Object.values(step.bytes));
      const files = (finding) => [{ name: 'finding.json', content: '{}' }, { name: 'case.pcapng', content: [new Uint8Array(finding.size)] }];
      const folder = RunFolder.open(path, begin, files);
      folder.suspicion(suspicion);
      folder.finding({ id: 'crash-1', size: 10 });
      try {
        folder.finding({ id: 'crash-2', size: 100_000 });
      } catch (error) {
        console.log(error.name, error.message);
      }`;
    const given = JSON.stringify([join(place, 'run'), BEGIN, suspicionOf()]);
    const words = ['--fsize=20000', process.execPath, '--input-type=module', '-e', script, given];
    const { stdout, stderr } = spawnSync('prlimit', words, { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^EnvironmentError .*run cannot be written: EFBIG.*; kept there: 1 finding, 1 suspicion to be looked into\n$/,
    );
    expect(existsSync(join(place, 'run/findings/crash-2/case.pcapng.part'))).toBe(false);
    expect(existsSync(join(place, 'run/findings/crash-2/finding.json'))).toBe(false);
    expect(open().earlier?.pending).toHaveLength(1);
  });
});
