import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/cli/error.ts';
import * as value from '../../src/cli/value.ts';

function refuses(read: (text: string, name: string) => unknown, texts: readonly string[]): void {
  for (const text of texts) {
    expect(() => read(text, '--it'), JSON.stringify(text)).toThrow(UsageError);
    expect(() => read(text, '--it')).toThrow('--it');
  }
}

test('a duration has a unit', () => {
  expect(['250ms', '30s', '2m', '1.5s', '0.25m', '0s'].map((text) => value.duration(text, '--it'))).toEqual([
    250, 30_000, 120_000, 1500, 15_000, 0,
  ]);
  expect(value.duration('35791m', '--it')).toBe(2_147_460_000);
  refuses(value.duration, [
    '',
    '5',
    '05s',
    '-1s',
    '+1s',
    '1e3ms',
    '1 s',
    's',
    '1h',
    '0.5ms',
    '1.s',
    '.5s',
    '1S',
    '35792m',
    '0x5s',
    '1.0001s',
  ]);
});

test('a bare number is told its two readings', () => {
  expect(() => value.duration('5', '--timeout')).toThrow(
    '--timeout: "5" is not a time such as 250ms, 30s or 2m',
  );
  try {
    value.duration('5', '--timeout');
  } catch (error) {
    expect(error instanceof UsageError && error.hint).toBe('write 5s for seconds, 5ms for milliseconds');
  }
});

test('a count is plain decimal within its bounds', () => {
  expect(value.count('0', '--it')).toBe(0);
  expect(value.count('9007199254740991', '--it')).toBe(Number.MAX_SAFE_INTEGER);
  refuses(value.count, [
    '',
    '-1',
    '+1',
    '01',
    '1e3',
    '0x10',
    '1.0',
    ' 1',
    '9007199254740992',
    '99999999999999999999',
  ]);
  refuses((text, name) => value.count(text, name, { min: 1, max: 9 }), ['0', '10']);
});

test('a byte is decimal or hexadecimal', () => {
  expect(['0', '255', '0x68', '0xFF', '0x5'].map((text) => value.byte(text, '--it'))).toEqual([
    0, 255, 104, 255, 5,
  ]);
  refuses(value.byte, ['', '256', '-1', '0x100', '0x', '068', '68h', '1e1']);
});

test('a port is 1..65535', () => {
  expect(['1', '65535'].map((text) => value.port(text, '--it'))).toEqual([1, 65535]);
  refuses(value.port, ['', '0', '65536', '04200', '0x1068', '1e3', '-5', '4200 ']);
});

test('hexadecimal may be grouped, but not split within a byte', () => {
  const expected = Uint8Array.of(0x68, 0x01, 0x01, 0x02);
  for (const text of [
    '68010102',
    '68:01:01:02',
    '6801 0102',
    '68-01-01-02',
    '0x68010102',
    '0x68 0x01 0x01 0x02',
    ' 6801\n0102\n',
  ]) {
    expect(value.hex(text, '--it'), text).toEqual(expected);
  }
  expect(value.hex('', '--it')).toEqual(new Uint8Array());
  refuses(value.hex, ['6', '680', '6:8', '6g', '0x', '0x6', '68,01']);
});

describe('an endpoint', () => {
  test('is an address or a name, and a port', () => {
    expect(value.endpoint('127.0.0.1:4200', 'target')).toEqual({ host: '127.0.0.1', port: 4200 });
    expect(value.endpoint('node-3.lab.example.:1', 'target')).toEqual({
      host: 'node-3.lab.example.',
      port: 1,
    });
  });
  test('is not a slip of one', () => {
    refuses(value.endpoint, [
      '',
      ':',
      ':4200',
      'host',
      'host:',
      'host:0',
      'host:65536',
      'host:04200',
      '10.0.0.300:1',
      '127.1:1',
      '0x7f.1:1',
      '010.0.0.1:1',
      '2130706433:1',
      '-x:1',
      'a b:1',
      'a..b:1',
      'host:-1',
      `${'a'.repeat(64)}:1`,
      '\x1b[31m:1',
    ]);
  });
  test('of IPv6 is refused with the reason', () => {
    for (const text of ['[::1]:4200', '::1:4200', 'fe80::1%lo:1'])
      expect(() => value.endpoint(text, 'target')).toThrow('IPv4');
  });
  test('a lone port is completed in the hint', () => {
    try {
      value.endpoint('4200', 'target');
      expect.unreachable();
    } catch (error) {
      expect(error instanceof UsageError && error.hint).toBe('on this machine: 127.0.0.1:4200');
    }
  });
});

test('a network starts at its first address', () => {
  expect(value.cidr('10.0.0.0/8', '--it')).toEqual({ address: '10.0.0.0', prefix: 8 });
  expect(value.cidr('0.0.0.0/0', '--it')).toEqual({ address: '0.0.0.0', prefix: 0 });
  expect(value.cidr('192.168.1.7', '--it')).toEqual({ address: '192.168.1.7', prefix: 32 });
  expect(value.cidr('255.255.255.254/31', '--it')).toEqual({ address: '255.255.255.254', prefix: 31 });
  refuses(value.cidr, [
    '',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0/8',
    '10.0.0.1/8',
    '::/0',
    '10.0.0.0/8/8',
    'localhost/8',
  ]);
});

test('ranges are numbers, spans and open ends', () => {
  expect(value.ranges('3,7-9,20-', '--it')).toEqual([
    { from: 3, to: 3 },
    { from: 7, to: 9 },
    { from: 20, to: Number.POSITIVE_INFINITY },
  ]);
  refuses(value.ranges, ['', '-', '-5', '1--2', '1-2-3', '9-7', 'a', '1,', '01', '1e3']);
  refuses((text, name) => value.ranges(text, name, { min: 1 }), ['0', '0-5']);
});

test('a seed is 32 bits', () => {
  expect(['0', '4294967295', '0xdeadbeef'].map((text) => value.seed(text, '--it'))).toEqual([
    0, 4294967295, 3735928559,
  ]);
  refuses(value.seed, ['', '-1', '4294967296', '0x100000000', '007', '1e3']);
});

test('a choice suggests the nearest word', () => {
  expect(value.choice('junit', '--format', ['text', 'junit'])).toBe('junit');
  try {
    value.choice('juint', '--format', ['text', 'junit']);
    expect.unreachable();
  } catch (error) {
    expect(error instanceof UsageError && error.hint).toBe('did you mean junit?');
  }
});
