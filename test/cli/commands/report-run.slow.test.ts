import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectFit } from '../../support/schema.ts';
import { peerprobe } from './program.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'peerprobe-test-'));

function file(name: string, content: string): string {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

describe('peerprobe report on a real run', () => {
  it('shows a run of check as it was, and as far as it went', async () => {
    const out = join(FOLDER, 'run');
    const checked = await peerprobe(['check', '--only', 'HDR-2', '--json', '--out', out]);
    const shown = await peerprobe(['report', out, '--json']);
    const { results, seed } = JSON.parse(checked.stdout);
    expectFit('check', checked.stdout);
    expectFit('report', shown.stdout);
    expect(JSON.parse(shown.stdout).runs[0]).toMatchObject({
      name: out,
      command: 'check',
      seed,
      results,
      ended: null,
    });
    const lines = readFileSync(join(out, 'events.ndjson'), 'utf8').split('\n');
    const cut = file('cut.ndjson', lines.slice(0, -3).join('\n'));
    const part = await peerprobe(['report', cut]);
    expect(part.code).toBe(0);
    expect(part.stdout).toContain('its log has no end');
    const bad = await peerprobe(['report', file('bad.ndjson', ['?', ...lines].join('\n'))]);
    expect([bad.code, bad.stderr]).toEqual([5, expect.stringContaining('1 line could not be read')]);
  });
});
