import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileNode, peerprobe } from '../support/c-node.ts';
import { need } from '../support/need.ts';

const USAGE = '[ $# -eq 4 ] || { echo "usage: node PORT HOST PORT"; exit 2; }';
const CRASH = '[ $# -eq 4 ] || kill -SEGV $$';

/** The results of ROB-1 for that node, started by a shell that looks at the arguments first. */
async function results(fault: string | null, guard: string): Promise<string[]> {
  const script = join(mkdtempSync(join(tmpdir(), 'peerprobe-peerless-')), 'start.sh');
  writeFileSync(script, `${guard}\nexec "$@"\n`);
  const words = ['--only', 'peerless-start', '--', 'sh', script, compileNode(fault)];
  const { stdout } = await peerprobe(['check', '--json', ...words]);
  const report = JSON.parse(stdout) as { results: { check: string; verdict: string; actual: string }[] };
  return report.results
    .filter(({ check }) => check === 'peerless-start')
    .map(({ verdict, actual }) => `${verdict}: ${actual}`);
}

describe.runIf(need('gcc'))(
  'a C node started with PORT alone',
  { concurrent: true, timeout: 100_000 },
  () => {
    it('passes', async () => {
      expect(await results(null, '')).toEqual([
        'pass: started with PORT alone, it greets who comes first, and lives',
      ]);
    });

    it('is not judged if it wants three arguments', async () => {
      expect(await results(null, USAGE)).toEqual([
        'skipped: the node ended by itself with status 2, started with PORT alone',
      ]);
    });

    it('is warned of a crash before it was sent anything', async () => {
      const [first = ''] = await results(null, CRASH);
      expect(first).toMatch(/^warn: the node died \(SIGSEGV\), started with PORT alone, before/);
    });

    it('fails if it divides by the number of its peers', async () => {
      const [first = ''] = await results('DIVIDES_BY_ZERO', '');
      expect(first).toMatch(/^fail: the node died \(SIGFPE\), started with PORT alone/);
    });
  },
);
