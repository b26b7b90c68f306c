/**
 * The findings that a command line names: a finding's folder, its finding.json, or a folder of findings, such as that
 * of a campaign.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../capture/error-code.ts';
import { FINDING_FILE, type Found, readFinding } from '../../fuzz/finding-record.ts';
import type { DamagedFile } from '../../report/replay-text.ts';
import { UsageError } from '../error.ts';

/** A finding that was read. */
export interface NamedFinding extends Found {
  readonly file: string;
}

export interface NamedFindings {
  readonly findings: readonly NamedFinding[];
  /** What is there and is no finding. */
  readonly damaged: readonly DamagedFile[];
}

/** No longer file is read. */
const MAX_FILE = 256 * 1024 * 1024;
const MOST = 10_000;

/** Reads them all; UsageError for the first name that stands for none. */
export async function namedFindings(names: readonly string[]): Promise<NamedFindings> {
  const files: string[] = [];
  for (const name of names) files.push(...(await filesOf(name)));
  const findings: NamedFinding[] = [];
  const damaged: DamagedFile[] = [];
  for (const file of files) {
    const { size } = await stat(file);
    const read = size > MAX_FILE ? 'it is too large' : readFinding(await readFile(file, 'utf8'));
    if (typeof read === 'string') damaged.push({ file, message: read });
    else findings.push({ ...read, file });
  }
  return { findings, damaged };
}

/** Whether something of that name is there. */
export async function isThere(path: string): Promise<boolean> {
  return (await kindOf(path)) !== null;
}

async function filesOf(path: string): Promise<string[]> {
  const kind = await kindOf(path);
  if (kind === null) throw new UsageError(`${path} is not there`);
  if (kind === 'file') return [path];
  if ((await kindOf(join(path, FINDING_FILE))) === 'file') return [join(path, FINDING_FILE)];
  const inner = join(path, 'findings');
  const folder = (await kindOf(inner)) === 'folder' ? inner : path;
  const files: string[] = [];
  for (const name of (await readdir(folder)).sort().slice(0, MOST)) {
    const file = join(folder, name, FINDING_FILE);
    if ((await kindOf(file)) === 'file') files.push(file);
  }
  if (files.length > 0) return files;
  // A campaign that found nothing is a suite that holds.
  if (folder === inner) return [];
  throw new UsageError(
    `no finding in ${path}`,
    `a finding is a folder with ${FINDING_FILE}, as fuzz writes it`,
  );
}

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (NOT_THERE.has(String(errorCode(error)))) return null;
    throw error;
  }
}

const NOT_THERE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);
