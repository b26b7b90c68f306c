import { describe, expect, it } from 'vitest';
import type { FuzzResult } from '../../src/fuzz/event.ts';
import { sentence } from '../../src/lang/sentence.ts';
import { DIALECT_KEYS } from '../../src/node/dialect.ts';
import type { DialectSeen } from '../../src/oracle/dialect-seen.ts';
import { fuzzJson } from '../../src/report/fuzz-json.ts';
import { fuzzText, statusLine } from '../../src/report/fuzz-text.ts';
import { makeTheme } from '../../src/report/theme.ts';
import { englishIn } from '../support/english.ts';
import { findingOf, HOSTILE, step, suspicionOf } from '../support/finding.ts';

const THEME = makeTheme(0);
const UNKNOWN = Object.fromEntries(DIALECT_KEYS.map((key) => [key, null])) as DialectSeen;
const STARTED = { version: '0.1.0', endpoint: null, command: ['./my server', '-v'], startedAt: new Date(0) };
const RUNNING = { ...STARTED, endpoint: '127.0.0.1:4200', command: null };

function resultOf(how: Partial<FuzzResult> = {}): FuzzResult {
  return {
    verdict: 'pass',
    seed: 42,
    durationMs: 30_012,
    cases: 1_234_567,
    datagrams: 400_000,
    lost: 0,
    dropped: 0,
    instances: 4,
    deaths: 0,
    seen: true,
    dialect: UNKNOWN,
    findings: [],
    unconfirmed: [],
    tried: {
      cells: [
        { type: 'hello', length: 'exact', position: 'last', state: 'stranger', count: 9 },
        { type: 'hello', length: 'exact', position: 'first', state: 'expired', count: 0 },
        { type: 'unknown', length: '0', position: 'last', state: 'stranger', count: 0 },
        { type: 'unknown', length: '0', position: 'last', state: 'expired', count: 0 },
      ],
      generators: { grammar: 1_000_000, mutation: 234_567, volume: 0 },
      longest: 65_507,
      mostPeers: 4096,
    },
    notes: [],
    unwatched: [],
    start: null,
    ended: null,
    ...how,
  };
}

const BY_TIMER = {
  case: { steps: [], repeat: 1 },
  actual: 'the node has answered nobody for 3 s',
};

const FAILED = resultOf({
  verdict: 'fail',
  findings: [findingOf({ hint: 'a length is not checked', seen: 12 })],
  deaths: 12,
  ended: 'failure',
});

function folders(result: FuzzResult): Map<FuzzResult['findings'][number], string> {
  return new Map(result.findings.map((finding) => [finding, `my run/findings/${finding.id}`]));
}

