/** `--ring`: when the file of `-w` is full and the next one begins, and how many stay. */
import type { Note, Option } from '../command.ts';
import { UsageError } from '../error.ts';
import * as value from '../value.ts';

/** At least one of `bytes` and `ms` is a number. */
export interface RingRule {
  /** So many stay, the one that grows among them; null is all. */
  readonly files: number | null;
  /** A file is at most so large, unless one packet alone is larger. */
  readonly bytes: number | null;
  /** A file spans less than that, by the times of its packets. */
  readonly ms: number | null;
}

export const RING_OPTIONS: readonly Option[] = [
  { flags: '--ring [Nx]SIZE|TIME', help: 'with -w: file after file, the last N stay; see below' },
];

export const RING_NOTES: readonly Note[] = [
  {
    title: '--ring',
    lines: [
      '10x50MB: a new file after 50 MB, and the oldest of ten is deleted. 24x60m: after',
      'an hour by the times of the packets. 10x50MB,5m: whichever comes first. Without',
      'Nx all stay. Sizes: kB, MB, GB, KiB, MiB, GiB. -w out.pcapng makes',
      'out_00001_20231114221320.pcapng and so on, with the time of the first packet.',
    ],
  },
];

const UNITS: Readonly<Record<string, number>> = {
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};

const MAX_FILES = 100_000;

/** Smaller files would hold little more than their own beginning. */
const MIN_BYTES = 1000;

/** Reads the text. UsageError says what is taken. */
export function ringRule(text: string): RingRule {
  const [, count, limits = ''] = /^(?:(\d+)x)?(.*)$/s.exec(text) ?? [];
  const files =
    count === undefined ? null : value.count(count, '--ring: number of files', { min: 2, max: MAX_FILES });
  let bytes: number | null = null;
  let ms: number | null = null;
  for (const limit of limits.split(',')) {
    const size = bytesOf(limit);
    if (size === null) {
      if (ms !== null || !/^[\d.]+(ms|s|m)$/.test(limit)) throw wrong(text);
      ms = value.duration(limit, '--ring');
    } else {
      if (bytes !== null) throw wrong(text);
      bytes = size;
    }
  }
  if (ms === 0 || (bytes !== null && bytes < MIN_BYTES))
    throw new UsageError(`--ring: "${text}": a file has at least ${MIN_BYTES} bytes, or some time`);
  return { files, bytes, ms };
}

function bytesOf(text: string): number | null {
  const [, digits, unit = ''] = /^(\d{1,6})([KMGk]i?B)$/.exec(text) ?? [];
  const factor = UNITS[unit];
  return digits === undefined || factor === undefined ? null : Number(digits) * factor;
}

function wrong(text: string): UsageError {
  return new UsageError(
    `--ring: "${text.slice(0, 60)}" is not such as 10x50MB, 24x60m or 10x50MB,5m`,
    'files, then a size (kB, MB, GB, KiB, MiB, GiB) or a time (s, m) or both',
  );
}
