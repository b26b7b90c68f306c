/** From where `sniff` reads: opens the interface or finds the files, or says why not and what to do. */
import { networkInterfaces } from 'node:os';
import type { Readable } from 'node:stream';
import { type Live, startLive } from '../../capture/live/live.ts';
import type { LiveFailure } from '../../capture/live/live-failure.ts';
import { fileChunks } from '../../capture/source.ts';
import { EnvironmentError } from '../../net/error.ts';
import { shellQuote } from '../../report/escape.ts';
import { fileInput, type Input, liveInput } from '../../sniff/input.ts';
import { interruptible } from '../../sniff/interruptible.ts';
import { UsageError } from '../error.ts';
import { inputFile } from '../input-file.ts';
import type { Origin } from './request.ts';

/** What to read, and what has to be asked when it has been read. */
export interface Opened {
  readonly inputs: readonly Input[];
  readonly live: Live | null;
}

/** Opens the origin. EnvironmentError if live capture does not work here, UsageError for what is not there. */
export async function openOrigin(
  origin: Origin,
  stdin: () => Readable,
  signal: AbortSignal,
): Promise<Opened> {
  if (origin.type === 'files') {
    for (const file of origin.files) if (file !== '-') await inputFile(file);
    return { inputs: origin.files.map((file) => inputOf(file, stdin, signal)), live: null };
  }
  const start = await startLive(origin);
  if (!start.ok) throw liveError(start.failure, origin.device);
  const { live } = start;
  // What the child still has is shown: the capture ends when it has handed that over.
  const stop = () => void live.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return { inputs: [liveInput(live)], live };
}

function inputOf(file: string, stdin: () => Readable, signal: AbortSignal): Input {
  return fileInput(file, () => (file === '-' ? interruptible(stdin(), signal) : fileChunks(file)));
}

function liveError({ reason, message, fix }: LiveFailure, device: string): Error {
  if (reason === 'bad-filter')
    return new UsageError(`--filter: ${message}`, 'man pcap-filter has the language');
  if (reason === 'no-interface') {
    const names = Object.keys(networkInterfaces()).join(', ');
    return new EnvironmentError(message, `interfaces here: ${names}${fix === null ? '' : ` (all: ${fix})`}`);
  }
  const around = `tcpdump -i ${shellQuote(device)} -U -w - | peerprobe sniff -`;
  const way = `or go around it: ${around}`;
  return new EnvironmentError(message, fix === null ? way : `run: ${fix}; ${way}`);
}
