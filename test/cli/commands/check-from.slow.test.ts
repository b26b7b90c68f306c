import { mkdtempSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileNode, peerprobe } from '../../support/c-node.ts';
import { need } from '../../support/need.ts';

interface Report {
  readonly verdict: string;
  readonly results: readonly Record<string, unknown>[];
}

/** What a verdict is: without where its evidence lies. */
function rows(stdout: string) {
  return (JSON.parse(stdout) as Report).results.map(({ evidence: _, ...row }) => row);
}

describe.runIf(need('gcc'))('check --from, on a run of real processes', () => {
  it.each([null, 'PORT_LITTLE_ENDIAN', 'CRASH_ON_CUT'])(
    'gives the verdict of the run again: %s',
    async (fault) => {
      const out = mkdtempSync(join(tmpdir(), 'peerprobe-from-'));
      const first = await peerprobe(['check', '--json', '--out', out, '--', compileNode(fault)]);
      const again = await peerprobe(['check', '--json', '--from', out]);
      expect(rows(again.stdout)).toEqual(rows(first.stdout));
      expect(again.code).toBe(first.code);
      expect({ ...JSON.parse(again.stdout), results: [] }).toEqual({
        ...JSON.parse(first.stdout),
        results: [],
      });

      const file = readdirSync(join(out, 'traces')).find((name) => name.endsWith('.pcapng')) ?? '';
      const path = join(out, 'traces', file);
      truncateSync(path, readFileSync(path).length - 5);
      const damaged = await peerprobe(['check', '--json', '--from', out]);
      expect(damaged.code).toBe(5);
      expect(damaged.stderr).toMatch(/damaged at offset \d+/);
    },
  );
});
