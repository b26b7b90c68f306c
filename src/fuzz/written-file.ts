/**
 * Files that are there whole or not at all: written beside their place as `NAME.part`, then renamed. What kill -9 or a
 * full disk cuts short leaves the earlier file as it was.
 */
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

export const PART = '.part';

/** Writes the file, in pieces if they come so. What the system refuses is thrown as it comes. */
export function writeWhole(path: string, content: string | Iterable<Uint8Array>): void {
  const part = `${path}${PART}`;
  try {
    const file = openSync(part, 'w');
    try {
      // Given a descriptor, it writes on from where the last piece ended.
      for (const piece of typeof content === 'string' ? [content] : content) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
