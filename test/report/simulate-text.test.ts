import { expect, test } from 'vitest';
import { columns } from '../../src/report/simulate-columns.ts';
import { change, percent, seconds, small } from '../../src/report/simulate-number.ts';

test('columns stand under one another, and no line ends in blanks', () => {
  expect(
    columns(
      ['', 'a', 'bytes'],
      [
        ['one', '1,000', '2'],
        ['fit', 'n^2'],
      ],
    ),
  ).toEqual(['           a  bytes', '  one  1,000      2', '  fit    n^2']);
});

test('not quite everybody is not everybody, and hardly anything is not nothing', () => {
  expect([0, 0.0001, 0.05, 0.9996, 1].map((share) => percent(share, 'en'))).toEqual([
    '0%',
    '0.1%',
    '5%',
    '99.9%',
    '100%',
  ]);
});

test('changes have a sign, and nothing is told of nothing', () => {
  expect(change(150, 100, 'en')).toBe('+50%');
  expect(change(30, 100, 'en')).toBe('-70%');
  expect(change(100, 100, 'en')).toBe('');
  expect(change(1, 0, 'en')).toBe('');
  expect(change(null, 5, 'en')).toBe('');
  expect([seconds(12_340, 'en'), small(3.14, 'en'), small(1234.5, 'en')]).toEqual(['12.3 s', '3.1', '1,235']);
});
