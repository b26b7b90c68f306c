import { afterEach } from 'vitest';
import { type Child, startChild } from '../../src/net/child.ts';
import { systemClock } from '../../src/net/clock.ts';

/** Starts programs; each ends with the test that started it. For the top of a file. */
export function startingChildren(): (...argv: string[]) => Promise<Child> {
  const running: Child[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((child) => child.stop()));
  });
  return async (...argv) => {
    const child = await startChild(argv, { clock: systemClock });
    running.push(child);
    return child;
  };
}
