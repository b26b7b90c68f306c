/**
 * The folder of a campaign (`--out`), from which it goes on after kill -9 with nothing lost that was found:
 *
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
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../net/error.ts';
import { type CampaignState, readState, STATE_FILE, stateText } from './campaign-state.ts';
import type { FuzzEvent } from './event.ts';
import type { Finding } from './finding.ts';
import { FINDING_FILE, findingRecord, readFinding } from './finding-record.ts';
import type { Suspicion } from './suspicion.ts';
import { readSuspicion, suspicionText } from './suspicion-record.ts';
import { PART, writeWhole } from './written-file.ts';

/** A file of a finding's folder. */
export interface FindingFile {
  readonly name: string;
  readonly content: string | Iterable<Uint8Array>;
}

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

const FINDINGS = 'findings';
const SUSPICIONS = 'suspicions';
const EVENTS = 'events.ndjson';
/** No file of a folder that is longer is read. */
const MAX_FILE = 256 * 1024 * 1024;
// Of findings and of suspicions each.
const MAX_READ = 10_000;

export class RunFolder {
  readonly path: string;
  /** Null if the campaign begins here. */
  readonly earlier: Earlier | null;
  readonly #files: (finding: Finding) => Iterable<FindingFile>;
  readonly #events: number;
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
    const earlier = existsSync(path) ? readEarlier(path) : null;
    return typeof earlier === 'string' ? earlier : new RunFolder(path, begin, files, earlier);
  }

  private constructor(
    path: string,
    begin: CampaignState,
    files: (finding: Finding) => Iterable<FindingFile>,
    earlier: Earlier | null,
  ) {
    this.path = path;
    this.earlier = earlier;
    this.#files = files;
    this.#findings = new Set(earlier?.findings.map(({ id }) => id));
    const numbers = earlier === null ? [] : namesIn(join(path, SUSPICIONS)).map(numberOf);
    this.#pending = new Set(numbers.filter((number) => number !== null));
    this.#next = Math.max(0, ...this.#pending) + 1;
    this.#events = this.#kept(() => {
      // Not recursive: in Node 20 that never returns where the system makes no folders, such as /proc.
      if (!existsSync(path)) mkdirSync(path);
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
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}

/** What is in a folder that exists; null if that is nothing, a string if it is no campaign's. */
function readEarlier(path: string): Earlier | string | null {
  if (!statSync(path).isDirectory()) return 'it is a file';
  const names = readdirSync(path);
  if (!names.includes(STATE_FILE)) {
    // What was killed in its first moment.
    const isEmpty = names.every((name) => name === `${STATE_FILE}${PART}`);
    return isEmpty ? null : 'it holds something else: give a new or empty folder, or that of an earlier fuzz';
  }
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
    const number = numberOf(file);
    if (number === null) return [];
    const suspicion = readSuspicion(fileText(join(path, SUSPICIONS, file)) ?? '');
    if (typeof suspicion === 'string') notes.push(`${join(SUSPICIONS, file)}: ${suspicion}`);
    return typeof suspicion === 'string' ? [] : [{ number, suspicion }];
  });
  return { state, findings, pending: pending.toSorted((a, b) => a.number - b.number), notes };
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

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort().slice(0, MAX_READ) : [];
}

/** The text of a file; null if there is none, or too long a one. */
function fileText(path: string): string | null {
  const isFit = existsSync(path) && statSync(path).isFile() && statSync(path).size <= MAX_FILE;
  return isFit ? readFileSync(path, 'utf8') : null;
}

function numberOf(file: string): number | null {
  const [, number] = /^([1-9]\d{0,14})\.json$/.exec(file) ?? [];
  return number === undefined ? null : Number(number);
}

function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
