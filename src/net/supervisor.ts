/**
 * A program of its own between us and a target: it starts the target in a process group of the target's own,
 * and when we are gone, kill -9 included, its channel to us ends and it kills that group. It ignores the
 * signals that end us, so that it outlives us by just that. Runs as `node supervisor.js`, forked by child.ts.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { limitSelf } from './limit.ts';

/** What we tell the supervisor. */
export type Order =
  | {
      readonly type: 'start';
      readonly argv: readonly string[];
      readonly cwd: string;
      readonly env: Readonly<Record<string, string | undefined>>;
    }
  | { readonly type: 'stop' };

/** What it tells us; `time` is the machine's monotonic time in ms, the same for all processes. */
export type Report =
  | { readonly type: 'started'; readonly pid: number; readonly time: number }
  | { readonly type: 'failed'; readonly code: string; readonly message: string }
  | {
      readonly type: 'exit';
      readonly code: number | null;
      readonly signal: string | null;
      readonly byUs: boolean;
      readonly time: number;
    };

/** From SIGTERM to SIGKILL. */
const STOP_MS = 2000;
/** What the group's other processes get to finish their last words when its first one has ended. */
const REST_MS = 200;

let target: ChildProcess | null = null;
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, () => undefined);
process.on('message', (order: Order) => (order.type === 'start' ? start(order) : stop()));
process.on('disconnect', () => {
  signalGroup('SIGKILL');
  process.exit();
});

function start({ argv: [program = '', ...args], cwd, env }: Extract<Order, { type: 'start' }>): void {
  limitSelf(); // the target inherits it
  const child = spawn(program, args, {
    cwd,
    env: env as NodeJS.ProcessEnv,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  target = child;
  child.once('spawn', () => report({ type: 'started', pid: child.pid ?? 0, time: now() }));
  child.once('error', (error: NodeJS.ErrnoException) => {
    if (child.pid !== undefined) return;
    leave({ type: 'failed', code: error.code ?? '', message: error.message });
  });
  child.once('exit', (code, signal) => {
    report({ type: 'exit', code, signal, byUs: stopping, time: now() });
    if (!signalGroup(0)) return leave();
    setTimeout(() => {
      signalGroup('SIGKILL');
      leave();
    }, REST_MS);
  });
}

function stop(): void {
  if (stopping) return;
  stopping = true;
  signalGroup('SIGTERM');
  setTimeout(() => signalGroup('SIGKILL'), STOP_MS).unref();
}

/** True if there was somebody to signal. */
function signalGroup(signal: NodeJS.Signals | 0): boolean {
  const pid = target?.pid;
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

function leave(last?: Report): void {
  if (last !== undefined) report(last);
  process.removeAllListeners('disconnect');
  if (process.connected) process.disconnect(); // what was reported before still arrives
}

function report(message: Report): void {
  // If we are gone, 'disconnect' says so; the failed send has nobody to tell.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
