/**
 * A program of its own between us and all targets of a run: it starts each in a process group of the target's
 * own, and when we are gone, kill -9 included, its channel to us ends and it kills those groups. It ignores the
 * signals that end us, so that it outlives us by just that. Runs as `node supervisor.js`, forked by supervision.ts.
 */
import { limitSelf } from './limit.ts';
import type { Order, Report } from './order.ts';
import { Watchdog } from './watchdog.ts';
import { WatchedGroup } from './watched-group.ts';

/** The targets that have not ended yet, by their ids. */
const groups = new Map<number, WatchedGroup>();
const watchdog = new Watchdog(groups);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, () => undefined);
limitSelf(); // the targets inherit it
process.on('message', obey);
process.on('disconnect', () => {
  for (const group of groups.values()) group.kill();
  process.exit();
});

function obey(order: Order): void {
  if (order.type === 'start') start(order);
  else if (order.type === 'stop') groups.get(order.id)?.stop();
  else tell(order.id);
}

function start(order: Extract<Order, { type: 'start' }>): void {
  const { id } = order;
  const failed = ({ code, message }: { code?: string | undefined; message: string }): void => {
    groups.delete(id);
    report({ type: 'failed', id, code: code ?? '', message });
  };
  try {
    const group = new WatchedGroup(order, {
      started: (started) => report({ type: 'started', id, ...started }),
      failed,
      ended: (end) => {
        groups.delete(id);
        report({ type: 'exit', id, ...end });
      },
    });
    groups.set(id, group);
    watchdog.wake();
  } catch (error) {
    // Some refusals come as an event, others (an empty program name, a word with a NUL) are thrown.
    failed(error as NodeJS.ErrnoException);
  }
}

function tell(id: number): void {
  const group = groups.get(id);
  if (group !== undefined) report({ type: 'said', id, ...group.said() });
}

function report(message: Report): void {
  // If we are gone, 'disconnect' says so; the failed send has nobody to tell.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
