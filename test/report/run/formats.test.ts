import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { githubAnnotations } from '../../../src/report/run/github.ts';
import { junitXml } from '../../../src/report/run/junit.ts';
import type { NamedRun } from '../../../src/report/run/named-run.ts';
import { runsMarkdown } from '../../../src/report/run/run-markdown.ts';
import { runsText } from '../../../src/report/run/run-text.ts';
import { makeTheme } from '../../../src/report/theme.ts';
import { NASTY } from '../../support/nasty.ts';
import { need } from '../../support/need.ts';
import { checkReport, foundRow, fuzzReport, interopReport, row } from '../../support/run-report.ts';

const PLAIN = makeTheme(0);
const SCHEMA = fileURLToPath(new URL('../../support/junit.xsd', import.meta.url));

const RUNS: readonly NamedRun[] = [
  {
    name: 'a',
    report: checkReport([
      row('TLV-2', 'skips', {
        verdict: 'fail',
        actual: 'it did not',
        hint: 'skip it',
        byHand: 'peerprobe send x',
      }),
      row('REQ-2', 'strangers', { verdict: 'warn', level: 'should' }),
      row('HEL-4', 'expiry', { verdict: 'inconclusive' }),
      row('REQ-8', 'asks', { verdict: 'not-observed' }),
      row('HEL-6', 'returns', { verdict: 'skipped', hint: 'rests on TLV-2' }),
      row('HDR-1', 'header'),
    ]),
  },
  { name: 'b', report: checkReport([row('TLV-2', 'skips'), row('HDR-1', 'header')]) },
  { name: 'c', report: fuzzReport([foundRow('crash-1')]) },
];

/** Every text of the reports is that text. */
function full(text: string): NamedRun[] {
  const rows = ['fail', 'warn', 'inconclusive', 'skipped'] as const;
  const results = rows.map((verdict) =>
    row(text, text, {
      verdict,
      section: text,
      expected: text,
      actual: text,
      hint: text,
      because: text,
      byHand: text,
      evidence: { capture: text, packets: [] },
    }),
  );
  const found = foundRow(text, {
    kind: text,
    signature: text,
    requirement: text,
    expected: text,
    actual: text,
    hint: text,
    reproduced: text,
    datagrams: [text],
    output: text,
    folder: text,
  });
  const more = {
    version: text,
    target: { endpoint: text, command: [text] },
    startedAt: text,
    ended: text,
    start: text,
    completeUpTo: text,
    next: { stage: text, what: text },
    stages: [{ id: text, title: text, state: text, passed: 1, of: 2, points: 0.5, worth: 1 }],
    likeness: [{ bug: text, summary: text }],
    flaky: [text],
  };
  return [
    { name: text, report: checkReport(results, more) },
    { name: text, report: fuzzReport([found], more) },
    { name: text, report: interopReport({ name: text, text, file: text }, more) },
  ];
}

const MET: readonly NamedRun[] = [{ name: 'm', report: interopReport() }];

describe('a run of interop', () => {
  it('is told in each form, with who broke what and where', () => {
    const text = runsText(MET, PLAIN);
    expect(text).toMatch(
      /^fail {2}interop of \.\/a, \.\/b \(m\)\n {2}4 pairings, 2 pass, 2 fail, 14\.22 s\n/,
    );
    expect(text).toContain('A  FKLWC -H    FKWC !L -H\n');
    expect(text).toContain('FAIL B: L HEL-4\n     B lists A 9.0 s after its last Hello\n     in A>B, B>B\n');
    const markdown = runsMarkdown(MET);
    expect(markdown).toContain('| B ./b | FKLWC -H | FKWC !L -H |');
    expect(markdown).toContain('### FAIL HEL-4 lose B (./b)');
    const xml = junitXml(MET);
    expect(xml).toContain('tests="25" failures="2" errors="0" skipped="4"');
    expect(xml).toContain('<testcase classname="peerprobe.A (./a) &#62; B (./b)" name="lose" time="0">');
    expect(xml).toContain('type="HEL-4">B lists A');
    expect(githubAnnotations(MET).split('\n')[0]).toBe(
      '::error title=HEL-4 lose B (./b)::B lists A 9.0 s after its last Hello%0Ain A>B, B>B',
    );
  });
});

