import { expect, test } from 'vitest';
import { soak } from '../../src/fuzz/soak.ts';
import { IDLE } from '../support/idle.ts';
import { inRound } from '../support/in-round.ts';

const KINDS = 11;
// Ten to warm up, and the first window: nothing grows.
const EACH = 210;

test('each kind is a case, and every datagram of it is counted', async () => {
  const used = { rss: 1, fds: 1, threads: 1, processes: 1, cpuMs: 0 };
  const steady = { ...IDLE, queued: () => 0, pid: () => process.pid, sample: () => used };
  const counts = await inRound(
    async () => steady,
    async (round) => {
      const before = round.squad.journal.count;
      let [cases, others] = [0, 0];
      const noted = (): void => {
        cases += 1;
      };
      const again = (): void => {
        others += 1;
      };
      const kinds = await soak(round, { noted, again });
      return { kinds, cases, others, sent: round.squad.journal.count - before };
    },
  );
  expect(counts.kinds).toBe(KINDS);
  expect(counts.cases).toBe(KINDS);
  expect(counts.others).toBe(KINDS * (EACH - 1));
  expect(counts.sent).toBeGreaterThanOrEqual(KINDS * EACH);
});
