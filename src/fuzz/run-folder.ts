/**
 * The folder of a campaign (`--out`), from which it goes on after kill -9 with nothing lost that was found:
 *
 *     lock                      who writes to it, while somebody does
 *     state.json                how far it has come
 *     events.ndjson             what it told, line by line as it came
 *     suspicions/N.json         what looked wrong and is not looked into yet
 *     findings/ID/...           a finding: finding.json last, so that one which is there is whole
 *
 * Synchronous, for what is to be kept must be on its way to the disk before anything else happens.
 */
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../capture/error-code.ts';
import { EnvironmentError } from '../net/error.ts';
import { FolderLock } from '../net/folder-lock.ts';
import { type CampaignState, STATE_FILE, stateText } from './campaign-state.ts';
import {
  type Earlier,
  FINDINGS,
  namesIn,
  readEarlier,
  SUSPICIONS,
  strangeness,
  suspicionNumber,
} from './earlier.ts';
import type { FuzzEvent } from './event.ts';
import type { Finding } from './finding.ts';
import { FINDING_FILE, findingRecord } from './finding-record.ts';
import type { Suspicion } from './suspicion.ts';
import { suspicionText } from './suspicion-record.ts';
import { writeWhole } from './written-file.ts';

/** A file of a finding's folder. */
export interface FindingFile {
  readonly name: string;
  readonly content: string | Iterable<Uint8Array>;
}

const EVENTS = 'events.ndjson';
/** A campaign writes its state each five seconds. */
const LOCK = { run: 'fuzz', pulse: STATE_FILE };

export class RunFolder {
  readonly path: string;
  /** Null if the campaign begins here. */
  readonly earlier: Earlier | null;
  readonly #files: (finding: Finding) => Iterable<FindingFile>;
  readonly #events: number;
  #lock: FolderLock | null = null;
  readonly #pending: Set<number>;
  readonly #findings: Set<string>;
  #next: number;

  /**
   * Opens the folder, or makes it in one that is there. `files` are those of a finding. A string says why the folder is
   * not one to write to; EnvironmentError if it cannot be written.
   */
  static open(
    path: string,
    begin: CampaignState,
    files: (finding: Finding) => Iterable<FindingFile>,
  ): RunFolder | string {
    if (!existsSync(path)) return new RunFolder(path, begin, files, null, null);
    const strange = strangeness(path);
    const lock = strange ?? lockOf(path);
    if (typeof lock === 'string') return lock;
    const earlier = readEarlier(path);
    if (typeof earlier !== 'string') return new RunFolder(path, begin, files, earlier, lock);
    lock?.release();
    return earlier;
  }

