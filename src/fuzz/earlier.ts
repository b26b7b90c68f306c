/**
 * What a campaign has left in its folder (run-folder.ts): how far it came, what it found, what it did not look into.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isLockFile } from '../net/folder-lock.ts';
import { type CampaignState, readState, STATE_FILE } from './campaign-state.ts';
import type { Finding } from './finding.ts';
import { FINDING_FILE, readFinding } from './finding-record.ts';
import type { Suspicion } from './suspicion.ts';
import { readSuspicion } from './suspicion-record.ts';
import { PART } from './written-file.ts';

/** What was there when the folder was opened. */
export interface Earlier {
  readonly state: CampaignState;
  readonly findings: readonly Finding[];
  readonly pending: readonly PendingSuspicion[];
  /** What could not be read, one sentence each: it is left where it is. */
  readonly notes: readonly string[];
}

export interface PendingSuspicion {
  /** The name of its file. */
  readonly number: number;
  readonly suspicion: Suspicion;
}

export const FINDINGS = 'findings';
export const SUSPICIONS = 'suspicions';
/** No file of a folder that is longer is read. */
const MAX_FILE = 256 * 1024 * 1024;
// Of findings and of suspicions each.
const MAX_READ = 10_000;

/** Why what exists is no folder of a campaign, nor one to become that; null if it is. */
export function strangeness(path: string): string | null {
  if (!statSync(path).isDirectory()) return 'it is a file';
  const names = readdirSync(path);
  if (names.includes(STATE_FILE)) return null;
  // What was killed in its first moment.
  const isEmpty = names.every((name) => name === `${STATE_FILE}${PART}` || isLockFile(name));
  return isEmpty ? null : 'it holds something else: give a new or empty folder, or that of an earlier fuzz';
}

/** What is in a campaign's folder; null if that is nothing, a string if it cannot be read. */
export function readEarlier(path: string): Earlier | string | null {
  if (!existsSync(join(path, STATE_FILE))) return null;
  const state = readState(fileText(join(path, STATE_FILE)) ?? '');
  if (typeof state === 'string') return `${STATE_FILE} is none of a fuzz: ${state}`;
  const notes: string[] = [];
  const findings = namesIn(join(path, FINDINGS)).flatMap((id) => {
    const name = join(FINDINGS, id, FINDING_FILE);
    const content = fileText(join(path, name));
    if (content === null) return []; // not finished: its suspicion is still there
    const read = readFinding(content);
    if (typeof read === 'string') notes.push(`${name}: ${read}`);
    return typeof read === 'string' ? [] : [read.finding];
  });
  const pending = namesIn(join(path, SUSPICIONS)).flatMap((file) => {
    const number = suspicionNumber(file);
    if (number === null) return [];
    const suspicion = readSuspicion(fileText(join(path, SUSPICIONS, file)) ?? '');
    if (typeof suspicion === 'string') notes.push(`${join(SUSPICIONS, file)}: ${suspicion}`);
    return typeof suspicion === 'string' ? [] : [{ number, suspicion }];
  });
  return { state, findings, pending: pending.toSorted((a, b) => a.number - b.number), notes };
}

/** The names in a folder, sorted, at most MAX_READ; none if there is no folder. */
export function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort().slice(0, MAX_READ) : [];
}

/** The text of a file; null if there is none, or too long a one. */
function fileText(path: string): string | null {
  const isFit = existsSync(path) && statSync(path).isFile() && statSync(path).size <= MAX_FILE;
  return isFit ? readFileSync(path, 'utf8') : null;
}

/** The number of a suspicion by the name of its file; null if it is none. */
export function suspicionNumber(file: string): number | null {
  const [, number] = /^([1-9]\d{0,14})\.json$/.exec(file) ?? [];
  return number === undefined ? null : Number(number);
}
