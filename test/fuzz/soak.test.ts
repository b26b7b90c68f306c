import { expect, test } from 'vitest';
import type { Round } from '../../src/fuzz/round.ts';
import { soak } from '../../src/fuzz/soak.ts';
import { IDLE } from '../support/idle.ts';
import { inRound } from '../support/in-round.ts';

const KINDS = 11;
// Ten to warm up, and the two windows after which nothing has grown.
const EACH = 1010;

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

// Of the first kind: ten to warm up, then the windows.
const [FIRST, THIRD, LAST] = [210, 3010, 41_010];

test.each([
  ['each datagram keeps a descriptor', (n: number) => ({ fds: n }), 'descriptors', FIRST],
  [
    'one of 50 keeps a thread and its stack',
    (n: number) => ({ threads: n / 50, rss: 80 * n }),
    'threads',
    THIRD,
  ],
  [
    'one of 20 keeps a thread and its stack',
    (n: number) => ({ threads: n / 20, rss: 80 * n }),
    'threads',
    THIRD,
  ],
  ['each datagram keeps 64 bytes', (n: number) => ({ rss: 64 * n }), 'memory', LAST],
  ['each datagram keeps 16 bytes', (n: number) => ({ rss: 16 * n }), null, null],
  ['a runtime takes 5 MB at first', (n: number) => ({ rss: 250 * Math.min(n, 20_000) }), null, null],
  ['a pool of 40 descriptors is filled', (n: number) => ({ fds: Math.min(n, 40) }), null, null],
] as const)('%s', async (_, grown, what, when) => {
  const none = { rss: 0, fds: 0, threads: 0, processes: 0, cpuMs: 0 };
  let sent = (): number => 0;
  const instance = {
    ...IDLE,
    queued: () => 0,
    pid: () => process.pid,
    sample: () => ({ ...none, ...grown(sent()) }),
  };
  const seen = await inRound(
    async () => instance,
    async (round: Round) => {
      const before = round.squad.journal.count;
      sent = () => round.squad.journal.count - before;
      let last = 0;
      const told = (): void => {
        if (round.suspicion === null) last = sent();
      };
      await soak(round, { noted: told, again: told });
      return { signature: round.suspicion?.symptom.signature ?? null, last };
    },
  );
  expect(seen.signature).toBe(what);
  // The crew's own Hellos are counted too.
  if (when !== null) expect(Math.abs(seen.last - when)).toBeLessThan(30);
});