describe('the text of a campaign', () => {
  it('has no English in it in French, but for what is quoted', () => {
    const hint = 'a length of 128 and more is negative in a char: keep lengths in unsigned variables';
    const actual = 'the node died (SIGSEGV)';
    const said = { actual: sentence('the node died ({signal})', { signal: 'SIGSEGV' }) };
    const result = resultOf({
      verdict: 'fail',
      findings: [findingOf({ hint, actual, said, seen: 12 }), findingOf({ ...BY_TIMER, hint: null })],
      deaths: 12,
      dropped: 3,
      ended: 'failure',
    });
    const text = fuzzText(result, STARTED, folders(result), THEME, 'fr');
    const own = text.split('\n').filter((line) => !/ {2}peer-|peerprobe replay|my run|grammar/.test(line));
    expect(own.flatMap(englishIn)).toEqual([]);
    expect(text).toContain('ÉCHEC\u00a0: 2\u00a0constats en 30,01\u00a0s (arrêté après le premier constat)');
    expect(text).toContain('vu         le nœud est mort (SIGSEGV)');
    // The same in English, to see that it would show.
    expect(englishIn(fuzzText(result, STARTED, folders(result), THEME)).length).toBeGreaterThan(5);
  });

  it('says the verdict, each finding and how to see it again, and how far it reaches', () => {
    expect(fuzzText(FAILED, STARTED, folders(FAILED), THEME)).toBe(`\
FAIL: 1 finding in 30.01 s (ended after the first finding)

crash-3f2a91c0  SIGSEGV  ROB-1
     sent       1 datagram:
                0 ms  127.10.20.127:32530  4 bytes: hello,len=0 !tlv-short
                  tlv[0].length: length below its own 2 bytes
     expected   the node survives whatever arrives
     seen       it was ended by SIGSEGV 2 ms after the last datagram
     hint       a length is not checked
     shown by   5 of 5 re-runs, seen 12 times
     folder     my run/findings/crash-3f2a91c0
     again      peerprobe replay 'my run/findings/crash-3f2a91c0' -- './my server' -v
     by hand    peerprobe send HOST:PORT hello,len=0 --from 127.10.20.127:32530 --listen 3s

sent: 1,234,567 cases, 400,000 datagrams, 0 lost; 4 instances, 12 of them ended
      by themselves
tried: cases by grammar 1,000,000, mutation 234,567; datagrams of up to 65,507
       bytes, up to 4,096 peers
tried: 1 of 4 combinations of TLV, its length, its place and its sender
not tried: unknown of length 0 from anybody; from expired peers, at some places:
           hello of length exact; each of them is in --json
seed 42: the same cases again with --seed 42
`);
  });

  it('says what it found nothing in, and what it does not know', () => {
    const result = resultOf({
      lost: null,
      dropped: 3,
      instances: 0,
      dialect: { ...UNKNOWN, list: 'known' },
      notes: ['it has 103 threads'],
      unwatched: ['no /proc: memory is not watched'],
      unconfirmed: [
        { suspicion: suspicionOf(), reason: 'it did not show again' },
        { suspicion: suspicionOf(), reason: 'there was no time to reproduce it' },
      ],
    });
    const text = fuzzText(result, RUNNING, new Map(), THEME);
    expect(text.replace(/\n +/g, ' ')).toContain(`ok: nothing found in 30.01 s

sent: 1,234,567 cases, 400,000 datagrams, nobody knows how many were lost, 3 held back by the fence
`);
    expect(text).toContain('note: it has 103 threads\n');
    expect(text).toContain('not watched: no /proc: memory is not watched\n');
    expect(text).toContain('its free choices: list=known\n');
    expect(text.replace(/\n +/g, ' ')).toMatch(/not confirmed: crash, SIGSEGV: .*; it did not show again\n/);
    expect(text.replace(/\n +/g, ' ')).toContain('there was no time to reproduce it\n');
  });

  it('says why it could not tell', () => {
    const why = (how: Partial<FuzzResult>): string | undefined =>
      fuzzText(resultOf({ verdict: 'inconclusive', ...how }), RUNNING, new Map(), THEME).split('\n')[0];
    expect(why({ seen: false })).toBe('could not tell: nothing came from the target');
    expect(why({ start: 'the program ended by itself' })).toBe('could not tell: the program ended by itself');
    expect(why({ cases: 0 })).toBe('could not tell: the time was over before anything was tried');
    expect(why({ ended: 'interrupted', cases: 0 })).toBe('could not tell (interrupted)');
    expect(why({ ended: 'interrupted' })).toBe('could not tell (interrupted)');
  });

  it('escapes what a target said, and stays short for a case of any length', () => {
    const steps = Array.from({ length: 1000 }, (_, i) => step('68'.repeat(1400), i));
    const nasty = findingOf({
      signature: HOSTILE,
      expected: HOSTILE,
      actual: HOSTILE,
      hint: HOSTILE,
      case: { steps, repeat: 7 },
    });
    const suspicion = suspicionOf({
      symptom: { ...suspicionOf().symptom, signature: HOSTILE, actual: HOSTILE },
    });
    const result = resultOf({
      findings: [nasty],
      unconfirmed: [{ suspicion, reason: HOSTILE }],
      notes: [HOSTILE],
      unwatched: [HOSTILE],
      tried: { ...resultOf().tried, generators: { [HOSTILE]: 1 } },
    });
    const text = fuzzText(result, { ...STARTED, command: [HOSTILE] }, folders(result), THEME);
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u);
    expect(text).not.toMatch(/^# forged/m);
    expect(text).toContain('1,000 datagrams, 7 times over, the last 4 of them:');
    expect(text.length).toBeLessThan(5000);
  });
});

describe('the status line', () => {
  it('has all that the issue asks for', () => {
    const status = { casesPerS: 1204.4, datagramsPerS: 9830, lost: 0, peers: 1, findings: 2, leftMs: 18_400 };
    expect(statusLine(status)).toBe(
      '1,204 cases/s, 9,830 datagrams/s, 0 lost, 1 peer, 2 findings, 18 s left',
    );
    expect(statusLine({ ...status, leftMs: null })).toMatch(/2 findings$/);
    expect(statusLine({ ...status, leftMs: -3 })).toMatch(/, 0 s left$/);
  });
});

describe('the JSON of a campaign', () => {
  it('has the keys that programs read', () => {
    const json = JSON.parse(JSON.stringify(fuzzJson(FAILED, STARTED, folders(FAILED))));
    expect(json).toMatchObject({
      schemaVersion: 1,
      tool: 'peerprobe',
      command: 'fuzz',
      target: { endpoint: null, command: ['./my server', '-v'] },
      seed: 42,
      datagrams: 400_000,
      lost: 0,
      dropped: 0,
      durationMs: 30_012,
      verdict: 'fail',
      findings: [
        {
          id: 'crash-3f2a91c0',
          kind: 'crash',
          signature: 'SIGSEGV',
          requirement: 'ROB-1',
          steps: [{ at: 0, from: '127.10.20.127:32530', hex: '68010100' }],
          datagrams: ['68010100'],
          reproduced: '5/5',
          folder: 'my run/findings/crash-3f2a91c0',
        },
      ],
      tried: { longest: 65_507 },
    });
    expect(Object.keys(json.dialect)).toEqual([...DIALECT_KEYS]);
    expect(JSON.stringify(json)).not.toContain('trace');
  });
});
