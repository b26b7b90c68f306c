import { describe, expect, it } from 'vitest';
import { inWords, sentence } from '../../../src/lang/sentence.ts';
import { classCsv } from '../../../src/report/class/class-csv.ts';
import { classJson } from '../../../src/report/class/class-json.ts';
import {
  alikeTargets,
  type ClassReport,
  type ClassRow,
  requirementCounts,
  rowPoints,
} from '../../../src/report/class/class-report.ts';
import { classText } from '../../../src/report/class/class-text.ts';
import { feedbackMarkdown } from '../../../src/report/class/feedback.ts';
import { gradescopeJson } from '../../../src/report/class/gradescope.ts';
import { htmlPage } from '../../../src/report/html/page.ts';
import type { StageRow } from '../../../src/report/run/run-report.ts';
import { makeTheme } from '../../../src/report/theme.ts';
import { NASTY } from '../../support/nasty.ts';
import { checkReport, row } from '../../support/run-report.ts';

type More = Parameters<typeof checkReport>[1];

function target(name: string, rows: readonly Parameters<typeof row>[], more: More = {}): ClassRow {
  const results = rows.map((one) => row(...one));
  return {
    name,
    folder: `class/targets/${name}`,
    weight: 10,
    problem: null,
    run: checkReport(results, more),
  };
}

function stage(id: string, state: string, points: number): StageRow {
  return { id, title: `does ${id}`, state, passed: points, of: 1, points, worth: 1 };
}

const FAIL = { verdict: 'fail' } as const;
const DIALECT = { list: 'connected', answers: 'all' };
const ROWS: readonly ClassRow[] = [
  target(
    'alice',
    [
      ['TLV-3', 'later', FAIL],
      ['ADR-2', 'order', FAIL],
      ['HEL-1', 'hello'],
    ],
    { dialect: DIALECT },
  ),
  target(
    'bob',
    [
      ['TLV-3', 'later', FAIL],
      ['ADR-2', 'order', FAIL],
      ['HEL-1', 'hello'],
    ],
    { dialect: DIALECT },
  ),
  target(
    'carol',
    [
      ['TLV-3', 'later', FAIL],
      ['ADR-2', 'order'],
      ['HEL-1', 'hello'],
    ],
    { dialect: DIALECT },
  ),
  target(
    'dora',
    [
      ['TLV-3', 'later'],
      ['ADR-2', 'order'],
      ['HEL-1', 'hello'],
    ],
    { dialect: DIALECT },
  ),
  target(
    'emil',
    [
      ['TLV-3', 'later'],
      ['ADR-2', 'order'],
      ['HEL-1', 'hello'],
    ],
    { dialect: DIALECT },
  ),
  {
    name: 'fred',
    folder: 'class/targets/fred',
    weight: 10,
    problem: 'its build ended with status 2',
    run: null,
  },
];
const CLASS: ClassReport = { version: '0.1.0', seed: 7, startedAt: '2026-11-26T12:00:24.702Z', rows: ROWS };

