import { describe, expect, it } from 'vitest';
import { REQUIREMENTS } from '../../../src/oracle/requirement.ts';
import { inProcess } from '../terminal.ts';
import { peerprobe } from './program.ts';

describe('peerprobe check explain', () => {
  it('tells what a requirement means, how it is tested, and what breaks it', async () => {
    const { code, stdout, stderr } = await peerprobe(['check', 'explain', 'TLV-2']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^TLV-2 {2}§1\.2, must: the node skips TLVs of unknown type/);
    expect(stdout).toContain('- unknown-tlv-skipped: TLVs of types');
    expect(stdout).toContain('usual mistakes');
    expect(stdout).toContain('- unknown-drops-all: a TLV of an unknown type makes');
    const wide = stdout.split('\n').filter((line, i) => i > 0 && line.length > 80);
    expect(wide).toEqual([]);
  });

  it('takes families, checks and bugs, several of them, each row once', async () => {
    const { stdout } = await inProcess([
      'check',
      'explain',
      'tlv-2',
      'SIZ',
      'unknown-drops-all',
      'hello-schedule',
    ]);
    const heads = stdout.split('\n').filter((line) => /^[A-Z]{3}-\d/.test(line));
    expect(heads.map((line) => line.split(' ')[0])).toEqual(['TLV-2', 'SIZ-1', 'SIZ-2', 'SIZ-3', 'HEL-1']);
  });

  it('names what is left free', async () => {
    const { stdout } = await inProcess(['check', 'explain', 'REQ-5']);
    expect(stdout).toContain('- requester, the requester in its own answer: included (is listed');
  });

  it('writes JSON', async () => {
    const { stdout } = await inProcess(['check', 'explain', ...REQUIREMENTS.map(({ id }) => id), '--json']);
    const all = JSON.parse(stdout) as { requirement: string; meaning: string; mistakes: string[] }[];
    expect(all.map((one) => one.requirement)).toEqual(REQUIREMENTS.map(({ id }) => id));
    expect(all[0]).toMatchObject({ schemaVersion: 1, section: '1.1', level: 'must', dialect: [] });
  });

  it('refuses what it does not know, and says what was meant', async () => {
    const wrong = await inProcess(['check', 'explain', 'TVL-2']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('did you mean TLV-2?');
    const nothing = await inProcess(['check', 'explain']);
    expect(nothing.code).toBe(2);
    expect(nothing.stderr).toContain('nothing to explain');
    const far = await inProcess(['check', 'explain', 'x'.repeat(500)]);
    expect(far.code).toBe(2);
    expect(far.stderr.length).toBeLessThan(300);
  });
});
