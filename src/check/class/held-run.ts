/**
 * A program of ours or a build that a class runs for one target: in a process group of its own, held to its time, to what
 * it may write into its folder, and to the number of processes and the memory of its namespace. Nothing of it is left.
 */
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { sentence, verbatim } from '../../lang/sentence.ts';
import { type Quantity, quantity, type Sentence } from '../../lang/value.ts';
import { startChild } from '../../net/child.ts';
import { Inhabitants, memoryOf } from '../../net/inhabitants.ts';
import type { Clock } from '../../net/world.ts';

export interface HeldRun {
  readonly argv: readonly string[];
  /** The folder that it runs in, which is watched. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly limits: HeldLimits;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Null: no such limit. */
export interface HeldLimits {
  readonly ms: number;
  readonly bytes: number | null;
  readonly files: number | null;
  /** Of all in a network namespace of its own; where it has none, nobody counts. */
  readonly memory: number;
  readonly processes: number;
}

/** How it ended. `reason`: what we ended it for; null if it ended by itself, or for the signal. */
export interface HeldEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly reason: Sentence | null;
  /** The end of what it printed. */
  readonly output: string;
}

const LOOK_MS = 1000;

/** Runs it to its end. EnvironmentError if it cannot be started. */
export async function heldRun({ argv, folder, env, limits, clock, signal }: HeldRun): Promise<HeldEnd> {
  const child = await startChild(argv, { cwd: folder, env, clock });
  const over = new AbortController();
  const stop = AbortSignal.any([over.signal, signal]);
  let inhabitants: Inhabitants | null = null;
  const watch = async (): Promise<Sentence | null> => {
    const end = clock.now() + limits.ms;
    while (!over.signal.aborted) {
      await clock.sleep(LOOK_MS, stop).catch(() => undefined);
      if (stop.aborted) return null;
      // It makes its namespace some time after its start.
      inhabitants ??= Inhabitants.of(child.pid);
      const reason =
        clock.now() > end
          ? sentence('more than {limit}', { limit: quantity(limits.ms / 1000, 0, 's') })
          : await excess(folder, inhabitants, limits);
      if (reason !== null) return reason;
    }
    return null;
  };
  const watched = watch().then((reason) => {
    if (reason !== null || signal.aborted) void child.stop();
    return reason;
  });
  const exit = await child.exited;
  over.abort('it has ended');
  const reason = await watched;
  evict(inhabitants);
  return {
    code: exit.code,
    signal: exit.signal,
    reason: reason ?? (exit.reason === null ? null : verbatim(exit.reason)),
    output: await child.output(),
  };
}

/** Whoever is left there when its first process has ended. */
function evict(inhabitants: Inhabitants | null): void {
  inhabitants?.evict();
  inhabitants?.release();
}

async function excess(
  folder: string,
  inhabitants: Inhabitants | null,
  limits: HeldLimits,
): Promise<Sentence | null> {
  if (inhabitants !== null) {
    const pids = inhabitants.pids();
    if (pids.length > limits.processes)
      return sentence('more than {count} processes', { count: limits.processes });
    if (memoryOf(pids) > limits.memory)
      return sentence('more than {size} of memory', { size: mebibytes(limits.memory) });
  }
  const { bytes, files } = limits;
  if (bytes === null || files === null) return null;
  const used = await usage(folder, files);
  if (used.files > files) return sentence('more than {count} files in its folder', { count: files });
  return used.bytes > bytes ? sentence('more than {size} in its folder', { size: mebibytes(bytes) }) : null;
}

function mebibytes(bytes: number): Quantity {
  return quantity(bytes / 1024 / 1024, 0, 'MiB');
}

/** What lies in a folder and those in it; not much more than `most` entries are looked at. */
async function usage(folder: string, most: number): Promise<{ bytes: number; files: number }> {
  const used = { bytes: 0, files: 0 };
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    // What goes away meanwhile, or may not be read, is left out.
    const entries = await opendir(next).catch(() => null);
    if (entries === null) continue;
    for await (const entry of entries) {
      const path = join(next, entry.name);
      used.files += 1;
      if (used.files > most) return used;
      if (entry.isDirectory()) folders.push(path);
      // What is on the disk: a file with holes is smaller than it says.
      else used.bytes += 512 * ((await lstat(path).catch(() => null))?.blocks ?? 0);
    }
  }
  return used;
}
