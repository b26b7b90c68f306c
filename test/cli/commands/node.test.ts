import { describe, expect, it } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { inProcess } from '../terminal.ts';
import { peerprobe, start } from './program.ts';

describe('peerprobe node', () => {
  it('two nodes find each other; Ctrl-C sums up with exit 130', async () => {
    const [a, b] = [await freePort(), await freePort()];
    const first = start(['node', String(a)]);
    await first.said('listening on');
    const second = start(['node', String(b), '127.0.0.1', String(a), '--json']);
    await new Promise<void>((resolve) =>
      second.child.stdout?.on('data', (text: string) => {
        if (text.includes('"peer-connected"')) resolve();
      }),
    );
    second.child.kill('SIGINT');
    first.child.kill('SIGTERM');
    const [one, two] = await Promise.all([first.outcome, second.outcome]);
    expect([one.code, two.code]).toEqual([143, 130]);
    expect(one.stdout).toMatch(new RegExp(`^[\\d:.]+ {2}connected +127\\.0\\.0\\.1:${b}$`, 'm'));
    expect(one.stderr).toContain('1 of 1 known peers connected');
    const events = two.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).event);
    expect([events[0], events.at(-1)]).toEqual(['listening', 'stopped']);
  });

  it('says that a port is in use, with exit 4', async () => {
    const port = String(await freePort());
    const first = start(['node', port]);
    await first.said('listening on');
    const { code, stderr } = await peerprobe(['node', port]);
    first.child.kill('SIGTERM');
    await first.outcome;
    expect(code).toBe(4);
    expect(stderr).toContain(`UDP port 127.0.0.1:${port} is in use`);
  });

  it('does not start where it would ignore everybody, with exit 4', async () => {
    const { code, stderr } = await peerprobe(['node', '4200', '--bind', '203.0.113.7']);
    expect(code).toBe(4);
    expect(stderr).toContain('no interface that is up has the address 203.0.113.7');
  });

  it('dies of a bug on purpose with exit 1, not as a bug of ours', async () => {
    const port = await freePort();
    const node = start(['node', String(port), '--bug', 'crash-on-short']);
    await node.said('listening on');
    await peerprobe(['send', `127.0.0.1:${port}`, 'hello,len=0', '--listen', '0s']);
    const { code, stderr } = await node.outcome;
    expect(code).toBe(1);
    expect(stderr).toContain('died of its bug crash-on-short');
  });

  it.each([
    [[], 'which port?'],
    [['0'], 'not a port'],
    [['4200', '127.0.0.1'], 'has no port'],
    [['4200', '10.0.0.1', '4200'], '--allow-peer 10.0.0.1/32'],
    [['4200', '--bug', 'port-littleendian'], 'did you mean port-little-endian?'],
    [['4200', '--dialect', 'list=some'], 'connected, known'],
    [['4200', '--dialect', 'list'], 'a value is missing: list=connected, list=known'],
    [['4200', '--dialect', 'list=known', '--dialect', 'list=known'], 'given twice'],
    [['4200', '--bind', 'localhost'], 'not an IPv4 address'],
  ])('refuses %j with exit 2', async (args, message) => {
    const { code, stderr } = await inProcess(['node', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
