/**
 * Modules of the built program: what a user runs is measured. The runner of the tests makes a call of each use of an
 * import, which takes two thirds of the time of what has next to nothing to do.
 */
import { fileURLToPath, pathToFileURL } from 'node:url';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

/** `path`: from the source folder, `fuzz/round`. `T` is `typeof import` of it. */
export function built<T>(path: string): Promise<T> {
  return import(/* @vite-ignore */ pathToFileURL(`${DIST}${path}.js`).href) as Promise<T>;
}
