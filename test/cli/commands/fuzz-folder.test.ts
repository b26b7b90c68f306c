import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FuzzFolder } from '../../../src/cli/commands/fuzz-folder.ts';
import { findingOf } from '../../support/finding.ts';

const place = mkdtempSync(join(tmpdir(), 'peerprobe-out-'));
afterAll(() => rmSync(place, { recursive: true }));

test('what goes on goes on with its seed, in its findings too', () => {
  const folder = join(place, 'run');
  new FuzzFolder(folder, 5, 0).close(null);
  const again = new FuzzFolder(folder, 99, 0);
  again.run.finding(findingOf());
  again.close(null);
  const finding = JSON.parse(readFileSync(join(folder, 'findings/crash-3f2a91c0/finding.json'), 'utf8'));
  expect(finding).toMatchObject({ seed: 5, id: 'crash-3f2a91c0' });
});

test('a temporary folder without a finding goes away, any other stays', () => {
  const temporary = new FuzzFolder(undefined, 1, 0);
  expect(existsSync(temporary.run.path)).toBe(true);
  temporary.close(null);
  expect(existsSync(temporary.run.path)).toBe(false);
  const named = new FuzzFolder(join(place, 'named'), 1, 0);
  named.close(null);
  expect(existsSync(join(place, 'named/state.json'))).toBe(true);
});

test('a folder of something else is refused', () => {
  writeFileSync(join(place, 'photo.jpg'), '');
  expect(() => new FuzzFolder(place, 1, 0)).toThrow(/^--out .*: it holds something else/);
});

test('a folder that cannot be made is not a full disk', () => {
  const file = join(place, 'file');
  writeFileSync(file, '');
  expect(() => new FuzzFolder(join(file, 'run'), 1, 0)).toThrow(
    expect.objectContaining({ hint: 'give a folder that you may write to, or make this one so' }),
  );
});
