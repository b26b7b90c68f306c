import { describe, expect, it } from 'vitest';
import { inProcess } from '../terminal.ts';
import { peerprobe } from './program.ts';

describe('peerprobe explain', () => {
  it.each([
    [['68', '01', '01', '02'], '', 0, '4 bytes, 1 TLV: well formed\nhello\n'],
    [['-'], '00000000: 6801 0102  h...\n', 0, 'hello\n'],
    [['hello,len=5'], '', 1, 'hello,len=5 !tlv-cut\n'],
    [['--raw', ''], '', 1, "--raw '' !header-cut\n"],
    [[], 'hello\npeer-request # two\n', 0, '\npeer-request\n'],
  ])('%j', async (args, input, code, end) => {
    const outcome = await peerprobe(['explain', ...args], input);
    expect([outcome.code, outcome.stderr]).toEqual([code, '']);
    expect(outcome.stdout.endsWith(end)).toBe(true);
  });

  it.each([
    [['680'], '', 'odd number of digits'],
    [['helo'], '', 'no hexadecimal'],
    [['tlv=300:'], '', '"300" is no byte'],
    [[], '', 'standard input has no datagram'],
    [['-'], '\u001b[2J', '"\\x1b[2J" is no hexadecimal'],
  ])('refuses %j with exit 2', async (args, input, message) => {
    const outcome = await inProcess(['explain', ...args], input);
    expect([outcome.code, outcome.stdout]).toEqual([2, '']);
    expect(outcome.stderr).toContain(message);
  });

  it('writes one object with --json', async () => {
    const { stdout } = await peerprobe(['explain', '--json', '6801c803ff']);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      notation: ['tlv=200:ff'],
      payload: '6801c803ff',
    });
  });
});