describe('JUnit', () => {
  it('tells failures, errors and what was skipped', () => {
    const xml = junitXml(RUNS.slice(0, 1));
    expect(xml).toContain('<testsuites name="peerprobe" tests="7" failures="1" errors="1" skipped="2">');
    expect(xml).toContain(
      '<failure message="it did not" type="TLV-2">expected: the node does it\nseen: it did not',
    );
    expect(xml).toContain('<testcase classname="peerprobe.REQ-2" name="strangers" time="0"/>');
    expect(xml).toContain('<skipped message="rests on TLV-2"/>');
  });

  it('makes warnings failures where they are all that a run failed by', () => {
    const strict = checkReport([row('REQ-2', 'x', { verdict: 'warn', level: 'should' })], {
      verdict: 'fail',
    });
    expect(junitXml([{ name: 's', report: strict }])).toContain('failures="1"');
  });

  it.runIf(need('xmllint'))('is valid, whatever stands in the reports', () => {
    for (const xml of [junitXml(RUNS), junitXml([]), ...NASTY.map((text) => junitXml(full(text)))]) {
      const told = execFileSync('xmllint', ['--noout', '--schema', SCHEMA, '-'], {
        input: xml,
        stdio: 'pipe',
      });
      expect(told.toString()).toBe('');
      expect(
        execFileSync('xmllint', ['--xpath', 'count(//testcase[@name="forged"])', '-'], { input: xml })
          .toString()
          .trim(),
      ).toBe('0');
    }
  });
});

describe('annotations', () => {
  it('name what fails, the gravest first', () => {
    const lines = githubAnnotations(RUNS).trimEnd().split('\n');
    expect(lines.map((line) => line.replace(/::.*/, '').length === 0)).not.toContain(false);
    expect(lines[0]).toBe(
      '::error title=TLV-2 skips::expected: the node does it%0Aseen: it did not%0Ahint: skip it',
    );
    expect(lines.map((line) => /^::(\w+)/.exec(line)?.[1])).toEqual([
      'error',
      'error',
      'warning',
      'notice',
      'notice',
      'notice',
    ]);
  });

  it('are a line each, whatever stands in the reports', () => {
    for (const text of NASTY)
      for (const line of githubAnnotations(full(text)).trimEnd().split('\n')) {
        expect(line).toMatch(/^::(error|warning|notice) title=[^:,]*::/);
        expect(line).not.toMatch(/[\0-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069]/);
      }
  });
});

describe('Markdown', () => {
  it('has a table of the runs and what each complains of', () => {
    const text = runsMarkdown(RUNS);
    expect(text).toContain('| check of ./server \\(a\\) |'.replaceAll('\\(', '(').replaceAll('\\)', ')'));
    expect(text).toContain('### FAIL TLV-2 skips');
    expect(text).toContain('Could not tell: HEL-4 expiry.');
    expect(text).toContain('Nothing to complain of.');
    expect(text).toContain('### crash-1: SIGSEGV');
  });

  it('is not changed in its form by what stands in the reports', () => {
    // A fence may be longer than three; what stands in it is no form.
    const shape = (text: string): string[] =>
      runsMarkdown(full(text))
        .replace(/^(`{3,})(\w+)\n[\s\S]*?^\1$/gm, '```')
        .split('\n')
        .map((line) => /^(#+ (FAIL|WARN)?|- |\||`{3,}|)/.exec(line)?.[0] ?? '');
    const plain = shape('x');
    for (const text of NASTY.filter((one) => one !== '')) expect(shape(text)).toEqual(plain);
  });
});

describe('text', () => {
  it('shows what fails and where runs differ', () => {
    const text = runsText(RUNS, PLAIN);
    expect(text).toContain('FAIL TLV-2 skips');
    expect(text).toContain('???? HEL-4 expiry');
    expect(text).toMatch(/TLV-2 skips +F \./);
    expect(text).not.toMatch(/HDR-1 header +/);
    expect(text).toContain('41,204 datagrams sent');
  });

  it('moves no cursor', () => {
    for (const text of NASTY)
      expect(runsText(full(text), PLAIN)).not.toMatch(
        /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/,
      );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const runs = full(text);
        for (const made of [
          runsText(runs, PLAIN),
          runsMarkdown(runs),
          githubAnnotations(runs),
          junitXml(runs),
        ])
          expect(made).not.toMatch(/\p{Surrogate}/u);
      }),
      { numRuns: 50 },
    );
  });
});
