import { expect, test } from 'vitest';
import { inProcess } from './terminal.ts';

test.each([
  ['chekc', 'check'],
  ['help chekc', 'check'],
  ['check --strcit', '--strict'],
  ['check --quite', '--quiet'],
  ['check --only TVL', 'TLV'],
  ['check --only TLV-22', 'TLV-2'],
  ['check --skip unknown-tlv-skiped', 'unknown-tlv-skipped'],
  ['check explain TLV-22', 'TLV-2'],
  ['node 4200 --bug expiry-nevr', 'expiry-never'],
  ['node 4200 --dialect capcity=16', 'capacity'],
  ['node 4200 --dialect list=knwon', 'known'],
  ['simulate --bug expiry-nver:10%', 'expiry-never'],
  ['simulate --topology strr', 'star'],
  ['send 127.0.0.1:4200 helo', 'hello'],
  ['send 127.0.0.1:4200 hello peer-adress=10.0.0.1:4200', 'peer-address'],
  ['explain peer-requst', 'peer-request'],
  ['sniff x.pcap --graph dto', 'dot'],
  ['sniff -i lo --backend capp', 'cap'],
  ['sniff x.pcap --where typ==hello', 'type'],
  ['completion bsh', 'bash'],
])('%s: what was meant is said, and it is a usage error', async (line, meant) => {
  const { code, stdout, stderr } = await inProcess(line.split(' '));
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`did you mean ${meant}?`);
  // Of 156 names only the one that was meant is of use.
  expect(Math.max(...stderr.split('\n').map(({ length }) => length))).toBeLessThan(300);
});

test('a word that is near to nothing gets the list of what there is', async () => {
  expect((await inProcess(['simulate', '--topology', 'qqqqq'])).stderr).toContain('random, star, chain');
  expect((await inProcess(['node', '4200', '--bug', 'qqqqq'])).stderr).toContain('expiry-never');
});
