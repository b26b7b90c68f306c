import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// `npm test` leaves out *.slow.test.ts; `npm run test:all` (mode "all") runs everything.
export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    benchmark: { include: ['test/bench/*.bench.ts'] },
    exclude: mode === 'all' ? [] : ['test/**/*.slow.test.ts'],
    globalSetup: 'test/support/build.ts',
    testTimeout: 90_000,
    // Real programs are timed: few at once.
    maxConcurrency: 3,
    hookTimeout: 60_000,
    env: { PEERPROBE_TEST: mode === 'all' ? 'all' : 'quick' },
  },
}));
