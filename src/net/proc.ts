/**
 * Linux's own account of processes and sockets, read as it stands: what is not there (another system, a
 * process that ended meanwhile) is empty, never an error.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** The text of a file under /proc; empty if there is none or it is not ours to read. */
export function procText(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'latin1');
  } catch {
    return '';
  }
}

/** The names in a folder under /proc; none if there is no such folder. */
export function procNames(path: string): readonly string[] {
  try {
    return readdirSync(`/proc/${path}`);
  } catch {
    return [];
  }
}

/** All processes that run right now, by their ids. */
export function processIds(): number[] {
  return procNames('')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}
