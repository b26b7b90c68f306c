/**
 * `--html FILE` of a command that makes one page.
 */
import { tell } from '../../lang/sentence.ts';
import { escapeText } from '../../report/escape.ts';
import type { Context } from '../command.ts';
import { UsageError } from '../error.ts';
import { openSink, type Sink } from '../sink.ts';

/** Before the run: who named a wrong file is told at once. Null if none is wanted. */
export async function openPage({ options, out }: Context): Promise<Sink | null> {
  const file = options.text('html');
  if (file === undefined) return null;
  if (file === '') throw new UsageError('--html: a file name is missing');
  if (file === '-' && options.flag('json'))
    throw new UsageError('--html - and --json cannot both go to stdout', 'give --html a file');
  return openSink(file, '--html', [], out);
}

/** Says where it is, once it is whole. */
export function tellPage({ options, out, lang }: Context): void {
  const file = options.text('html') ?? '-';
  if (file !== '-') out.talk(tell(lang, 'written to {file}', { file: escapeText(file) }));
}
