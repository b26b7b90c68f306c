import type { Target } from '../../src/net/target.ts';
import type { Clock } from '../../src/net/world.ts';

/** Programs that end by themselves so many ms after their start, before they have bound or said anything. */
export function stillborn(afterMs: number): (target: Target, clock: Clock) => Target {
  return (target, clock) => ({
    ...target,
    async start(_at, _startPeer, onExit) {
      void clock.sleep(afterMs).then(() => onExit({ ...STATUS_0, at: clock.now() }));
      return {
        drops: () => 0,
        queued: () => null,
        holdsPort: () => false,
        pid: () => null,
        sample: () => null,
        sanitizer: async () => null,
        diagnosis: () => null,
        stop: async () => undefined,
      };
    },
  });
}

const STATUS_0 = {
  type: 'exited',
  code: 0,
  signal: null,
  byUs: false,
  reason: null,
  sanitizer: null,
  output: '',
} as const;
