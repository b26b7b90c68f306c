/**
 * The folder of `check --many`: `class.json` says what the class is, and each target has a folder in `targets/` with its
 * run (as of check --out) and `target.json`, which is written last: what is there is done. `report` reads it.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  integer,
  isRecord,
  jsonValue,
  listOf,
  nullable,
  optional,
  type Shape,
  shaped,
  shapeOf,
  text,
  truth,
} from '../../capture/shape.ts';
import { writeWhole } from '../../fuzz/written-file.ts';
import { isSentence } from '../../lang/foreign-sentence.ts';
import type { Sentence } from '../../lang/value.ts';
import { EnvironmentError } from '../../net/error.ts';
import { FolderLock } from '../../net/folder-lock.ts';
import { readRunLog } from '../../report/run/run-log.ts';
import type { RunReport } from '../../report/run/run-report.ts';
import { UsageError } from '../error.ts';
import { EVENTS } from './line-log.ts';

export const CLASS_FILE = 'class.json';
const TARGET_FILE = 'target.json';
const TARGETS = 'targets';

/** What a class is, as its folder says it. */
export interface ClassRecord {
  readonly version: string;
  readonly seed: number;
  /** A date in the form of ISO 8601. */
  readonly startedAt: string;
  readonly targets: readonly NamedTarget[];
}

interface NamedTarget {
  readonly name: string;
  /** Its folder in `targets/`. */
  readonly place: string;
  readonly weight: number;
}

/** What its folder says of a target that is done. */
export interface TargetRecord {
  /** See `targetKey`. */
  readonly key: string;
  readonly problem: string | null;
  /** The same as data; one of before has none. */
  readonly problemSaid?: Sentence | undefined;
  readonly doubtful: boolean;
}

/** Where the run of a target lies. */
export function targetFolder(folder: string, { place }: { readonly place: string }): string {
  return join(folder, TARGETS, place);
}

/**
 * Makes the folder, if need be, and takes it for this run until the lock is released: two in one would empty each other's
 * folders of targets. UsageError if another run has it, EnvironmentError if it cannot be written.
 */
export function takeClass(folder: string): FolderLock {
  const lock = writing(folder, () => {
    make(folder);
    return FolderLock.take(folder, LOCK);
  });
  if (typeof lock === 'string')
    throw new UsageError(`--out ${folder}: ${lock}`, 'let it end first, or give another folder');
  return lock;
}

/** Of one on another machine only its beginning shows. */
const LOCK = { run: 'check --many', pulse: CLASS_FILE };

/** Makes the folders of the targets, and says what they are. EnvironmentError if it cannot be written. */
export function beginClass(folder: string, record: ClassRecord): void {
  writing(folder, () => {
    for (const path of [join(folder, TARGETS), ...record.targets.map((one) => targetFolder(folder, one))])
      make(path);
    const head = { schemaVersion: 1, tool: 'peerprobe', kind: 'class' };
    writeWhole(join(folder, CLASS_FILE), `${JSON.stringify({ ...head, ...record }, null, 2)}\n`);
  });
}

/** A file of the class or of a target, whole or not at all. EnvironmentError if it cannot be written. */
export function keep(folder: string, name: string, content: string): void {
  writing(folder, () => writeWhole(join(folder, name), content));
}

/** Marks a target as done: after all else of it is written. */
export function keepTarget(folder: string, record: TargetRecord): void {
  keep(
    folder,
    TARGET_FILE,
    `${JSON.stringify({ schemaVersion: 1, tool: 'peerprobe', kind: 'target', ...record })}\n`,
  );
}

/** True if the log of another run lies in the folder, and no class. */
export function holdsRun(folder: string): boolean {
  return existsSync(join(folder, EVENTS)) && !existsSync(join(folder, CLASS_FILE));
}

/** The class of a folder; null if there is none, a string if it is damaged. */
export async function readClass(folder: string): Promise<ClassRecord | string | null> {
  const content = await contentOf(join(folder, CLASS_FILE));
  if (content === null) return null;
  const value = jsonValue(content);
  if (!isRecord(value) || value['kind'] !== 'class') return `${CLASS_FILE} is none of check --many`;
  if (value['schemaVersion'] !== 1) return `the schemaVersion of ${CLASS_FILE} is not 1`;
  const record = shaped(value, CLASS);
  return typeof record === 'string' ? `"${record}" of ${CLASS_FILE} is missing or wrong` : record;
}

/** What is known of a target that is done; null if it is not. */
export async function readTarget(folder: string): Promise<TargetRecord | null> {
  const record = shaped(jsonValue((await contentOf(join(folder, TARGET_FILE))) ?? ''), TARGET);
  return typeof record === 'string' ? null : record;
}

/** The run of a target; null if it left none that could be read. */
export async function readRun(folder: string): Promise<RunReport | null> {
  const log = readRunLog((await contentOf(join(folder, EVENTS))) ?? '');
  return typeof log === 'string' ? null : log.report;
}

// A folder is foreign: its places lead to no other.
const PLACE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

function isPlace(value: unknown): value is string {
  return text(value) && PLACE.test(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}

const CLASS: Shape<ClassRecord> = {
  version: text,
  seed: integer,
  startedAt: text,
  targets: listOf(shapeOf<NamedTarget>({ name: text, place: isPlace, weight: isNumber })),
};

const TARGET: Shape<TargetRecord> = {
  key: text,
  problem: nullable(text),
  problemSaid: optional(isSentence),
  doubtful: truth,
};

async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

function make(path: string): void {
  // Not recursive: in Node 20 that never returns where the system makes no folders, such as /proc.
  if (!existsSync(path)) mkdirSync(path);
}

function writing<T>(folder: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EnvironmentError(
      `${folder} cannot be written: ${reason}`,
      'with room and permission, the same command goes on from there; or choose another folder with --out DIR',
      { cause },
    );
  }
}
