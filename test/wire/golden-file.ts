/**
 * Reads the golden datagrams of fixtures/datagrams (its README has the form). Strict: a line that it does not
 * understand is an error, so that nothing written there goes unchecked.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A part that the annotation names, and its value as text if it says one. */
export interface GoldenLeaf {
  readonly path: string;
  readonly value: string | null;
}

/** One line of bytes, `[start, end)` of the datagram, with the parts in it; null if it has no annotation. */
export interface GoldenLine {
  readonly start: number;
  readonly end: number;
  readonly leaves: readonly GoldenLeaf[] | null;
}

export interface Golden {
  readonly name: string;
  readonly lines: GoldenLine[];
  bytes: Uint8Array;
  /** The size on the wire where a capture kept less. */
  wire: number | null;
  words: string[] | null;
  tlvs: string[];
  readonly issues: string[];
}

/** All datagrams of all files. */
export function readGolden(): Golden[] {
  const folder = fileURLToPath(new URL('../../fixtures/datagrams/', import.meta.url));
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return files.flatMap((file) => parseGolden(readFileSync(`${folder}${file}`, 'utf8')));
}

function parseGolden(text: string): Golden[] {
  const found: Golden[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [key = '', ...rest] = line.trim().split(/ +/);
    const current = found.at(-1);
    if (key === 'datagram') found.push(emptyGolden(rest.join(' ')));
    else if (current === undefined) throw new Error(`before the first datagram: ${line}`);
    else if (line.startsWith(' ')) addBytes(current, line);
    else addExpectation(current, key, rest);
  }
  return found;
}

function emptyGolden(name: string): Golden {
  return { name, lines: [], bytes: new Uint8Array(0), wire: null, words: null, tlvs: [], issues: [] };
}

function addExpectation(golden: Golden, key: string, rest: readonly string[]): void {
  if (key === 'wire') golden.wire = Number(rest[0]);
  else if (key === 'words') golden.words = repeated(rest).map(expandWord);
  else if (key === 'tlvs') golden.tlvs = consecutive(rest);
  else if (key === 'issue') golden.issues.push(rest.join(' '));
  else throw new Error(`${golden.name}: what is "${key}"?`);
}

function addBytes(golden: Golden, line: string): void {
  const [hex = '', notes = null] = line.split('|');
  const match = /^((?:[0-9a-f]{2} )+)(?:\*(\d+) )?$/.exec(`${hex.trim()} `);
  if (match === null) throw new Error(`${golden.name}: bytes "${hex}"`);
  const once = (match[1] ?? '')
    .trim()
    .split(' ')
    .map((digits) => Number.parseInt(digits, 16));
  const times = Number(match[2] ?? 1);
  const start = golden.bytes.length;
  golden.bytes = Uint8Array.from([...golden.bytes, ...Array.from({ length: times }, () => once).flat()]);
  golden.lines.push({ start, end: golden.bytes.length, leaves: notes === null ? null : parseLeaves(notes) });
}

function parseLeaves(notes: string): GoldenLeaf[] {
  const [first = '', ...others] = notes.trim().split(/ +/);
  const match = /^\[(\d+)(?:\.\.(\d+))?\]$/.exec(first);
  if (match === null) return [first, ...others].map((text) => leaf('', text));
  const from = Number(match[1]);
  const to = Number(match[2] ?? from);
  const indices = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return indices.flatMap((index) => others.map((text) => leaf(`tlv[${index}].`, text)));
}

function leaf(prefix: string, text: string): GoldenLeaf {
  const [name = '', value = null] = text.split('=');
  return { path: prefix + name, value };
}

/** `hello *3` is three of them. */
function repeated(words: readonly string[]): string[] {
  const all: string[] = [];
  for (const word of words) {
    const times = /^\*(\d+)$/.exec(word)?.[1];
    if (times === undefined) all.push(word);
    else all.push(...Array.from({ length: Number(times) - 1 }, () => all.at(-1) ?? ''));
  }
  return all;
}

/** `raw=00*3` is `raw=000000`; `''` is the empty word. */
function expandWord(word: string): string {
  if (word === "''") return '';
  return word.replace(/([0-9a-f]{2})\*(\d+)/g, (_, digits: string, times: string) =>
    digits.repeat(Number(times)),
  );
}

/** `hello@2+2 *3` is `hello@2+2 hello@4+2 hello@6+2`. */
function consecutive(tokens: readonly string[]): string[] {
  const all: string[] = [];
  for (const token of tokens) {
    const times = Number(/^\*(\d+)$/.exec(token)?.[1] ?? Number.NaN);
    if (Number.isNaN(times)) all.push(token);
    for (let i = 1; i < times; i++) all.push(next(all.at(-1) ?? ''));
  }
  return all;
}

function next(token: string): string {
  const [, name, start, size] = /^(.+)@(\d+)\+(\d+)$/.exec(token) ?? [];
  if (name === undefined) throw new Error(`"${token}" cannot be repeated`);
  return `${name}@${Number(start) + Number(size)}+${size}`;
}
