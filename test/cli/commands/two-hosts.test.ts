import { describe, expect, test } from 'vitest';
import { needAbility } from '../../support/need.ts';
import { twoHostsWork } from '../../support/two-hosts.ts';
import { Hosted } from './hosted.ts';
import { type Outcome, start } from './program.ts';

// Traffic that is not loopback, between namespaces of our own: nothing else can be reached from them.
describe.runIf(needAbility(twoHostsWork(), 'two network namespaces'))('between two hosts', () => {
  const hosted = new Hosted();

  /** Packets that have left the host that sends. */
  function sent(): number {
    return hosted.hosts.sent(hosted.hosts.b);
  }

  function send(...words: string[]): Promise<Outcome> {
    return start(['send', ...words], '', hosted.hosts.b.prefix).outcome;
  }

  test('a node bound to its address greets a peer on the other, and both connect', async () => {
    const { a, b } = hosted.hosts;
    const first = await hosted.node(a, ['4200', b.address, '4201']);
    const second = await hosted.node(b, ['4201']);
    await second.printed(`connected     ${a.address}:4200`);
    await first.printed(`connected     ${b.address}:4201`);
  });

  test('send reaches a target that --allow-target names, and its reply comes back', async () => {
    await hosted.node(hosted.hosts.a, ['4300']);
    const words = ['hello', 'peer-request', '--expect', '--listen', '500ms'];
    const { code, stdout } = await send(
      `${hosted.hosts.a.address}:4300`,
      ...words,
      '--allow-target',
      '10.77.0.0/24',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/ 10\.77\.0\.1:4300 > 10\.77\.0\.2:\d+ .*peer-address=10\.77\.0\.2:\d+/);
    expect(sent()).toBeGreaterThan(0);
  });

  test.each([
    ['a host outside the network', '10.78.0.9:4200', '10.77.0.0/24'],
    ['the broadcast address of the network', '10.77.0.255:4200', '10.77.0.0/24'],
    ['broadcast', '255.255.255.255:4200', '0.0.0.0/0'],
    ['multicast', '224.0.0.1:4200', '0.0.0.0/0'],
  ])('%s is refused with exit 2 before anything leaves', async (_, target, network) => {
    await hosted.quiet();
    const before = sent();
    const { code, stderr } = await send(target, 'hello', '--allow-target', network);
    expect([code, sent() - before]).toEqual([2, 0]);
    expect(stderr).toContain('is no target');
  });

  test('without --allow-target so is the other host; what is allowed is counted', async () => {
    await hosted.quiet();
    const before = sent();
    expect((await send('10.77.0.1:4200', 'hello')).code).toBe(2);
    expect(sent()).toBe(before);
    expect(
      (await send('10.78.0.9:4200', 'hello', '--listen', '0s', '--allow-target', '10.78.0.0/16')).code,
    ).toBe(0);
    expect(sent()).toBeGreaterThan(before);
  });
});
