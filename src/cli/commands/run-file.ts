/**
 * The log of a run that the user names: by the folder of `--out`, by its `events.ndjson`, or by a file with what `--json`
 * printed.
 */
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../../net/error.ts';
import { UsageError } from '../error.ts';
import { EVENTS } from './line-log.ts';

/** No log that is longer is read. */
const MAX_BYTES = 256 * 1024 * 1024;
export const LEFT = 'check, fuzz and interop leave one with --out DIR';

/** Its path. UsageError if nothing is there. */
export async function runFile(name: string): Promise<string> {
  const found = await statOf(name, `there is no run ${name}`);
  const file = found.isDirectory() ? join(name, EVENTS) : name;
  const { size } = await statOf(file, `${name} holds no ${EVENTS}`);
  if (size > MAX_BYTES)
    throw new EnvironmentError(`${file} is longer than 256 MiB`, 'name the report that --json printed');
  return file;
}

/** UsageError with that text if nothing is there; what else the system refuses is thrown as it comes. */
async function statOf(path: string, missing: string): Promise<Stats> {
  return await stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR') throw cause;
    throw new UsageError(missing, LEFT, { cause });
  });
}
