import { expect, test } from 'vitest';
import { cidrText, contains, LOOPBACK, lastOf, parseCidr } from '../../src/net/cidr.ts';

test.each([
  ['127.0.0.0/8', '127.0.0.0/8'],
  ['127.1.2.3/8', '127.0.0.0/8'],
  ['10.1.2.3', '10.1.2.3/32'],
  ['255.255.255.255/31', '255.255.255.254/31'],
  ['1.2.3.4/0', '0.0.0.0/0'],
])('%s is the range %s', (text, canonical) => {
  const cidr = parseCidr(text);
  expect(cidr === null ? null : cidrText(cidr)).toBe(canonical);
});

test.each([
  '',
  '127/8',
  '127.0.0.0/33',
  '127.0.0.0/',
  '127.0.0.0/08',
  '127.0.0.0/8/8',
  '::1/128',
  'localhost',
])('"%s" is no range', (text) => expect(parseCidr(text)).toBeNull());

test('a range contains its first and last address, not their neighbours', () => {
  const cidr = parseCidr('192.168.128.0/17') ?? LOOPBACK;
  expect(contains(cidr, '192.168.128.0')).toBe(true);
  expect(contains(cidr, '192.168.255.255')).toBe(true);
  expect(contains(cidr, lastOf(cidr))).toBe(true);
  expect(contains(cidr, '192.168.127.255')).toBe(false);
  expect(contains(cidr, '192.169.0.0')).toBe(false);
  expect(contains(cidr, 'nowhere')).toBe(false);
  expect(contains(parseCidr('0.0.0.0/0') ?? LOOPBACK, '255.255.255.255')).toBe(true);
  expect(contains(LOOPBACK, '127.255.255.255')).toBe(true);
  expect(contains(LOOPBACK, '128.0.0.0')).toBe(false);
  const [one, all] = [parseCidr('200.1.2.3/32') ?? LOOPBACK, parseCidr('0.0.0.0/0') ?? LOOPBACK];
  expect([one.base, lastOf(one)]).toEqual([0xc801_0203, 0xc801_0203]);
  expect([all.base, lastOf(all)]).toEqual([0, 0xffff_ffff]);
  expect(contains(one, '200.1.2.2')).toBe(false);
});
