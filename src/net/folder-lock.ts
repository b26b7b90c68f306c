/**
 * Whose folder it is: one run at a time writes to it. The lock of one that was killed is taken over.
 */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../capture/error-code.ts';
import { integer, isRecord, jsonValue, nullable, type Shape, shaped, text } from '../capture/shape.ts';
import { processStatus } from './process-status.ts';

const LOCK_FILE = 'lock';

/** It is the name of a lock, or of one that is moved aside for a moment. */
export function isLockFile(name: string): boolean {
  return name === LOCK_FILE || /^lock\.\d+$/.test(name);
}

interface Owner {
  readonly pid: number;
  /** Since the boot, for a number of a process is given again; null where nobody tells. */
  readonly startedMs: number | null;
  readonly host: string;
}

const OWNER: Shape<Owner> = { pid: integer, startedMs: nullable(integer), host: text };
/** Of one on another machine the times of its files are all that can be seen. */
const SILENT_MS = 60_000;

export interface LockKind {
  /** What it is that writes, for people: `fuzz`. */
  readonly run: string;
  /** The name of the file in the folder that it writes again and again. */
  readonly pulse: string;
}

export class FolderLock {
  readonly #path: string;
  readonly #own: string;

  private constructor(path: string, own: string) {
    this.#path = path;
    this.#own = own;
  }

  /** Takes the folder, which is there; a string says who has it. What the system refuses is thrown as it comes. */
  static take(folder: string, { run, pulse }: LockKind): FolderLock | string {
    const path = join(folder, LOCK_FILE);
    const own = JSON.stringify(ownerOf(process.pid));
    for (let tries = 0; tries < TRIES; tries++) {
      if (written(path, own)) return new FolderLock(path, own);
      const found = contentOf(path);
      if (found === null) continue;
      const owner = holderOf(found, join(folder, pulse));
      if (owner !== null) return `another ${run} writes to it (process ${owner.pid}${place(owner)})`;
      remove(path, found);
    }
    return `another ${run} is about to write to it`;
  }

  /** Somebody else may have it now. */
  release(): void {
    if (contentOf(this.#path) === this.#own) rmSync(this.#path, { force: true });
  }
}

const TRIES = 5;

function ownerOf(pid: number): Owner {
  return { pid, startedMs: processStatus(pid)?.startedMs ?? null, host: hostname() };
}

/** Who holds it; null if it is nobody who lives, or this process. */
function holderOf(content: string, pulse: string): Owner | null {
  const value = jsonValue(content);
  const owner = isRecord(value) ? shaped(value, OWNER) : 'owner';
  if (typeof owner === 'string') return null;
  if (owner.host !== hostname()) return isFresh(pulse) ? owner : null;
  if (owner.pid === process.pid || !lives(owner.pid)) return null;
  const { startedMs } = ownerOf(owner.pid);
  return owner.startedMs !== null && startedMs !== null && owner.startedMs !== startedMs ? null : owner;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function isFresh(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < SILENT_MS;
}

/** False if there is one already. */
function written(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** The lock of that content, and no other that somebody has put there in the meantime. */
function remove(path: string, content: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    const moved = contentOf(aside);
    if (moved !== null && moved !== content) written(path, moved);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function place({ host }: Owner): string {
  return host === hostname() ? '' : ` on ${host}`;
}
