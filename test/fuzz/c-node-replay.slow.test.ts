import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/fuzz/finding.ts';
import { findingText } from '../../src/fuzz/finding-record.ts';
import { start } from '../cli/commands/program.ts';
import { compiledNode, peerprobe, SANITIZED } from '../support/c-node.ts';
import { Rig } from '../support/c-rig.ts';
import { findingOf, step } from '../support/finding.ts';
import { need } from '../support/need.ts';
import { expectFit } from '../support/schema.ts';

const suite = mkdtempSync(join(tmpdir(), 'peerprobe-suite-'));
afterAll(() => rmSync(suite, { recursive: true }));

function finding(id: string, kind: Finding['kind'], signature: string, ...hex: string[]): string {
  const one = findingOf({ id, kind, signature, case: { steps: hex.map((bytes) => step(bytes)), repeat: 1 } });
  const folder = join(suite, id);
  mkdirSync(folder);
  writeFileSync(join(folder, 'finding.json'), findingText(one, { seed: 7, version: '0.1.0' }));
  return folder;
}

const crash = finding('crash-00000001', 'crash', 'SIGSEGV', '6801c8ff09');
finding('hang-00000002', 'hang', 'hang spinning', '68010100');
finding('exit-00000003', 'exit', 'status 0', '');
finding('sanitizer-00000004', 'sanitizer', 'heap-buffer-overflow in note_value', '6801c8ff09');
finding('leak-00000005', 'leak', 'memory', '68010102', '68010202');

/** The verdicts by the kinds of the findings. */
async function verdicts(
  fault: string | null,
  flags: readonly string[] = [],
): Promise<Record<string, string>> {
  const { stdout } = await peerprobe([
    'replay',
    suite,
    '--json',
    '--times',
    '3',
    '--',
    await compiledNode(fault, flags),
  ]);
  expectFit('replay', stdout);
  const { results } = JSON.parse(stdout) as {
    results: { kind: string; verdict: string; reason: string | null }[];
  };
  return Object.fromEntries(results.map(({ kind, verdict }) => [kind, verdict]));
}

const FIXED = { crash: 'fixed', hang: 'fixed', exit: 'fixed', sanitizer: 'unknown', leak: 'fixed' };

// Most of a replay is waiting.
describe.runIf(need('gcc'))('a suite of findings, against real C programs', { concurrent: true }, () => {
  beforeAll(() => compiledNode(null));

  it.each<[string | null, object]>([
    [null, {}],
    // The same datagram: what a plain build shows of it is a crash.
    ['CRASH_ON_CUT', { crash: 'failing', sanitizer: 'failing' }],
    ['LOOPS_ON_ZERO', { hang: 'failing' }],
    ['LEAKS_ON_REQUEST', { leak: 'failing' }],
  ])('%s', async (fault, failing) => {
    expect(await verdicts(fault)).toEqual({ ...FIXED, ...failing });
  });

  it('takes a file, and says FIXED in JSON', async () => {
    const file = join(crash, 'finding.json');
    const run = await peerprobe(['replay', file, '--json', '--times', '2', '--', await compiledNode(null)]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      verdict: 'fixed',
      results: [{ file, id: 'crash-00000001', verdict: 'fixed', shown: 0, of: 2, reason: null }],
    });
    expect([run.stderr, run.code]).toEqual(['', 0]);
  });

  it('needs a sanitizer for what a sanitizer found', async () => {
    const flags = ['-g', ...SANITIZED];
    expect(await verdicts(null, flags)).toEqual({ ...FIXED, sanitizer: 'fixed' });
    expect(await verdicts('READS_PAST_END', flags)).toMatchObject({ sanitizer: 'failing' });
  });

  // Replays against a running node take the case's own addresses.
  it.sequential.each<[string | null, number]>([
    [null, 0],
    ['CRASH_ON_CUT', 1],
  ])('tells of a node that runs, and of one that is gone: %s', async (fault, code) => {
    const rig = await Rig.start(await compiledNode(fault));
    const at = `${rig.node.address}:${rig.node.port}`;
    const run = await peerprobe(['replay', crash, at, '--times', '1']);
    await rig.stop();
    expect([run.code, run.stderr], run.stdout).toEqual([code, '']);
    const gone = await peerprobe(['replay', crash, at, '--times', '1']);
    expect([gone.code, gone.stdout]).toEqual([3, expect.stringContaining('could not tell')]);
  });

  it('tells of a program that never comes up', async () => {
    const never = await peerprobe(['replay', crash, '--', 'false']);
    expect([never.code, never.stdout]).toEqual([3, expect.stringContaining('the target did not come up')]);
  });

  // It looks for processes of a program that the others run too.
  it.sequential('ends on Ctrl-C with what it knows, and leaves no process', async () => {
    const program = await compiledNode(null);
    const running = start(['replay', crash, '--', program], null);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    running.child.kill('SIGINT');
    const { code, stdout } = await running.outcome;
    expect([code, stdout]).toEqual([130, expect.stringContaining('it was interrupted')]);
    const { status } = await new Promise<{ status: number | null }>((resolve) => {
      const found = spawn('pgrep', ['-f', program]);
      found.on('close', (status) => resolve({ status }));
    });
    expect(status).toBe(1);
  });
});
