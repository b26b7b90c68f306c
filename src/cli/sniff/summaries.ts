/** Summaries that `sniff --summary --json` wrote, one a line, from files; in the order of time. */
import { readFile } from 'node:fs/promises';
import { jsonValue } from '../../capture/shape.ts';
import { EnvironmentError } from '../../net/error.ts';
import { parseMicros } from '../../sniff/statistics/micros.ts';
import { readSummary, type SummaryRead } from '../../sniff/summary-shape.ts';
import type { Context } from '../command.ts';
import { interruptible } from '../commands/standard-input.ts';
import { UsageError } from '../error.ts';
import { inputFile } from '../input-file.ts';

/** No more is held at once. */
const MAX_BYTES = 256 * 1024 * 1024;

/** A summary as it was read, with the time of its first packet. */
interface Line {
  readonly text: string;
  readonly first: number | null;
}

/** The files end too early, or have been damaged. */
export class DamagedSummary extends Error {
  override readonly name = 'DamagedSummary';
}

/**
 * The summaries of the files, in the order of their first packets; those without a time go first, equal ones as they
 * come. Texts are held, and taken apart one at a time. DamagedSummary, UsageError if one of them is none.
 */
export async function* summaries(context: Context, files: readonly string[]): AsyncGenerator<SummaryRead> {
  const lines: Line[] = [];
  let size = 0;
  for (const file of files) {
    const content = await contentOf(context, file);
    size += content.length;
    if (size > MAX_BYTES) throw new EnvironmentError('the summaries are longer than 256 MiB', FEWER);
    const texts = content.split('\n').filter((line) => line.trim() !== '');
    if (texts.length === 0) throw new DamagedSummary(`${file} is empty: a summary is missing`);
    for (const text of texts) lines.push({ text, first: parseMicros(read(file, text).facts.first) });
  }
  lines.sort((a, b) => order(a.first) - order(b.first));
  for (const { text } of lines) yield read('a summary', text);
}

const FEWER = 'merge some of them first: merge a.json b.json --json -o ab.json';

/** A difference of two times must be a number. */
function order(first: number | null): number {
  return first === null || Number.isNaN(first) ? Number.MIN_SAFE_INTEGER : first;
}

function read(file: string, text: string): SummaryRead {
  const value = jsonValue(text);
  if (value === null)
    throw new DamagedSummary(
      `${file} is no JSON, or not all of it: sniff --summary --json has to make it again`,
    );
  const found = readSummary(value);
  if (typeof found !== 'string') return found;
  throw new UsageError(`${file} is no summary: ${found}`, 'sniff --summary --json writes them');
}

async function contentOf(context: Context, file: string): Promise<string> {
  if (file !== '-') {
    const { size } = await inputFile(file);
    if (size > MAX_BYTES) throw new EnvironmentError(`${file} is longer than 256 MiB`, FEWER);
    return readFile(file, 'utf8');
  }
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  for await (const chunk of interruptible(context)) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new EnvironmentError('stdin holds more than 256 MiB', FEWER);
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  return parts.join('') + decoder.decode();
}
