import { expect, test } from 'vitest';
import { statsText } from '../../src/report/sniff-stats.ts';

test('a line says what came since the last one, and the drops of all', () => {
  const last = { at: 1000, packets: 100, ours: 90, malformed: 1 };
  const now = { at: 6000, packets: 612, ours: 600, malformed: 3 };
  expect(statsText(last, now, { dropped: null, lost: 0 })).toBe(
    '5.0 s: 512 packets (102 a second), 510 ours, 2 malformed; in all 612 packets, drops unknown',
  );
  expect(statsText(last, now, { dropped: 4, lost: 1 })).toMatch(/, drops 5$/);
  expect(statsText(now, now, null)).toBe(
    '0.0 s: 0 packets (0 a second), 0 ours, 0 malformed; in all 612 packets',
  );
});
