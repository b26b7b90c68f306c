/**
 * What a target's verdicts depend on, as one word: what of it has changed since an earlier run is judged again.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ClassTarget } from './target-file.ts';

/** Of larger files only size and date count. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Words that name something in the target's folder become whole paths: it is started in another one. A bare first word
 * is a program of the PATH.
 */
export async function placedCommand({ command, folder }: ClassTarget): Promise<string[]> {
  const words = (command ?? []).map(async (word, i) => {
    if (i === 0 && !word.includes('/')) return word;
    const path = resolve(folder, word);
    return i === 0 || (word !== '' && (await fileOf(path)) !== null) ? path : word;
  });
  return Promise.all(words);
}

/** The key; `circumstances` is all that counts beside the target: version, seed, selection. What cannot be read counts as missing. */
export async function targetKey(target: ClassTarget, circumstances: readonly unknown[]): Promise<string> {
  const command = await placedCommand(target);
  const files = await Promise.all(command.map(fileMark));
  const { endpoint } = target;
  return createHash('sha256')
    .update(JSON.stringify([circumstances, endpoint, command, files]))
    .digest('hex');
}

/** Null for what is no file. */
async function fileMark(path: string): Promise<string | null> {
  const found = path.includes('/') ? await fileOf(path) : null;
  if (found === null || !found.isFile()) return null;
  if (found.size > MOST_BYTES) return `${found.size} ${found.mtimeMs}`;
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece);
  } catch {
    return null;
  }
  return hash.digest('hex');
}

function fileOf(path: string) {
  return stat(path).catch(() => null);
}
