/**
 * Files that the user names to be read. A wrong name is told before anything is done.
 */
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { UsageError } from './error.ts';

/** What the system says of the file, which may be a pipe or a device. UsageError if it is not there, or a folder. */
export async function inputFile(path: string): Promise<Stats> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    throw new UsageError(`there is no file ${path}`, null, { cause: error });
  });
  if (found.isDirectory()) throw new UsageError(`${path} is a directory`, 'name a file in it');
  return found;
}
