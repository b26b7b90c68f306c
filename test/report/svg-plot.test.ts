import { describe, expect, test } from 'vitest';
import { type Plot, plotSvg } from '../../src/report/svg-plot.ts';

const text = (value: number): string => `(${value})`;

function plot(changes: Partial<Plot> = {}): string | null {
  return plotSvg({
    id: 'p',
    title: 'title',
    x: { name: 'x', text },
    y: { name: 'y', text },
    curves: [
      {
        name: 'a',
        points: [
          [0, 0],
          [50, 30],
          [100, 40],
        ],
      },
    ],
    ...changes,
  });
}

const ticks = (svg: string | null): string[] =>
  [...(svg ?? '').matchAll(/>\((\S+)\)</g)].map(([, tick]) => tick ?? '');

describe('a plot', () => {
  test('goes from corner to corner, with round ticks', () => {
    // 544 px for 100 across; 160 px for 40 upwards.
    expect(plot()).toContain('d="M76,236L348,116L620,76"');
    expect(ticks(plot())).toEqual(['0', '10', '20', '30', '40', '0', '20', '40', '60', '80', '100']);
  });

  test('goes as far as it is told, whatever comes', () => {
    expect(plot({ y: { name: 'y', text, to: 80 } })).toContain('d="M76,236L348,176L620,156"');
  });

  test('of powers is straight on logarithmic axes; what is not more than 0 is left out', () => {
    const log = { name: '', text, log: true };
    const points = [1, 10, 100].map((n) => [n, n * n] as const);
    const svg = plot({ x: log, y: log, curves: [{ name: 'square', points: [[0, 5], ...points] }] });
    expect(svg).toContain('d="M76,236L348,156L620,76"');
    expect(ticks(svg)).toEqual(['1', '10', '100', '1000', '10000', '1', '10', '100']);
  });

  test('says what a dot stands for, and in words where a curve begins and ends', () => {
    expect(plot()).toContain('<title>a: (50), (30)</title>');
    expect(plot()).toContain('<desc id="p-desc">a: (0) at (0), (40) at (100)</desc>');
  });

  test('of nothing is none', () => {
    expect(plot({ curves: [] })).toBeNull();
    expect(plot({ curves: [{ name: 'a', points: [[1, 1]] }] })).toBeNull();
  });
});
