/** The options of a live capture: from which interfaces, by which program, and what the kernel hands over. */
import { type BackendName, MAX_BUFFER } from '../../capture/live/backend.ts';
import type { Context, Option } from '../command.ts';
import { UsageError } from '../error.ts';
import * as value from '../value.ts';

/** `auto` is cap if it works here, else tcpdump. */
export type BackendChoice = BackendName | 'auto';

export interface LiveOrigin {
  readonly type: 'live';
  /** Each of them once. */
  readonly devices: readonly string[];
  /** BPF; '' is everything. */
  readonly filter: string;
  readonly backend: BackendChoice;
  /** Null is the backend's own. */
  readonly bufferBytes: number | null;
}

export const LIVE_OPTIONS: readonly Option[] = [
  {
    flags: '-i, --interface IFACE',
    help: 'capture live, until Ctrl-C; several in order of time: -i lo,eth0',
    repeat: true,
  },
  { flags: '--filter BPF', help: "with -i: what the kernel hands over (default 'udp')" },
  {
    flags: '--backend NAME',
    help: 'with -i: cap (default), tcpdump (times and drops of the kernel) or auto',
  },
  { flags: '--buffer MIB', help: 'with -i: kernel buffer (default 256, of tcpdump 64)' },
];

const MIB = 1024 * 1024;

/** Each interface has a process of its own, and memory in the kernel. */
const MAX_DEVICES = 16;

/** Reads the options; null if no interface is named. UsageError for what cannot be meant. */
export function liveOrigin(options: Context['options']): LiveOrigin | null {
  const [filter, backend, buffer] = [options.text('filter'), options.text('backend'), options.text('buffer')];
  const devices = options.texts('interface').flatMap((text) => text.split(','));
  if (devices.length === 0) {
    for (const [name, given] of Object.entries({ filter, backend, buffer })) {
      if (given !== undefined) throw new UsageError(`--${name} goes with -i`);
    }
    return null;
  }
  if (devices.includes('')) throw new UsageError('--interface: a name is missing', 'try -i lo');
  const twice = devices.find((device, i) => devices.indexOf(device) !== i);
  if (twice !== undefined) throw new UsageError(`--interface: ${twice} is named twice`);
  if (devices.length > MAX_DEVICES)
    throw new UsageError(
      `--interface: ${devices.length} interfaces, and at most ${MAX_DEVICES} at once`,
      'try -i any',
    );
  return {
    type: 'live',
    devices,
    filter: filter ?? 'udp',
    backend: backend === undefined ? 'cap' : value.choice(backend, '--backend', ['cap', 'tcpdump', 'auto']),
    bufferBytes:
      buffer === undefined
        ? null
        : MIB * value.count(buffer, '--buffer', { min: 1, max: Math.floor(MAX_BUFFER / MIB) }),
  };
}
