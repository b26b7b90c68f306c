import { afterEach, describe, expect, test } from 'vitest';
import { parseMoment } from '../../../src/sniff/where/moment.ts';

const FIRST = 1_700_000_000_500_000_000n; // 2023-11-14T22:13:20.5Z
const zoneBefore = process.env['TZ'];
afterEach(() => {
  process.env['TZ'] = zoneBefore;
});

function seconds(text: string, zone: 'utc' | 'local' = 'utc', first: bigint | null = FIRST): string | null {
  const at = parseMoment(text)?.({ zone, first });
  if (at === null || at === undefined) return null;
  return `${at / 1_000_000_000n}.${String(at % 1_000_000_000n).padStart(9, '0')}`;
}

describe('a moment', () => {
  test.each([
    ['2023-11-14T22:13:20.5Z', '1700000000.500000000'],
    ['2023-11-14t22:13:20z', '1700000000.000000000'],
    ['2023-11-14T23:13:20+01:00', '1700000000.000000000'],
    ['2023-11-14T16:43:20-0530', '1700000000.000000000'],
    ['2023-11-14T22:13', '1699999980.000000000'],
    ['2023-11-14', '1699920000.000000000'],
    ['2024-02-29', '1709164800.000000000'],
    ['1700000000.123456789', '1700000000.123456789'],
    ['1700000000', '1700000000.000000000'],
    ['1.5', '1.500000000'],
    ['22:13:20.123456789999', '1700000000.123456789'],
    ['00:00', '1699920000.000000000'],
    ['+0s', '1700000000.500000000'],
    ['+1.25s', '1700000001.750000000'],
    ['+250ms', '1700000000.750000000'],
    ['+2m', '1700000120.500000000'],
  ])('%s in UTC is %s', (text, expected) => {
    expect(seconds(text)).toBe(expected);
  });

  test('without a zone is local, on the first packet of the local day', () => {
    process.env['TZ'] = 'Europe/Paris';
    expect(seconds('23:13:20', 'local')).toBe('1700000000.000000000');
    expect(seconds('2023-11-14T23:13:20', 'local')).toBe('1700000000.000000000');
    expect(seconds('2023-07-14T00:00', 'local')).toBe('1689285600.000000000'); // summer time
    process.env['TZ'] = 'Asia/Tokyo';
    expect(seconds('07:13:20', 'local')).toBe('1700000000.000000000'); // there it is the 15th
    expect(seconds('22:13:20', 'utc')).toBe('1700000000.000000000');
    expect(seconds('2023-11-14T22:13:20Z', 'local')).toBe('1700000000.000000000');
  });

  test('that hangs on the first packet is none before it', () => {
    expect([seconds('+5s', 'utc', null), seconds('22:13', 'utc', null)]).toEqual([null, null]);
    expect(seconds('2023-11-14', 'utc', null)).toBe('1699920000.000000000');
  });

  test('is worked out anew for another run', () => {
    const moment = parseMoment('22:13:20');
    expect(moment?.({ zone: 'utc', first: FIRST })).toBe(1_700_000_000_000_000_000n);
    expect(moment?.({ zone: 'utc', first: 0n })).toBe(80_000_000_000_000n);
  });

  test.each([
    '',
    '5',
    '5s',
    '-5s',
    '+5',
    '+5h',
    '24:00',
    '12:60',
    '1:00',
    '2023-02-29',
    '2023-13-01',
    '2023-11-14T',
    '2023-11-14T25:00',
    '2023-11-14T22:13+24:00',
    'now',
    '22:13:20Z',
    '0999-01-01',
  ])('is not read from "%s"', (text) => {
    expect(parseMoment(text)).toBeNull();
  });
});
