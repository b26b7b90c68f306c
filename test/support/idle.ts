import type { Instance } from '../../src/net/target.ts';

/** Lives, holds its port, and neither reads nor speaks. */
export const IDLE: Instance = {
  drops: () => 0,
  queued: () => null,
  holdsPort: () => true,
  pid: () => null,
  sample: () => null,
  sanitizer: async () => null,
  diagnosis: () => null,
  stop: async () => undefined,
};
