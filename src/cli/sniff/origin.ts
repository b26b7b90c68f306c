/** From where `sniff` reads: opens the interface or finds the files, or says why not and what to do. */
import { networkInterfaces } from 'node:os';
import type { Readable } from 'node:stream';
import { type Live, startLive } from '../../capture/live/live.ts';
import type { LiveFailure } from '../../capture/live/live-failure.ts';
import type { LiveReason } from '../../capture/live/live-protocol.ts';
import { LiveSet } from '../../capture/live/live-set.ts';
import { fileChunks } from '../../capture/source.ts';
import { EnvironmentError } from '../../net/error.ts';
import { shellQuote } from '../../report/escape.ts';
import { fileInput, type Input, liveInput, type Readers } from '../../sniff/input.ts';
import { interruptible } from '../../sniff/interruptible.ts';
import { UsageError } from '../error.ts';
import { inputFile } from '../input-file.ts';
import type { BackendChoice, LiveOrigin } from './live-option.ts';
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
  const live = await startAll(origin);
  // What the children still have is shown: the captures end when they have handed that over.
  const stop = () => void live.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return { inputs: live.lives.map(liveInput), readers: null, live };
}

/** Starts all of them or none. */
async function startAll(origin: LiveOrigin): Promise<LiveSet> {
  const started = await Promise.allSettled(origin.devices.map((device) => startOne(origin, device)));
  const lives = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refused = started.find((one) => one.status === 'rejected');
  const set = new LiveSet(lives);
  if (refused === undefined) return set;
  await set.stop();
  throw refused.reason;
}

/** `auto`: cap, unless it does not work here. */
async function startOne({ backend, filter, bufferBytes }: LiveOrigin, device: string): Promise<Live> {
  const options = { device, filter, ...(bufferBytes === null ? {} : { bufferBytes }) };
  const first = await startLive({ ...options, backend: backend === 'tcpdump' ? backend : 'cap' });
  if (first.ok) return first.live;
  const { failure } = first;
  if (backend !== 'auto' || !OF_CAP.has(failure.reason)) throw liveError(failure, device, backend);
  const second = await startLive({ ...options, backend: 'tcpdump' });
  if (second.ok) return second.live;
  const both = `${failure.message}; ${second.failure.message}`;
  throw liveError({ ...failure, message: both }, device, backend);
}

/** What tcpdump may do better: the others are of the interface or the filter. */
const OF_CAP: ReadonlySet<LiveReason> = new Set([
  'not-installed',
  'not-built',
  'not-loadable',
  'not-permitted',
  'other',
]);

function inputOf(file: string, stdin: () => Readable, signal: AbortSignal): Input & Readers {
  return fileInput(file, () => (file === '-' ? interruptible(stdin(), signal) : fileChunks(file)));
}

function liveError({ reason, message, fix }: LiveFailure, device: string, backend: BackendChoice): Error {
  if (reason === 'bad-filter')
    return new UsageError(`--filter: ${message}`, 'man pcap-filter has the language');
  if (reason === 'no-interface') {
    const names = Object.keys(networkInterfaces()).join(', ');
    return new EnvironmentError(message, `interfaces here: ${names}${fix === null ? '' : ` (all: ${fix})`}`);
  }
  const run = fix === null ? [] : [`run: ${fix}`];
  if (reason === 'interface-down') return new EnvironmentError(message, run.join(''));
  const around = `sudo tcpdump -i ${shellQuote(device)} -U -w - | peerprobe sniff -`;
  const ways = [
    ...run,
    ...(backend === 'cap' ? ['or try --backend tcpdump'] : []),
    ...(reason === 'no-tcpdump' ? [] : [`or go around it: ${around}`]),
  ];
  return new EnvironmentError(message, ways.join('; '));
}