describe('what a class adds up to', () => {
  it('counts of each requirement how many fail it, of those that were judged', () => {
    const counts = new Map(requirementCounts(ROWS).map((one) => [one.requirement.id, one]));
    expect(counts.get('TLV-3')).toMatchObject({ of: 5, counts: { fail: 3, pass: 2 } });
    expect(counts.get('REQ-1')).toMatchObject({ of: 5, counts: { skipped: 5 } });
    expect(classText(CLASS, makeTheme(0))).toContain('3 of 5 fail TLV-3');
    // One that did not come up is not among them.
    const silent = target('gus', [['TLV-3', 'later', { verdict: 'skipped' }]], {
      verdict: 'inconclusive',
      start: 'x',
    });
    expect(requirementCounts([...ROWS, silent])[0]?.of).toBe(5);
  });

  it('groups what complains of the same and chooses the same, the rarest first, and nobody without complaint', () => {
    expect(alikeTargets(ROWS)).toEqual([
      {
        names: ['alice', 'bob'],
        complaints: ['TLV-3 later', 'ADR-2 order'],
        dialect: DIALECT,
        unique: ['ADR-2 order'],
      },
    ]);
    const [alice, bob] = ROWS;
    if (alice?.run == null || bob?.run == null) throw new Error('they were judged');
    const other = { ...bob, run: { ...bob.run, dialect: { ...DIALECT, list: 'known' } } };
    expect(alikeTargets([alice, other])).toEqual([]);
  });

  it('brings the points of stages to the weight, and leaves out what was not judged', () => {
    const stages = [
      stage('2.1.4', 'complete', 1),
      stage('2.1.5', 'begun', 0.5),
      stage('2.2.1', 'not-judged', 0),
    ];
    const one = { ...target('a', [], { stages }), weight: 20 };
    expect(rowPoints(one)).toEqual({ points: 15, worth: 20 });
    expect(gradescopeJson([one])).toMatchObject({
      score: 15,
      tests: [
        { name: 'the node does 2.1.4', number: '2.1.4', score: 10, max_score: 10, status: 'passed' },
        { name: 'the node does 2.1.5', number: '2.1.5', score: 5, max_score: 10, status: 'failed' },
      ],
    });
    expect(rowPoints({ ...one, run: null })).toEqual({ points: 0, worth: 20 });
  });

  it('tells Gradescope what stands in the way of a stage, and of a target that was not judged why', () => {
    const stages = [stage('2.2.3', 'begun', 0.5)];
    const rows = [
      ['ADR-2', 'order', { ...FAIL, hint: 'htons once' }],
      ['SIZ-1', 'size'],
    ] as const;
    const one = target(
      'a',
      rows.map(([id, check, more = {}]) => [id, check, more]),
      { stages },
    );
    const [test] = (gradescopeJson([one]) as { tests: { output: string }[] }).tests;
    expect(test?.output).toContain(
      'ADR-2 order\n  expected: the node does it\n  seen: it did\n  hint: htons once',
    );
    expect(test?.output).not.toContain('SIZ-1');
    expect(gradescopeJson(ROWS.slice(-1))).toMatchObject({
      score: 0,
      tests: [{ score: 0, max_score: 10, output: 'could not be told: its build ended with status 2' }],
    });
  });

  it('says the same as JSON', () => {
    expect(classJson(CLASS)).toMatchObject({
      schemaVersion: 1,
      command: 'check --many',
      verdict: 'fail',
      summary: { targets: 6, pass: 2, fail: 3, inconclusive: 1, notJudged: 1 },
      targets: [
        { name: 'alice', verdict: 'fail', failed: ['TLV-3', 'ADR-2'] },
        {},
        {},
        {},
        {},
        { problem: /./ },
      ].map((one) =>
        expect.objectContaining('problem' in one ? { problem: 'its build ended with status 2' } : one),
      ),
    });
  });
});

describe('the matrix', () => {
  it('has a line a target, the marks under their requirements', () => {
    const lines = classText(CLASS, makeTheme(0)).split('\n');
    const [families = '', numbers = '', alice = ''] = lines;
    const place = families.indexOf('ADR') + 1;
    expect(numbers[place]).toBe('2');
    expect(alice).toMatch(/^FAIL alice /);
    expect(alice[place]).toBe('F');
    expect(lines.find((line) => line.includes('dora'))?.[place]).toBe('.');
    expect(lines.find((line) => line.includes('fred'))).toContain('???? fred  not judged');
  });

  it('accuses nobody of more than the same behaviour', () => {
    const text = classText(CLASS, makeTheme(0));
    expect(text).toContain('alice, bob');
    expect(text).toContain('nobody else has ADR-2 order');
    expect(text.replace(/\s+/g, ' ')).toContain('shows nothing about where code comes from');
  });
});

