import { expect, test } from 'vitest';
import { makeTheme } from '../../src/report/theme.ts';

test('level 0 leaves every text as it is, higher levels mark it', () => {
  for (const style of Object.values(makeTheme(0))) expect(style('x')).toBe('x');
  for (const style of Object.values(makeTheme(1))) expect(style('x')).toMatch(/^\x1b\[.*x\x1b\[.*m$/);
});