  private constructor(
    path: string,
    begin: CampaignState,
    files: (finding: Finding) => Iterable<FindingFile>,
    earlier: Earlier | null,
    lock: FolderLock | null,
  ) {
    this.path = path;
    this.earlier = earlier;
    this.#files = files;
    this.#findings = new Set(earlier?.findings.map(({ id }) => id));
    const numbers = earlier === null ? [] : namesIn(join(path, SUSPICIONS)).map(suspicionNumber);
    this.#pending = new Set(numbers.filter((number) => number !== null));
    this.#next = Math.max(0, ...this.#pending) + 1;
    this.#events = this.#kept(() => {
      // Not recursive: in Node 20 that never returns where the system makes no folders, such as /proc.
      if (!existsSync(path)) mkdirSync(path);
      const own = lock ?? FolderLock.take(path, LOCK);
      if (typeof own === 'string') throw new Error(own);
      this.#lock = own;
      // First: it tells whose folder this is.
      if (earlier === null) writeWhole(join(path, STATE_FILE), stateText(begin));
      for (const name of [FINDINGS, SUSPICIONS]) {
        if (!existsSync(join(path, name))) mkdirSync(join(path, name));
      }
      return openLines(join(path, EVENTS));
    });
  }

  /** What has a file of its own is named only. */
  event(event: FuzzEvent, atMs: number): void {
    this.line(event.type, atMs, told(event));
  }

  /** One line of the log; `atMs` since the run began. */
  line(type: string, atMs: number, what: object): void {
    const line = JSON.stringify({ type, atMs: Math.round(atMs), ...what });
    this.#kept(() => appendFileSync(this.#events, `${line}\n`));
  }

  /** Before anything is done about it; the number is for `settled`. */
  suspicion(suspicion: Suspicion): number {
    const number = this.#next++;
    this.#kept(() => writeWhole(this.#suspicionFile(number), suspicionText(suspicion)));
    this.#pending.add(number);
    return number;
  }

  /** It was looked into: what came of it is kept, or is nothing. */
  settled(number: number): void {
    this.#kept(() => rmSync(this.#suspicionFile(number), { force: true }));
    this.#pending.delete(number);
  }

  /** A new finding, or what is known of it by now. Its folder, relative to this one. */
  finding(finding: Finding): string {
    const name = join(FINDINGS, finding.id);
    const folder = join(this.path, name);
    this.#kept(() => {
      if (!existsSync(folder)) mkdirSync(folder);
      const files = [...this.#files(finding)].filter((file) => !isBetterKept(finding, folder, file));
      const last = files.filter((file) => file.name === FINDING_FILE);
      for (const file of [...files.filter((one) => !last.includes(one)), ...last])
        writeWhole(join(folder, file.name), file.content);
    });
    this.#findings.add(finding.id);
    return name;
  }

  state(state: CampaignState): void {
    this.#kept(() => writeWhole(join(this.path, STATE_FILE), stateText(state)));
  }

  close(): void {
    closeSync(this.#events);
    this.#lock?.release();
  }

  #suspicionFile(number: number): string {
    return join(this.path, SUSPICIONS, `${number}.json`);
  }

  #kept<T>(write: () => T): T {
    try {
      return write();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const kept = [
        countText(this.#findings.size, 'finding'),
        `${countText(this.#pending.size, 'suspicion')} to be looked into`,
      ];
      throw new EnvironmentError(
        `${this.path} cannot be written: ${reason}; kept there: ${kept.join(', ')}`,
        isFull(cause)
          ? 'with room again, the same command goes on from there; or choose another folder with --out DIR'
          : 'give a folder that you may write to, or make this one so',
        { cause },
      );
    }
  }
}

/** The disk, the user's share of it or the largest file is full. */
function isFull(cause: unknown): boolean {
  const code = errorCode(cause);
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}

/** The lock of a folder that exists; null if it cannot be written, which will be told. */
function lockOf(path: string): FolderLock | string | null {
  try {
    const lock = FolderLock.take(path, LOCK);
    return typeof lock === 'string' ? `${lock}: let it end first, or give another folder` : lock;
  } catch {
    return null;
  }
}

/** What a line of the log says of an event: what has files of its own is named. */
function told(event: FuzzEvent): object {
  switch (event.type) {
    case 'suspicion': {
      const { symptom, origin, steps } = event.suspicion;
      return { ...symptom, origin, steps: steps.length };
    }
    case 'finding': {
      // Its steps and its output are in its folder.
      const { steps: _, datagrams: __, output: ___, ...finding } = findingRecord(event.finding);
      return finding;
    }
    case 'unconfirmed': {
      const { suspicion, reason } = event.unconfirmed;
      return { ...suspicion.symptom, origin: suspicion.origin, reason };
    }
    case 'finished': {
      const { verdict, seed, durationMs, cases, datagrams, lost, dropped, ended } = event.result;
      return { verdict, seed, durationMs, cases, datagrams, lost, dropped, ended };
    }
    default: {
      const { type: _, ...rest } = event;
      return rest;
    }
  }
}

/** Of a finding of an earlier run the trace is in its capture alone. */
function isBetterKept({ trace }: Finding, folder: string, { name, content }: FindingFile): boolean {
  return trace === null && typeof content !== 'string' && existsSync(join(folder, name));
}

/** A file of lines to append to; what was cut short ends its line first. */
function openLines(path: string): number {
  const file = openSync(path, 'a+');
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  if (size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last.toString() !== '\n')
    appendFileSync(file, '\n');
  return file;
}

function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