describe('why a target was not judged', () => {
  const said = sentence('{name}: {text}', {
    name: sentence('its build ended with status {code}', { code: '2' }),
    text: 'main.c:3: error\nmain.c:9: error',
  });
  const untold = { name: 'x', folder: '', weight: 10, run: null, problem: inWords('en', said) };
  const rows = [{ ...untold, problemSaid: said }];
  const forms = (all: readonly ClassRow[]): string[] => [
    classText({ ...CLASS, rows: all }, makeTheme(0), 'fr'),
    classCsv({ ...CLASS, rows: all }, 'fr'),
    JSON.stringify(gradescopeJson(all, 'fr')),
    all.map((row) => feedbackMarkdown(row, 'fr')).join(''),
    htmlPage([], 'fr', all),
  ];

  it('is told in the language of the reader, in every form; what a compiler said stays', () => {
    for (const form of forms(rows)) {
      expect(form).toContain(
        "sa compilation s'est terminée avec le statut 2".replaceAll(
          "'",
          form.startsWith('<') ? '&#39;' : "'",
        ),
      );
      expect(form).not.toContain('its build');
    }
    expect(classJson({ ...CLASS, rows })).toMatchObject({ targets: [{ problem: untold.problem }] });
  });

  it('stays as it was written where there is no sentence of it, or another one', () => {
    const other = { ...said, text: '{name}: nothing' };
    for (const form of forms([untold, { ...untold, name: 'y', problemSaid: other }])) {
      expect(form).toContain('its build ended with status 2');
      expect(form).not.toContain('sa compilation');
      expect(form).not.toContain('nothing');
    }
  });

  it('is the sentence of its start, where it ran and did not come up', () => {
    const startSaid = sentence('the program runs, but has not bound UDP port {port}, its first argument', {
      port: 4200,
    });
    const run = checkReport([], { verdict: 'inconclusive', start: inWords('en', startSaid), startSaid });
    for (const form of forms([{ ...untold, problem: null, run }]))
      expect(form).toMatch(/le programme tourne, mais ne s(&#39;|')est pas lié au port UDP 4200/);
  });
});

describe('hostile text', () => {
  const all = NASTY.map((text) => ({
    ...target(text, [[text, text, { ...FAIL, expected: text, actual: text, hint: text }]], {
      start: text,
      dialect: { [text]: text },
      likeness: [{ bug: text, summary: text }],
      completeUpTo: text,
      stages: [{ ...stage(text, text, 1), title: text }],
    }),
    problem: text,
  }));
  const report = { ...CLASS, rows: all };
  const UNSAFE = /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069]/;

  it('moves no cursor in the text, twice for groups', () => {
    expect(classText({ ...CLASS, rows: [...all, ...all] }, makeTheme(0))).not.toMatch(UNSAFE);
  });

  it('of a compiler stands as it is, in a block that it cannot end', () => {
    const problem = 'its build ended with status 1: main.c:3: error\n```\n# <script>';
    const lines = feedbackMarkdown({
      ...ROWS[5],
      name: 'x',
      folder: '',
      weight: 1,
      run: null,
      problem,
    }).split('\n');
    expect(lines.slice(2)).toEqual([
      'its build ended with status 1: main.c:3: error',
      '',
      '````text',
      '```',
      '# <script>',
      '````',
      '',
    ]);
  });

  it('makes no cell, line or formula in the table', () => {
    const lines = classCsv(report).trimEnd().split('\n');
    expect(lines).toHaveLength(all.length + 1);
    for (const line of lines) expect(line).not.toMatch(/(^|,)"?[=+@]/);
  });

  it('stays in its place in Markdown', () => {
    for (const one of all) {
      const text = feedbackMarkdown(one);
      expect(text).not.toMatch(UNSAFE);
      expect(text.split('\n').filter((line) => /^#{1,6} /.test(line)).length).toBeLessThanOrEqual(4);
      expect(text).not.toMatch(/(?<!\\)<script/);
    }
  });

  it('is text for Gradescope', () => {
    const { output, tests } = gradescopeJson(all) as {
      output: string;
      tests: { name: string; output: string }[];
    };
    for (const text of [output, ...tests.flatMap((test) => [test.name, test.output])])
      expect(text).not.toMatch(UNSAFE);
  });
});
