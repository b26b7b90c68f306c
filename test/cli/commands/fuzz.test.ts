import { describe, expect, it } from 'vitest';
import { peerprobe } from './program.ts';

describe('peerprobe fuzz', () => {
  it.each([
    [['--time', '5'], '--time'],
    [['--window', '0'], '--window'],
    [['a:1', 'b:2'], 'one target'],
    [['127.0.0.1:1', '--', 'x'], 'not both'],
    [['10.0.0.1:4200'], 'no target'],
    [['224.0.0.1:4200', '--allow-target', '224.0.0.0/4'], 'no target'],
  ])('refuses %j', async (args, text) => {
    const { code, stdout, stderr } = await peerprobe(['fuzz', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(text);
  });
});
