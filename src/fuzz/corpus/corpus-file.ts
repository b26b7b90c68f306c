/**
 * Inputs that a user gives: a folder of captures, findings of earlier runs, hexadecimal and raw bytes. What cannot be
 * read is told and left out; what the files claim decides nothing about memory or time.
 */
import type { Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { recognise } from '../../capture/format.ts';
import { FragmentTable } from '../../capture/fragment.ts';
import { FrameDissector, frameResult } from '../../capture/frame.ts';
import { feedCapture } from '../../capture/reader.ts';
import { fileChunks } from '../../capture/source.ts';
import { EnvironmentError } from '../../net/error.ts';
import { fromHex } from '../../wire/bytes.ts';
import { HEADER } from '../../wire/table.ts';
import { readState, STATE_FILE } from '../campaign-state.ts';
import { FINDING_FILE } from '../finding-record.ts';
import { Harvest } from './harvest.ts';

const MAX_FILES = 10_000;
const MAX_DEPTH = 6;
/** Of a file that is no capture. */
const MAX_SIZE = 4 * 2 ** 20;
/** Of one capture: a large one says the same again and again. */
const MAX_PACKETS = 200_000;
/** Of a campaign's folder: they say the same again. */
const RETOLD = new Set(['case.h', 'report.md', 'events.ndjson']);
const GZIP = 0x1f8b;

export interface CorpusFiles {
  /** In the order of the files; some may be there twice. Bounded (harvest.ts). */
  readonly inputs: readonly Uint8Array[];
  /** One line for each file that could not be read as a whole, and for each bound that was reached. */
  readonly warnings: readonly string[];
}

/** What the files of a folder and its subfolders hold, by name. EnvironmentError if the folder itself cannot be read. */
export async function readCorpus(folder: string): Promise<CorpusFiles> {
  const harvest = new Harvest();
  for (const path of await filesBelow(folder, harvest)) {
    if (harvest.full) break;
    try {
      await readFile(path, harvest);
    } catch (cause) {
      harvest.warn(`${path}: ${messageOf(cause)}`);
    }
  }
  return harvest;
}

/** Regular files alone: a pipe may never end. Links to folders are not followed, so that there is no circle. */
async function filesBelow(folder: string, harvest: Harvest): Promise<string[]> {
  const files: string[] = [];
  let level = [folder];
  for (let depth = 0; level.length > 0 && depth < MAX_DEPTH; depth++) {
    const below: string[] = [];
    for (const path of level) {
      for (const entry of await entriesOf(path, path === folder, harvest)) {
        if (entry.isDirectory()) below.push(join(path, entry.name));
        else if (entry.isFile()) files.push(join(path, entry.name));
      }
      if (files.length > MAX_FILES) {
        harvest.warn(`${folder}: only the first ${MAX_FILES} files are read`);
        return files.slice(0, MAX_FILES);
      }
    }
    level = below;
  }
  return files;
}

async function entriesOf(path: string, given: boolean, harvest: Harvest): Promise<Dirent[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    if (given) {
      const hint = 'give a folder of captures, findings, or files with a datagram each';
      throw new EnvironmentError(`no corpus can be read from "${path}"`, hint, { cause });
    }
    harvest.warn(`${path}: ${messageOf(cause)}`);
    return [];
  }
}

async function readFile(path: string, harvest: Harvest): Promise<void> {
  const name = basename(path);
  if (RETOLD.has(name)) return;
  const { bytes, whole } = await beginningOf(path);
  if (isCapture(path, bytes)) return readCapture(path, harvest);
  if (name === FINDING_FILE) return takeFinding(path, bytes, harvest);
  if (name === STATE_FILE) return takeState(path, bytes, harvest);
  const lines = hexLines(path, bytes, harvest);
  if (lines === null) harvest.add(bytes);
  else lines.forEach((line) => void harvest.add(line));
  if (!whole) harvest.warn(`${path}: only the first ${MAX_SIZE} bytes are read`);
}

async function beginningOf(path: string): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const buffer = new Uint8Array(Math.min(size, MAX_SIZE));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return { bytes: buffer.subarray(0, bytesRead), whole: size <= MAX_SIZE };
  } finally {
    await file.close();
  }
}

/** By name too, so that one that is damaged at its beginning is not taken for raw bytes. */
function isCapture(path: string, bytes: Uint8Array): boolean {
  if (/\.(pcap|pcapng|cap)(\.gz)?$/.test(path)) return true;
  if (bytes.length < 4) return false;
  return ((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0) === GZIP || typeof recognise(bytes, 0) !== 'string';
}

/** The UDP payloads that begin as ours do, whole ones. */
async function readCapture(path: string, harvest: Harvest): Promise<void> {
  const frames = new FrameDissector(new FragmentTable());
  for await (const reader of feedCapture(fileChunks(path), path)) {
    for (let step = reader.step(); step === 'packet' || step === 'note'; step = reader.step()) {
      if (step === 'packet' && frames.dissect(reader.packet)) {
        const udp = frameResult(frames.frame);
        if (udp.type === 'udp' && !udp.cut && isOurs(udp.payload)) harvest.add(udp.payload);
      }
      if (harvest.full) return;
      if (reader.packet.frame >= MAX_PACKETS) {
        harvest.warn(`${path}: only the first ${MAX_PACKETS} packets are read`);
        return;
      }
    }
    if (reader.damage !== null)
      harvest.warn(`${path}: ${reader.damage.message}, at byte ${reader.damage.offset}`);
  }
}

function isOurs(payload: Uint8Array): boolean {
  return payload[0] === HEADER.magic && payload[1] === HEADER.version;
}

/** The `datagrams` of a finding, hexadecimal. */
function takeFinding(path: string, bytes: Uint8Array, harvest: Harvest): void {
  const finding: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const datagrams =
    typeof finding === 'object' && finding !== null && 'datagrams' in finding ? finding.datagrams : null;
  if (!Array.isArray(datagrams)) throw new Error('no finding: it has no "datagrams"');
  for (const text of datagrams) {
    const datagram = typeof text === 'string' ? fromHex(text) : null;
    if (datagram === null) harvest.warn(`${path}: a datagram is no hexadecimal`);
    else harvest.add(datagram);
  }
}

/** The inputs that an earlier campaign has kept. */
function takeState(path: string, bytes: Uint8Array, harvest: Harvest): void {
  const state = readState(new TextDecoder().decode(bytes));
  if (typeof state === 'string') harvest.warn(`${path}: ${state}`);
  else for (const input of state.corpus) harvest.add(input);
}

/**
 * A datagram for each line of hexadecimal, with blanks between the digits or without; empty lines and those that begin
 * with # are none. Null if the file is something else: it is not called `.hex`, and some line is no hexadecimal.
 */
function hexLines(path: string, bytes: Uint8Array, harvest: Harvest): Uint8Array[] | null {
  const named = path.endsWith('.hex');
  const found: Uint8Array[] = [];
  for (const [index, line] of new TextDecoder('latin1').decode(bytes).split('\n').entries()) {
    const digits = line.replace(/\s+/g, '');
    if (digits === '' || digits.startsWith('#')) continue;
    const datagram = fromHex(digits);
    if (datagram !== null) found.push(datagram);
    else if (named) harvest.warn(`${path}: line ${index + 1} is no hexadecimal`);
    else return null;
  }
  return found.length > 0 || named ? found : null;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
