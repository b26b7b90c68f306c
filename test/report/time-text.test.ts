import { afterEach, describe, expect, it } from 'vitest';
import { dateText, durationText, secondsText, timeOfDay } from '../../src/report/time-text.ts';

const zoneBefore = process.env['TZ'];
afterEach(() => {
  process.env['TZ'] = zoneBefore;
});

describe('times as texts', () => {
  it('dates keep all digits of the capture', () => {
    expect(dateText('1700000000.123456789')).toBe('2023-11-14T22:13:20.123456789Z');
    expect(timeOfDay('1700000000.000001')).toBe('22:13:20.000001');
    expect(timeOfDay('0')).toBe('00:00:00');
  });

  it.each(['8640000000000.0', '-1.5', '999999999999999.1', ''])('%s is no date and stays', (text) => {
    expect(dateText(text)).toBe(text);
    expect(timeOfDay(text)).toBe(text);
  });

  it.each([
    ['Europe/Paris', '1700000000.5', '2023-11-14T23:13:20.5+01:00'],
    ['Europe/Paris', '1689000000', '2023-07-10T16:40:00+02:00'],
    ['America/St_Johns', '1700000000', '2023-11-14T18:43:20-03:30'],
    ['UTC', '1700000000', '2023-11-14T22:13:20+00:00'],
    ['UTC', '8639999913600', '8639999913600'],
  ])('in %s %s is %s', (zone, seconds, text) => {
    process.env['TZ'] = zone;
    expect(dateText(seconds, 'local')).toBe(text);
  });

  it('seconds have six digits', () => {
    expect(secondsText(1_700_000_000_123.456)).toBe('1700000000.123456');
    expect(secondsText(1999.9999)).toBe('2.000000');
    expect(secondsText(5)).toBe('0.005000');
  });

  it.each([
    [0.41, '0.4 ms'],
    [250, '250 ms'],
    [999.6, '1.00 s'],
    [1500, '1.50 s'],
    [59_999, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('%s ms are %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});
