import { describe, expect, it } from 'vitest';
import type { InteropResult } from '../../src/interop/event.ts';
import type { Role } from '../../src/interop/meeting.ts';
import { type Outcome, TESTS, type TestName } from '../../src/interop/outcome.ts';
import type { PairingResult, PairingTest } from '../../src/interop/pairing.ts';
import { seenTogether } from '../../src/oracle/dialect-seen.ts';
import { interopJson } from '../../src/report/interop-json.ts';
import type { InteropNode, InteropReport } from '../../src/report/interop-report.ts';
import { interopText } from '../../src/report/interop-text.ts';
import { makeTheme } from '../../src/report/theme.ts';

const PLAIN = makeTheme(0);
const NODES: InteropNode[] = [
  { id: 'A', name: './a', command: ['./a'], folder: null },
  { id: 'B', name: 'bea', command: ['./b', '\u001b[2J'], folder: '/class/bea' },
];

type Odd = Partial<
  Record<TestName, { readonly outcome: Outcome; readonly by?: Role; readonly text: string }>
>;

function pairing(joiner: number, hub: number, odd: Odd = {}): PairingResult {
  const tests = TESTS.map(({ name: test }): PairingTest => {
    const { outcome = 'pass', by, text = 'all is well' } = odd[test] ?? {};
    const faults = by === undefined ? [] : [{ requirement: 'HEL-4', by, text }];
    return { test, outcome, text, faults, tries: [outcome] };
  });
  const outcome = tests.some((one) => one.outcome === 'fail') ? 'fail' : 'pass';
  return { joiner, hub, third: null, outcome, tests, troubles: [], attempts: [] };
}

function result(pairings: readonly PairingResult[], left = 0): InteropResult {
  const count = (outcome: Outcome): number => pairings.filter((one) => one.outcome === outcome).length;
  return {
    verdict: count('fail') > 0 ? 'fail' : 'pass',
    pairings,
    left,
    dialects: NODES.map(() => seenTogether([])),
    summary: { pass: count('pass'), fail: count('fail'), inconclusive: 0, unsupported: 0 },
  };
}

const FACTS = {
  version: '1',
  seed: 5,
  startedAt: new Date(0),
  durationMs: 1.5,
  timeMs: 15_000,
  nodes: NODES,
  interrupted: false,
};

function reported(of: InteropResult): InteropReport {
  return interopJson(of, FACTS);
}

const KEEPS = 'B lists A 9.0 s after its last Hello';
const FAULTY = result(
  [
    pairing(0, 0),
    pairing(0, 1, { lose: { outcome: 'fail', by: 'hub', text: KEEPS } }),
    pairing(1, 0, { hearsay: { outcome: 'unsupported', text: 'B asked A for no peers in 15.0 s' } }),
    pairing(1, 1, { lose: { outcome: 'fail', by: 'hub', text: "B lists B' 9.0 s after its last Hello" } }),
  ],
  2,
);

describe('the text of interop', () => {
  it('is a matrix of letters, with what failed and by whom', () => {
    const text = interopText(reported(FAULTY), PLAIN);
    expect(text).toContain('   A         B\nA  FKHLWC    FKHWC !L\nB  FKLWC -H  FKHWC !L\n');
    expect(text).toContain('  A ./a\n  B bea: ./b');
    expect(text).toContain(`FAIL B: L HEL-4\n     ${KEEPS}\n     in A>B, B>B\n`);
    expect(text).toContain('never came, which is free:\n  H B asked A for no peers in 15.0 s (B>A)\n');
    expect(text).toMatch(/fail: 4 pairings, 2 pass, 2 fail; 2 pairings not tried\n$/);
    expect(text).not.toContain('\u001b');
    expect(text.split('\n').filter((line) => /\s$/.test(line) || line.length > 80)).toEqual([]);
  });

  it('has a sign for each pairing where the letters find no room', () => {
    const text = interopText(reported(FAULTY), PLAIN, 12);
    expect(text).toContain('   A B\nA  . F\nB  . F\n');
    expect(text).toContain('. passed, F failed');
  });

  it('tells with colour and letters alike', () => {
    const text = interopText(reported(FAULTY), makeTheme(1));
    expect(text).toContain('\u001b[31m!L\u001b[39m');
    expect(text).toContain('\u001b[32mFKHLWC\u001b[39m');
  });

  it('quotes a program that did not come up, once and harmless', () => {
    const trouble = { role: 'joiner', text: 'it ended', output: 'oh\u001b[31m\nno' } as const;
    const pairings = [pairing(0, 0), pairing(0, 1)].map((one) => ({ ...one, troubles: [trouble] }));
    const text = interopText(reported(result(pairings)), PLAIN);
    expect(text).toContain('A: it ended\n  | oh\\x1b[31m\n  | no\n');
    expect(text.split('it ended')).toHaveLength(2);
  });
});

describe('the JSON of interop', () => {
  it('has a row for each pairing, and what each node has broken', () => {
    const json = interopJson(FAULTY, FACTS, ({ joiner }) => (joiner === 0 ? ['captures/x.pcapng'] : []));
    expect(json).toMatchObject({ schemaVersion: 1, command: 'interop', seed: 5, verdict: 'fail', left: 2 });
    expect(json['nodes']).toMatchObject([
      { id: 'A', name: './a', failed: [] },
      { id: 'B', command: ['./b', '\u001b[2J'], failed: [{ requirement: 'HEL-4', pairings: 2 }] },
    ]);
    const [, second] = json.pairings;
    expect(second).toMatchObject({ joiner: 'A', hub: 'B', third: null, outcome: 'fail' });
    expect(second?.captures).toEqual(['captures/x.pcapng']);
    expect(second?.tests[3]).toEqual({
      test: 'lose',
      outcome: 'fail',
      text: KEEPS,
      faults: [{ requirement: 'HEL-4', node: 'B', role: 'hub', text: KEEPS }],
      tries: ['fail'],
    });
  });
});
