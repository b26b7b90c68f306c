/**
 * Where the datagrams of `peerprobe send` come from: the command line, lines of a file or of standard input, or a
 * capture. Exactly one of them.
 */
import { fileChunks } from '../../capture/source.ts';
import { captureSource } from '../../send/capture-source.ts';
import { LineError, lineSource } from '../../send/line-source.ts';
import type { Outgoing, Source, SourceItem } from '../../send/outgoing.ts';
import type { Context } from '../command.ts';
import { UsageError } from '../error.ts';
import { inputFile } from '../input-file.ts';
import { draftWords, typedDatagram } from './draft-option.ts';
import { interruptible } from './standard-input.ts';

/** The datagrams, and what may be done with them. */
export interface Given {
  readonly source: Source;
  readonly kind: 'words' | 'lines' | 'capture';
  /** The files that they are read from; `-` is stdin. */
  readonly files: readonly string[];
  /** True if they can be read more than once. */
  readonly again: boolean;
}

/** The one source that the command line names; HOST:PORT is its first positional. */
export async function givenSource(context: Context): Promise<Given> {
  const words = draftWords(context.words, 1).concat(context.rest ?? []);
  const [file, capture] = [context.options.text('file'), context.options.text('replay')];
  const named = [words.length > 0, file !== undefined, capture !== undefined].filter(Boolean).length;
  if (named > 1) throw new UsageError('items, --file and --replay exclude each other: give one of them');
  if (capture !== undefined) return replayed(capture, context);
  if (file !== undefined) return lines(file, context);
  if (words.length === 1 && words[0] === '-') return lines('-', context);
  if (words.length > 0) return single(typedDatagram(words));
  throw new UsageError(
    'nothing to send',
    'give items such as hello, - or --file for one datagram a line, or --replay CAPTURE; --raw 6801 is the bare header',
  );
}

function single(outgoing: Outgoing): Given {
  return {
    kind: 'words',
    files: [],
    again: true,
    source: async function* () {
      yield outgoing;
    },
  };
}

async function lines(path: string, context: Context): Promise<Given> {
  const name = path === '-' ? 'standard input' : path;
  return {
    kind: 'lines',
    files: [path],
    again: await canReadAgain(path),
    source: () => userLines(lineSource(chunks(path, context), name)),
  };
}

async function replayed(path: string, context: Context): Promise<Given> {
  const name = path === '-' ? 'standard input' : path;
  return {
    kind: 'capture',
    files: [path],
    again: await canReadAgain(path),
    source: () => captureSource(chunks(path, context), name),
  };
}

function chunks(path: string, context: Context): AsyncIterable<Uint8Array> {
  return path === '-' ? interruptible(context) : fileChunks(path);
}

// A pipe, named or not, gives its bytes once.
async function canReadAgain(path: string): Promise<boolean> {
  return path !== '-' && (await inputFile(path)).isFile();
}

async function* userLines(items: AsyncIterable<Outgoing>): AsyncIterable<SourceItem> {
  try {
    yield* items;
  } catch (error) {
    if (error instanceof LineError) throw new UsageError(error.message, null, { cause: error });
    throw error;
  }
}
