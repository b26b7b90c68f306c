import { describe, expect, test } from 'vitest';
import { needAbility } from '../../support/need.ts';
import { twoHostsWork } from '../../support/two-hosts.ts';
import { Hosted } from './hosted.ts';
import { start } from './program.ts';

const LIMIT_MS = 280_000;

interface Row {
  readonly requirement: string;
  readonly check: string;
  readonly verdict: string;
  readonly actual: string;
}

// Traffic that is not loopback, between namespaces of our own: nothing else can be reached from them.
describe.runIf(needAbility(twoHostsWork(), 'two network namespaces'))(
  'check of a node on another host',
  () => {
    const hosted = new Hosted();

    async function rows(port: number, words: readonly string[], bug: readonly string[] = []): Promise<Row[]> {
      const { a, b } = hosted.hosts;
      await hosted.node(a, [String(port), ...bug], LIMIT_MS);
      const target = [`${a.address}:${port}`, '--allow-target', '10.77.0.0/24'];
      const { stdout } = await start(['check', ...target, '--json', ...words], '', b.prefix, LIMIT_MS)
        .outcome;
      return (JSON.parse(stdout) as { results: Row[] }).results;
    }

    test('a good one fails nothing, and what the fence held back is named', {
      timeout: 300_000,
    }, async () => {
      const results = await rows(4200, []);
      const bad = results.filter(
        ({ verdict, actual }) => verdict !== 'pass' && !/this machine was/.test(actual),
      );
      const text = bad
        .map((row) => `${row.requirement} ${row.check} ${row.verdict}: ${row.actual}`)
        .join('\n');
      expect(
        bad.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn'),
        text,
      ).toEqual([]);
      expect(text).toMatch(/ADR-1 announced-greeted not-observed: .*held back/);
      expect(results.filter(({ verdict }) => verdict === 'pass').length, text).toBeGreaterThan(40);
    });

    test('a faulty one fails by its row', { timeout: 300_000 }, async () => {
      const results = await rows(4201, ['--only', 'TLV-2'], ['--bug', 'unknown-drops-all']);
      expect(results.find(({ requirement }) => requirement === 'TLV-2')).toMatchObject({ verdict: 'fail' });
    });
  },
);
