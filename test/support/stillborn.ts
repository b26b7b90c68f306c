import type { Target } from '../../src/net/target.ts';
import type { Clock } from '../../src/net/world.ts';
import { IDLE } from './idle.ts';

/** Programs that end by themselves so many ms after their start, before they have bound or said anything. */
export function stillborn(afterMs: number): (target: Target, clock: Clock) => Target {
  return (target, clock) => ({
    ...target,
    async start(_at, _startPeer, onExit) {
      void clock.sleep(afterMs).then(() => onExit({ ...STATUS_0, at: clock.now() }));
      return { ...IDLE, holdsPort: () => false };
    },
  });
}

/** The same programs, each ended by a signal so many ms after its start, whatever it is sent. */
export function mortal(afterMs: number): (target: Target, clock: Clock) => Target {
  return (target, clock) => ({
    ...target,
    async start(at, startPeer, onExit) {
      let ended = false;
      const once: typeof onExit = (event) => {
        if (!ended) onExit(event);
        ended = true;
      };
      const instance = await target.start(at, startPeer, once);
      void clock.sleep(afterMs).then(() => {
        once({ ...STATUS_0, at: clock.now(), code: null, signal: 'SIGSEGV' });
        return instance.stop();
      });
      return instance;
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
