import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { REGISTRY } from '../../../src/cli/registry.ts';
import { findingText } from '../../../src/fuzz/finding-record.ts';
import {
  type ReplayRow,
  replayJson,
  replayLines,
  replaySummary,
  worstOf,
} from '../../../src/report/replay-text.ts';
import { makeTheme } from '../../../src/report/theme.ts';
import { findingOf, HOSTILE } from '../../support/finding.ts';
import { type Screen, type } from '../terminal.ts';

const place = mkdtempSync(join(tmpdir(), 'peerprobe-replay-'));
afterAll(() => rmSync(place, { recursive: true }));

function written(path: string, content: string): string {
  const file = join(place, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const FOUND = { seed: 7, version: '0.1.0' };
const whole = written('good/finding.json', findingText(findingOf(), FOUND));

// Nothing is started in these: a run in this process may not leave it for a namespace.
const replay = (...words: string[]): Promise<Screen> =>
  type(['replay', '--no-namespace', ...words], REGISTRY);

test.each([
  [[], /which finding\?/],
  [['127.0.0.1:4200'], /which finding\?/],
  [[''], /the name of a finding is empty/],
  [[join(place, 'nowhere')], /nowhere is not there/],
  [[join(place, 'good'), '127.0.0.1:4200', 'x'], /127\.0\.0\.1:4200 is not there/],
  [[join(place, 'good'), '127.0.0.1:4200', '--', './node'], /either HOST:PORT or -- CMD/],
  [[join(place, 'good'), '8.8.8.8:4200'], /8\.8\.8\.8:4200 is no target/],
  [[join(place, 'good'), '--times', '0'], /--times: "0" is not a number 1\.\.100/],
] as const)('%j is refused', async (words, message) => {
  const { code, stderr, stdout } = await replay(...words);
  expect(stderr).toMatch(message);
  expect([code, stdout]).toEqual([2, '']);
});

test('a folder without findings is none, that of a campaign which found nothing holds', async () => {
  mkdirSync(join(place, 'empty'));
  expect(await replay(join(place, 'empty'))).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/no finding in/),
  });
  mkdirSync(join(place, 'run/findings'), { recursive: true });
  expect(await replay(join(place, 'run'))).toEqual({
    code: 0,
    stdout: '0 findings: 0 fixed, 0 still failing\n',
    stderr: '',
  });
});

test('a damaged finding is named with the field, and is damaged input', async () => {
  const cut = written('cut/finding.json', findingText(findingOf(), FOUND).slice(0, 200));
  const evil = written(
    `evil\u001b[31m/finding.json`,
    JSON.stringify({ ...JSON.parse(findingText(findingOf(), FOUND)), id: '../x' }),
  );
  const { code, stdout, stderr } = await replay(cut, evil);
  expect(code).toBe(5);
  expect(stderr).toContain(`${cut}: it is no JSON object\n`);
  expect(stderr).toContain('evil\\x1b[31m/finding.json: "id" is missing or wrong\n');
  expect(stdout).toBe('0 findings: 0 fixed, 0 still failing\n');
  const json = JSON.parse((await replay('--json', cut)).stdout);
  expect(json).toMatchObject({
    command: 'replay',
    verdict: 'unknown',
    results: [],
    damaged: [{ file: cut }],
  });
});

const THEME = makeTheme(0);
const row = (replayed: Partial<ReplayRow['replayed']>, finding = findingOf()): ReplayRow => ({
  file: whole,
  finding,
  replayed: { verdict: 'fixed', shown: 0, of: 5, symptom: null, reason: null, passing: false, ...replayed },
});
const { kind, signature, requirement, expected, actual } = findingOf();
const SYMPTOM = { kind, signature, requirement, expected, actual };
const FIXED = row({});
const FAILING = row({ verdict: 'failing', shown: 5, symptom: { ...SYMPTOM, signature: 'SIGBUS' } });
const UNKNOWN = row({ verdict: 'unknown', reason: 'the target did not come up' });

test('the worst of all verdicts counts: failing, then what could not be told', () => {
  expect(worstOf([FIXED, UNKNOWN, FAILING])).toBe('failing');
  expect(worstOf([FIXED, UNKNOWN])).toBe('unknown');
  expect(worstOf([FIXED, FIXED])).toBe('fixed');
  expect(worstOf([])).toBe('unknown');
  expect(replaySummary([FIXED, UNKNOWN, FAILING])).toBe(
    '3 findings: 1 fixed, 1 still failing, 1 could not be told',
  );
});

test('a line says the verdict, and what is to be said about it', () => {
  expect(replayLines(FIXED, THEME)).toEqual(['FIXED           crash-3f2a91c0  SIGSEGV']);
  expect(replayLines(UNKNOWN, THEME)[1]).toBe('                the target did not come up');
  expect(replayLines(FAILING, THEME).join(' ').replace(/ +/g, ' ')).toBe(
    `STILL FAILING crash-3f2a91c0 SIGSEGV now SIGBUS: ${actual} (5 of 5 re-runs) ${whole}`,
  );
});

test('what a finding or a target says is escaped', () => {
  const symptom = { ...SYMPTOM, signature: HOSTILE, actual: HOSTILE };
  const one = row({ verdict: 'failing', shown: 1, symptom }, findingOf({ signature: HOSTILE }));
  const text = replayLines({ ...one, file: HOSTILE }, THEME).join('\n');
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]|\p{Surrogate}|^# forged/mu);
});

test('the JSON has a result for each, and no traces', () => {
  const facts = { version: '0.1.0', endpoint: null, command: ['./node'], startedAt: new Date(0) };
  expect(replayJson([FAILING], [{ file: 'x', message: 'y' }], facts)).toEqual({
    schemaVersion: 1,
    tool: 'peerprobe',
    version: '0.1.0',
    command: 'replay',
    target: { endpoint: null, command: ['./node'] },
    startedAt: '1970-01-01T00:00:00.000Z',
    verdict: 'failing',
    results: [
      {
        file: whole,
        id: 'crash-3f2a91c0',
        kind: 'crash',
        signature: 'SIGSEGV',
        requirement: 'ROB-1',
        verdict: 'failing',
        shown: 5,
        of: 5,
        symptom: { ...SYMPTOM, signature: 'SIGBUS' },
        reason: null,
      },
    ],
    damaged: [{ file: 'x', message: 'y' }],
  });
});
