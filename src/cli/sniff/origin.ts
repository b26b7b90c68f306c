/** From where `sniff` reads: opens the interface or finds the files, or says why not and what to do. */
import type { Readable } from 'node:stream';
import type { LiveSet } from '../../capture/live/live-set.ts';
import { fileChunks } from '../../capture/source.ts';
import { fileInput, type Input, liveInput, type Readers } from '../../sniff/input.ts';
import { interruptible } from '../../sniff/interruptible.ts';
import { inputFile } from '../input-file.ts';
import type { Origin } from './request.ts';

/** What to read, and what has to be asked when it has been read. */
export interface Opened {
  readonly inputs: readonly Input[];
  /** The inputs again, if all of them can be stepped through; null if one is live. */
  readonly readers: readonly Readers[] | null;
  readonly live: LiveSet | null;
}

/** Opens the origin. EnvironmentError if live capture does not work here, UsageError for what is not there. */
export async function openOrigin(
  origin: Origin,
  stdin: () => Readable,
  signal: AbortSignal,
): Promise<Opened> {
  if (origin.type === 'files') {
    for (const file of origin.files) if (file !== '-') await inputFile(file);
    const inputs = origin.files.map((file) => inputOf(file, stdin, signal));
    return { inputs, readers: inputs, live: null };
  }
  const { startAll } = await import('./start-live.ts');
  const live = await startAll(origin);
  // What the children still have is shown: the captures end when they have handed that over.
  const stop = () => void live.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return { inputs: live.lives.map(liveInput), readers: null, live };
}

function inputOf(file: string, stdin: () => Readable, signal: AbortSignal): Input & Readers {
  return fileInput(file, (space) =>
    file === '-' ? interruptible(stdin(), signal) : fileChunks(file, space),
  );
}
