import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command, entry, inProcess, type } from './terminal.ts';

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peerprobe-quiet-'));
  await inProcess(['send', '127.0.0.1:4200', 'hello', '--write', join(folder, 'whole.pcapng')]);
  await inProcess(['send', '127.0.0.1:4200', 'hello', '--write', join(folder, 'cut.pcapng')]);
  truncateSync(join(folder, 'cut.pcapng'), 200);
  writeFileSync(join(folder, 'none.txt'), '# nothing\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('--quiet', () => {
  test('talk goes nowhere, complaints stay, stdout is the same', async () => {
    const chatty = entry(
      command({
        run: async ({ out }) => {
          await out.data('data\n');
          out.status('half-way');
          out.talk('by the way');
          out.complain('broken');
          return 1;
        },
      }),
    );
    const isTTY = true;
    const loud = await type(['send'], [chatty], { isTTY });
    expect([loud.stdout, loud.stderr.includes('half-way'), loud.stderr.includes('by the way\n')]).toEqual([
      'data\n',
      true,
      true,
    ]);
    const quiet = { code: 1, stdout: 'data\n', stderr: 'broken\n' };
    expect(await type(['send', '--quiet'], [chatty], { isTTY })).toEqual(quiet);
    expect(await type(['--quiet', 'send'], [chatty], { isTTY })).toEqual(quiet);
    // Behind -- it is the target's.
    expect((await type(['send', '--', '--quiet'], [chatty])).stderr).toContain('by the way');
  });

  test.each([
    [['send', '127.0.0.1:4200', 'hello', '--dry-run'], '1 datagram would be sent'],
    [['sniff', 'whole.pcapng'], '1 datagram shown'],
    [['sniff', 'whole.pcapng', '--timeline'], 'from 1 datagram'],
    [['dissector', '-o', 'x.lua'], 'written to'],
  ])('%j says nothing beside its data', async (argv, said) => {
    const words = argv.map((word) => (/\.(pcapng|lua)$/.test(word) ? join(folder, word) : word));
    const loud = await inProcess(words);
    const quiet = await inProcess([...words, '--quiet']);
    expect(loud.stderr).toContain(said);
    expect(quiet).toEqual({ ...loud, stderr: '' });
  });

  test.each([
    [['sniff', 'cut.pcapng'], 5, 'damaged at offset'],
    [['sniff', 'none.pcapng'], 2, 'there is no file'],
    [['send', '127.0.0.1:4200', '--file', 'none.txt', '--dry-run'], 2, '0 datagrams'],
    [['explain', 'helo'], 2, 'did you mean hello?'],
    [['bogus'], 2, 'unknown command'],
  ])('%j still says why it ends with %i', async (argv, code, said) => {
    const words = argv.map((word) => (/\.(pcapng|txt)$/.test(word) ? join(folder, word) : word));
    const quiet = await inProcess([...words, '--quiet']);
    expect([quiet.code, quiet.stderr]).toEqual([code, expect.stringContaining(said)]);
  });

  test('goes with the program alone, and is never a value', async () => {
    expect(await inProcess(['--quiet'])).toMatchObject({ code: 0, stderr: '' });
    expect((await inProcess(['help', '--quiet', 'check'])).stdout).toContain('peerprobe check:');
    expect((await inProcess(['check', '--out', '--quiet'])).stderr).toContain('--out needs its DIR');
  });
});
