/** Starts the captures of `-i`, or says why not and what to do. */
import { networkInterfaces } from 'node:os';
import { type Live, startLive } from '../../capture/live/live.ts';
import type { LiveFailure } from '../../capture/live/live-failure.ts';
import type { LiveReason } from '../../capture/live/live-protocol.ts';
import { LiveSet } from '../../capture/live/live-set.ts';
import { EnvironmentError } from '../../net/error.ts';
import { shellQuote } from '../../report/escape.ts';
import { UsageError } from '../error.ts';
import type { BackendChoice, LiveOrigin } from './live-option.ts';

/** Starts all of them or none. */
export async function startAll(origin: LiveOrigin): Promise<LiveSet> {
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
