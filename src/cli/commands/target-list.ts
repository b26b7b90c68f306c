/**
 * The file that `--many` names: a list of programs and running nodes.
 */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type ClassTarget, readTargets } from '../../check/class/target-file.ts';
import { UsageError } from '../error.ts';
import { inputFile } from '../input-file.ts';

/** Reads the file. UsageError with what is wrong, and where. */
export async function targetsOf(file: string): Promise<readonly ClassTarget[]> {
  await inputFile(file);
  const targets = readTargets(await readFile(file, 'utf8'), resolve(dirname(file)));
  if (typeof targets === 'string')
    throw new UsageError(
      `--many ${file}: ${targets}`,
      'a list of {"name": "alice", "command": ["./server"], "build": ["make"], "folder": "alice"}, or with "endpoint": "127.0.0.1:4200"',
    );
  return targets;
}
