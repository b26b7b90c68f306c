import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileNode, peerprobe } from '../../support/c-node.ts';
import { freePort } from '../../support/free-port.ts';
import { need } from '../../support/need.ts';
import { expectFit } from '../../support/schema.ts';

interface Report {
  readonly results: readonly Record<string, unknown>[];
}

/** The report without where its evidence lies: a run names captures of failures, a recorded one those of traces. */
function withoutPlaces(stdout: string): object {
  const report = JSON.parse(stdout) as Report;
  return { ...report, results: report.results.map(({ evidence: _, ...row }) => row) };
}

/** Checks, and judges again what that left; the folder. */
async function sameAgain(words: readonly string[]): Promise<string> {
  const out = mkdtempSync(join(tmpdir(), 'peerprobe-from-'));
  const first = await peerprobe(['check', '--json', '--out', out, ...words]);
  const again = await peerprobe(['check', '--json', '--from', out]);
  for (const { stdout } of [first, again]) expectFit('check', stdout);
  expect(withoutPlaces(again.stdout)).toEqual(withoutPlaces(first.stdout));
  expect(again.code).toBe(first.code);
  return out;
}

// Most of a check is waiting: they wait together. What is judged is judged twice, however busy the machine is.
describe.runIf(need('gcc'))('check --from, on a run of real processes', { concurrent: true }, () => {
  it.each([null, 'PORT_LITTLE_ENDIAN', 'CRASH_ON_CUT'])('gives the verdict again: %s', async (fault) => {
    const out = await sameAgain(['--', compileNode(fault)]);
    const file = readdirSync(join(out, 'traces')).find((name) => name.endsWith('.pcapng')) ?? '';
    const path = join(out, 'traces', file);
    truncateSync(path, readFileSync(path).length - 5);
    const damaged = await peerprobe(['check', '--json', '--from', out]);
    expect(damaged.code).toBe(5);
    expect(damaged.stderr).toMatch(/damaged at offset \d+/);
  });

  it.each([
    ['a program that ends by itself', ['--', 'false']],
    ['a run that is out of time', ['--timeout', '3s', '--', process.execPath, 'bin/peerprobe.js', 'node']],
    ['a part of the catalogue', ['--only', 'TLV', '--skip', 'TLV-4', '--strict']],
  ])('gives the verdict again of %s', async (_, words) => {
    await sameAgain(words);
  });

  it('gives the verdict again of a running node, whose trace all probes share', async ({
    onTestFinished,
  }) => {
    const port = await freePort();
    const program = compileNode('PORT_LITTLE_ENDIAN');
    const child = spawn(program, [String(port), '127.0.0.1', '1'], { stdio: 'ignore' });
    onTestFinished(() => void child.kill());
    const out = await sameAgain([`127.0.0.1:${port}`, '--only', 'TLV,ADR,HDR-1']);
    expect(readdirSync(join(out, 'traces'))).toContain('01-all-1.pcapng');
  });
});
