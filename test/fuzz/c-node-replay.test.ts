import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/fuzz/finding.ts';
import { findingText } from '../../src/fuzz/finding-record.ts';
import { compiledNode, peerprobe } from '../support/c-node.ts';
import { findingOf, step } from '../support/finding.ts';
import { need } from '../support/need.ts';

const suite = mkdtempSync(join(tmpdir(), 'peerprobe-suite-'));
afterAll(() => rmSync(suite, { recursive: true }));

function kept(finding: Finding): string {
  const folder = join(suite, finding.id);
  mkdirSync(folder);
  writeFileSync(join(folder, 'finding.json'), findingText(finding, { seed: 7, version: '0.1.0' }));
  return folder;
}

const crash = kept(findingOf({ id: 'crash-00000001', case: { steps: [step('6801c8ff09')], repeat: 1 } }));

describe.runIf(need('gcc'))('replay, against a real C program', () => {
  it('says STILL FAILING of a fault that is there', async () => {
    const run = await peerprobe(['replay', crash, '--', await compiledNode('CRASH_ON_CUT')]);
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(
      /^STILL FAILING {3}crash-00000001 {2}SIGSEGV\n +the node died \(SIGSEGV\) \(5 of 5/,
    );
    expect(run.code).toBe(1);
  });
});
