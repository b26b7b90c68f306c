import { describe, expect, it } from 'vitest';
import { PROBES } from '../../src/check/catalogue.ts';
import type { CheckResult } from '../../src/check/event.ts';
import { toldIn } from '../../src/lang/said.ts';
import { withBug } from '../../src/node/bugs/bug.ts';
import { bugNamed } from '../../src/node/bugs/table.ts';
import { nodeConfig } from '../../src/node/config.ts';
import { checkJson } from '../../src/report/check-json.ts';
import { checkText } from '../../src/report/check-text.ts';
import { htmlPage } from '../../src/report/html/page.ts';
import { githubAnnotations } from '../../src/report/run/github.ts';
import { junitXml } from '../../src/report/run/junit.ts';
import { readReport } from '../../src/report/run/read-report.ts';
import { runsMarkdown } from '../../src/report/run/run-markdown.ts';
import { runsText } from '../../src/report/run/run-text.ts';
import { makeTheme } from '../../src/report/theme.ts';
import { englishIn, shown } from '../support/english.ts';
import { inTurn } from '../support/turn.ts';
import { virtualCheck } from '../support/virtual-check.ts';

const PLAIN = makeTheme(0);

function checked(name: string | null, ids: readonly string[]): Promise<CheckResult> {
  const bug = name === null ? null : bugNamed(name);
  return virtualCheck(
    (self, start) => {
      const config = nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true });
      return bug === null ? config : withBug(config, bug);
    },
    {},
    PROBES.filter((probe) => ids.includes(probe.requirement)),
  );
}

describe('a report in French', () => {
  const cases = [
    ['first-tlv-only', ['HDR-3', 'REQ-1']],
    ['port-little-endian-read', ['ADR-2', 'ADR-1']],
    ['expiry-never', ['HEL-4', 'HEL-6']],
    ['crash-on-short', ['TLV-4']],
    ['hello-3s', ['HEL-1']],
  ] as const;

  // All bugs, in the terminal's form: test/check/symptoms.slow.test.ts.
  it.each(inTurn(cases, 5))('has no English in it, in any form: %s', async (name, ids) => {
    expect(bugNamed(name), name).not.toBeNull();
    const result = await checked(name, ids);
    const facts = {
      version: '0',
      endpoint: null,
      command: ['./server'],
      seed: 1,
      startedAt: new Date(0),
      durationMs: 1,
    };
    const report = readReport(JSON.parse(JSON.stringify(checkJson(result, facts, new Map()))));
    if (typeof report === 'string') throw new Error(report);
    const runs = [{ name: 'a', report }];
    const page = htmlPage(
      runs.map((run) => ({ ...run, folder: null, attachments: new Map(), schedule: null })),
      'fr',
    );
    const texts = [
      checkText(result, new Map(), PLAIN, { lang: 'fr', stages: true }),
      runsText(runs, PLAIN, 'fr'),
      runsMarkdown(runs, 'fr').replaceAll('\\', ''),
      githubAnnotations(runs, 'fr').replace(/::\w+ title=/g, ''),
      shown(junitXml(runs, 'fr').replace(/ (name|classname|type)="[^"]*"/g, '')),
      shown(page.replace(/<(style|script|head)>.*?<\/\1>/gs, ' ')),
    ];
    expect(texts.flatMap(englishIn)).toEqual([]);
    // Data in place of its words.
    expect([...texts, checkText(result, new Map(), PLAIN)].join('')).not.toContain('[object');
    // The same in English, to see that it would show.
    expect(englishIn(checkText(result, new Map(), PLAIN)).length).toBeGreaterThan(20);
  });

  it('tells of each row in French, from the JSON of a run as from the run itself', async () => {
    const result = await checked('expiry-never', ['HEL-4']);
    const facts = {
      version: '0',
      endpoint: null,
      command: null,
      seed: 1,
      startedAt: new Date(0),
      durationMs: 1,
    };
    const report = readReport(JSON.parse(JSON.stringify(checkJson(result, facts, new Map()))));
    if (typeof report === 'string') throw new Error(report);
    const told = result.findings.map(({ judgement }) => toldIn('fr', judgement));
    expect(report.results.map((row) => toldIn('fr', row))).toEqual(told);
    expect(told.map(({ actual }) => actual)).toContainEqual(
      expect.stringMatching(/^encore dans la liste \d,\d\u00a0s après son dernier Hello/),
    );
  });
});
