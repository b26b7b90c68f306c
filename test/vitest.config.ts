import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Tests that judge by the clock, on real programs: they run one file at a time when all the others are over.
const TIMED = ['test/{check,fixtures,fuzz}/c-node*.test.ts', 'test/cli/commands/sniff-live*.test.ts'];

// `npm test` leaves out *.slow.test.ts; `npm run test:all` (mode "all") runs everything.
export default defineConfig(({ mode }) => {
  const slow = mode === 'all' ? [] : ['test/**/*.slow.test.ts'];
  const shared = {
    setupFiles: ['test/support/runs.ts', 'test/support/french.ts'],
    // Ten times the runs of each property, and perhaps a busy machine.
    testTimeout: mode === 'all' ? 300_000 : 90_000,
    hookTimeout: 60_000,
    // The built program is measured as it is.
    server: { deps: { external: [/\/dist\//] } },
    // `sniff` shows local time, and people are spoken to in the language of the locale.
    env: { PEERPROBE_TEST: mode === 'all' ? 'all' : 'quick', TZ: 'UTC', LC_ALL: 'C' },
  };
  return {
    root: fileURLToPath(new URL('..', import.meta.url)),
    test: {
      globalSetup: 'test/support/build.ts',
      benchmark: { include: ['test/bench/*.bench.ts'] },
      projects: [
        {
          test: {
            ...shared,
            name: 'plain',
            include: ['test/**/*.test.ts'],
            exclude: [...slow, ...TIMED],
            // One more than there are cores: many wait for a program now and then. No test leaves anything behind
            // for the next file, so the processes stay, with what they have loaded: starting one for each file
            // took a fifth of the time.
            maxWorkers: availableParallelism() + 1,
            isolate: false,
            sequence: { groupOrder: 0 },
          },
        },
        {
          test: {
            ...shared,
            name: 'timed',
            include: TIMED,
            exclude: slow,
            maxWorkers: 1,
            // Real programs are timed: few at once. Most of it is waiting: with three the cores were idle for eight tenths.
            maxConcurrency: 5,
            sequence: { groupOrder: 1 },
          },
        },
      ],
    },
  };
});
