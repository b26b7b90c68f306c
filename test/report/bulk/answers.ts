/** What `sniff` says of captures by both ways: the careful one, and the short one of bulk work. */
import { PlainJson } from '../../../src/report/bulk/plain-json.ts';
import { PlainText } from '../../../src/report/bulk/plain-text.ts';
import { sightedJson } from '../../../src/report/sniff-json.ts';
import { summaryJson } from '../../../src/report/sniff-summary.ts';
import { sightedLine } from '../../../src/report/sniff-text.ts';
import { makeTheme } from '../../../src/report/theme.ts';
import { Bulk } from '../../../src/sniff/bulk.ts';
import { fileInput, type Input, type Readers } from '../../../src/sniff/input.ts';
import { EVERYTHING } from '../../../src/sniff/selection.ts';
import { Sniff } from '../../../src/sniff/sniff.ts';
import type { Sighted } from '../../../src/sniff/sniffer.ts';
import type { Summary } from '../../../src/sniff/summary.ts';
import { summaryFacts } from '../../../src/sniff/summary-facts.ts';
import type { Zone } from '../../../src/sniff/where/moment.ts';

export type Mode = 'text' | 'json' | 'summary';
export const MODES: readonly Mode[] = ['text', 'json', 'summary'];

/** All that is printed: lines, what is said of damage, and the counts that are told at the end. */
export interface Answer {
  readonly lines: string;
  readonly damages: readonly string[];
  readonly counts: string;
}

const NEVER = new AbortController().signal;

/** A file in chunks of `size` bytes, in one buffer that is used again and again, as a file source does. */
export function chunked(name: string, file: Uint8Array, size: number): Input & Readers {
  return fileInput(name, async function* () {
    const buffer = new Uint8Array(size);
    for (let at = 0; at < file.length; at += size) {
      const part = file.subarray(at, at + size);
      buffer.set(part);
      yield buffer.subarray(0, part.length);
      buffer.fill(0xee);
    }
  });
}

export async function careful(inputs: readonly Input[], mode: Mode, zone: Zone = 'utc'): Promise<Answer> {
  const sniff = new Sniff({
    selection: EVERYTHING,
    all: false,
    summary: mode === 'summary',
    count: null,
    merge: false,
    signal: NEVER,
  });
  let lines = '';
  const damages: string[] = [];
  for await (const event of sniff.run(inputs)) {
    if (event.type === 'damage') damages.push(JSON.stringify(event.damage));
    else if (mode !== 'summary') lines += `${line(event.sighted, mode, zone)}\n`;
  }
  return { lines, damages, counts: counts(sniff.summary, mode) };
}

/** `long`: so many packets make a second thread count, if there is a summary. */
export async function short(
  inputs: readonly Readers[],
  mode: Mode,
  { zone = 'utc', long }: { readonly zone?: Zone; readonly long?: number } = {},
): Promise<Answer> {
  const writer = mode === 'text' ? new PlainText(zone) : new PlainJson();
  const bulk = new Bulk(mode === 'summary' ? null : writer, NEVER, long);
  const decoder = new TextDecoder();
  let lines = '';
  const damages: string[] = [];
  for await (const event of bulk.run(inputs)) {
    if (event.type === 'damage') damages.push(JSON.stringify(event.damage));
    else {
      lines += decoder.decode(writer.out.written, { stream: true });
      writer.out.clear();
    }
  }
  return { lines, damages, counts: counts(bulk.summary, mode) };
}

function line(sighted: Sighted, mode: Mode, zone: Zone): string {
  if (mode === 'text') return sightedLine(sighted, makeTheme(0), zone);
  return JSON.stringify(sightedJson(sighted, { payload: false, file: true, live: false }));
}

/** With lines, only this is told of the counts. */
function counts(summary: Summary, mode: Mode): string {
  if (mode === 'summary') return JSON.stringify(summaryJson(summaryFacts(summary), null, 'none'));
  const { packets, ours, foreign, internal, malformed, selected, files, bytes } = summary;
  return JSON.stringify({
    packets,
    ours,
    foreign,
    internal,
    malformed,
    selected,
    files,
    foreignBytes: bytes.foreign,
  });
}
