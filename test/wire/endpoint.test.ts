import { describe, expect, test } from 'vitest';
import { addressNumber, addressText, decimal, endpointText, parseEndpoint } from '../../src/wire/endpoint.ts';

describe('an endpoint', () => {
  test.each([
    ['10.0.0.1:4200', '10.0.0.1', 4200],
    ['0.0.0.0:0', '0.0.0.0', 0],
    ['255.255.255.255:65535', '255.255.255.255', 65535],
    ['127.255.255.255:32768', '127.255.255.255', 32768],
  ])('is written %s', (text, address, port) => {
    expect(parseEndpoint(text)).toEqual({ address, port });
    expect(endpointText({ address, port })).toBe(text);
  });

  test.each([
    ...['', ':', '10.0.0.1', '10.0.0.1:', ':4200', '4200', '10.0.0.1:65536', '10.0.0.1:-1', '10.0.0.1:+1'],
    ...[
      '10.0.0.1:042',
      '10.0.0.1:0x10',
      '10.0.0.1:4200 ',
      ' 10.0.0.1:4200',
      '10.0.0.1:4200\n',
      '10.0.0.1:1e3',
    ],
    ...[
      '10.0.0:4200',
      '10.0.0.0.1:4200',
      '10.0.0.256:4200',
      '10.0.0.01:4200',
      '10..0.1:4200',
      '1:10.0.0.1:4200',
    ],
    ...[
      'localhost:4200',
      '::1:4200',
      '[::1]:4200',
      '167772161:4200',
      '10.0.0.١:4200',
      '10.0.0.1:99999999999',
    ],
  ])('is not %j', (text) => {
    expect(parseEndpoint(text)).toBeNull();
  });
});

describe('an address', () => {
  test.each([
    ['0.0.0.0', 0],
    ['0.0.0.1', 1],
    ['1.2.3.4', 0x0102_0304],
    ['127.255.255.255', 0x7fff_ffff],
    ['128.0.0.0', 0x8000_0000],
    ['255.255.255.255', 0xffff_ffff],
  ])('%s is an unsigned number', (text, number) => {
    expect(addressNumber(text)).toBe(number);
    expect(addressText(number)).toBe(text);
  });

  test.each(['', '1', '1.2.3', '1.2.3.4.5', '1.2.3.', '256.0.0.0', '00.0.0.0', 'a.b.c.d'])(
    'is not %j',
    (text) => {
      expect(addressNumber(text)).toBeNull();
    },
  );
});

describe('a decimal number', () => {
  test('is taken up to its limit', () => {
    expect(decimal('255', 255)).toBe(255);
    expect(decimal('256', 255)).toBeNull();
    expect(decimal('0', 0)).toBe(0);
    expect(decimal('4294967295', 0xffff_ffff)).toBe(0xffff_ffff);
  });

  test.each(['', '00', '01', '1.0', '1_0', '0b1', 'Infinity', 'NaN'])('is not %j', (text) => {
    expect(decimal(text, 1000)).toBeNull();
  });
});
