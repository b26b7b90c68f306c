import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { compiledNode, peerprobe } from '../support/c-node.ts';
import { need } from '../support/need.ts';

interface Report {
  readonly verdict: string;
  readonly nodes: readonly {
    readonly id: string;
    readonly failed: readonly { readonly requirement: string }[];
  }[];
  readonly pairings: readonly {
    readonly joiner: string;
    readonly hub: string;
    readonly outcome: string;
    readonly tests: readonly {
      readonly test: string;
      readonly outcome: string;
      readonly faults: readonly object[];
    }[];
    readonly troubles: readonly { readonly node: string; readonly text: string }[];
    readonly captures: readonly string[];
  }[];
}

const CAPINFOS = 'capinfos';
const folder = mkdtempSync(join(tmpdir(), 'peerprobe-interop-'));
afterAll(() => rmSync(folder, { recursive: true }));

// They wait for most of the time.
describe.concurrent('interop of programs', () => {
  it('names the one that dies when a peer goes, and leaves captures that others read', {
    timeout: 150_000,
  }, async ({ expect }) => {
    const [right, wrong] = await Promise.all([compiledNode(null), compiledNode('USE_AFTER_FREE')]);
    const words = ['interop', '--json', '--time', '12s', '--out', folder, '--', right, '--', wrong];
    const { code, stdout, stderr } = await peerprobe(words);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^4 pairings, about 24\.00 s; /)]);
    const report = JSON.parse(stdout) as Report;
    expect(report.nodes.map(({ id, failed }) => [id, failed.map((one) => one.requirement)])).toEqual([
      ['A', []],
      ['B', ['ROB-1']],
    ]);
    const of = (joiner: string, hub: string) =>
      report.pairings.find((one) => one.joiner === joiner && one.hub === hub);
    expect([of('A', 'A')?.outcome, of('B', 'A')?.outcome, of('A', 'B')?.outcome]).toEqual([
      'pass',
      'pass',
      'fail',
    ]);
    const lost = of('A', 'B')?.tests.find(({ test }) => test === 'lose');
    expect(lost?.faults).toMatchObject([{ requirement: 'ROB-1', node: 'B', role: 'hub' }]);
    expect(of('A', 'B')?.troubles[0]).toMatchObject({ node: 'B', text: expect.stringContaining('SIG') });

    const lines = readFileSync(join(folder, 'events.ndjson'), 'utf8').trimEnd().split('\n');
    const types = lines.map((line) => (JSON.parse(line) as { type: string }).type);
    expect([types[0], types.at(-1)]).toEqual(['run', 'report']);
    expect(types.filter((type) => type === 'pairing')).toHaveLength(4);
    const captures = report.pairings.flatMap((one) => one.captures);
    expect(readdirSync(join(folder, 'captures')).sort()).toEqual(
      captures.map((path) => path.slice(9)).sort(),
    );
    if (!need(CAPINFOS)) return;
    const told = execFileSync(CAPINFOS, ['-c', '-M', ...captures.map((path) => join(folder, path))], {
      encoding: 'utf8',
    });
    const counts = [...told.matchAll(/Number of packets:\s+(\d+)/g)].map(([, count]) => Number(count));
    expect(counts).toHaveLength(captures.length);
    expect(Math.min(...counts)).toBeGreaterThan(40);
  });

  it('names a program that does not come up, with what it said, and blames nobody', {
    timeout: 120_000,
  }, async ({ expect }) => {
    const right = await compiledNode(null);
    const words = [
      'interop',
      '--json',
      '--time',
      '12s',
      '--',
      right,
      '--',
      'sh',
      '-c',
      'echo no luck; exit 3',
    ];
    const { code, stdout } = await peerprobe(words);
    expect(code).toBe(3);
    const report = JSON.parse(stdout) as Report;
    expect(report.nodes.every(({ failed }) => failed.length === 0)).toBe(true);
    const troubled = report.pairings.filter(({ troubles }) => troubles.length > 0);
    // As the third of the first two it is not missed.
    expect(report.pairings.map(({ outcome }) => outcome)).toEqual([
      'pass',
      'inconclusive',
      'inconclusive',
      'inconclusive',
    ]);
    expect(troubled).toHaveLength(4);
    for (const { troubles } of troubled)
      expect(troubles[0]).toMatchObject({
        node: 'B',
        text: 'the program ended by itself with status 3 before it sent anything',
        output: 'no luck',
      });
  });
});
