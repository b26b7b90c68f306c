import { expect, test } from 'vitest';
import { addressToward } from '../../src/net/route.ts';

test('toward loopback it is loopback', async () => {
  expect(await addressToward({ address: '127.0.0.1', port: 9 })).toBe('127.0.0.1');
});

test('toward what the system refuses it is any address', async () => {
  expect(await addressToward({ address: '255.255.255.255', port: 9 })).toBe('0.0.0.0');
});
