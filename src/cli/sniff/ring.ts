/**
 * `--ring`: the packets shown in file after file. Each is `FILE.part` until the next one begins, and a capture of its
 * own; of those that are whole the oldest is deleted when there are too many. Only files of this run are.
 */
import { constants } from 'node:fs';
import { access, rm, stat } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { timeNs } from '../../capture/timestamp.ts';
import { dateText } from '../../report/time-text.ts';
import type { Recording } from '../../sniff/recording.ts';
import type { Sighted } from '../../sniff/sniffer.ts';
import type { Zone } from '../../sniff/where/moment.ts';
import { UsageError } from '../error.ts';
import type { Sink } from '../sink.ts';
import type { RingRule } from './ring-option.ts';
import type { Writing } from './writing.ts';

export interface RingOptions {
  /** The name that those of the files are made from. */
  readonly path: string;
  readonly rule: RingRule;
  readonly zone: Zone;
  readonly begin: () => Recording;
  readonly open: (path: string) => Promise<Sink>;
}

interface RingFile {
  readonly path: string;
  readonly sink: Sink;
  readonly recording: Recording;
  /** Of its first packet, in nanoseconds since 1970. */
  readonly since: bigint;
  size: number;
  packets: number;
}

/** Opens nothing yet, but looks whether the folder can be written to. */
export async function openRing(options: RingOptions): Promise<Writing> {
  const { path } = options;
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile()) {
    const what = found.isDirectory() ? 'a directory' : 'no file';
    throw new UsageError(`--ring: ${path} is ${what}`, 'name a file in a folder: -w captures/out.pcapng');
  }
  const folder = dirname(path);
  await access(folder, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    throw new UsageError(`--write: there is no folder ${folder}`, null, { cause: error });
  });
  return new Ring(options);
}

/** `out_00001_20231114221320.pcapng` for `out.pcapng`; `seconds` since 1970 are those of its first packet. */
export function ringFileName(path: string, number: number, seconds: number, zone: Zone): string {
  const { dir, name, ext } = parse(path);
  const time = dateText(String(seconds), zone).replaceAll(/\D/g, '').slice(0, 14);
  return join(dir, `${name}_${String(number).padStart(5, '0')}_${time}${ext}`);
}

class Ring implements Writing {
  readonly #options: RingOptions;
  /** Whole files, the oldest first. */
  readonly #whole: string[] = [];
  #file: RingFile | null = null;
  #opened = 0;

  constructor(options: RingOptions) {
    this.#options = options;
  }

  get part(): string | null {
    return this.#file?.sink.part ?? null;
  }

  packet(sighted: Sighted): void | Promise<void> {
    const file = this.#file;
    if (file === null || this.#isOld(file, sighted)) return this.#next(sighted);
    const blocks = file.recording.packet(sighted);
    if (
      file.packets > 0 &&
      file.size + sizeOf(blocks) > (this.#options.rule.bytes ?? Number.POSITIVE_INFINITY)
    )
      return this.#next(sighted);
    file.packets += 1;
    return write(file, blocks);
  }

  async close(): Promise<void> {
    await this.#file?.sink.close();
    this.#file = null;
  }

  async abandon(): Promise<void> {
    await this.#file?.sink.abandon();
  }

  #isOld({ since, packets }: RingFile, sighted: Sighted): boolean {
    const { ms } = this.#options.rule;
    return ms !== null && packets > 0 && timeOf(sighted) - since >= BigInt(ms) * 1_000_000n;
  }

  async #next(sighted: Sighted): Promise<void> {
    await this.close();
    const file = await this.#open(timeOf(sighted));
    file.packets += 1;
    await write(file, file.recording.packet(sighted));
  }

  async #open(since: bigint): Promise<RingFile> {
    const { path: base, rule, zone, begin, open } = this.#options;
    if (rule.files !== null && this.#whole.length >= rule.files) {
      const oldest = this.#whole.shift();
      // Somebody else may have deleted it already.
      if (oldest !== undefined) await rm(oldest, { force: true });
    }
    this.#opened += 1;
    const path = ringFileName(base, this.#opened, Number(since / 1_000_000_000n), zone);
    const file = { path, sink: await open(path), recording: begin(), since, size: 0, packets: 0 };
    this.#file = file;
    this.#whole.push(path);
    await write(file, file.recording.header());
    return file;
  }
}

function write(file: RingFile, blocks: readonly Uint8Array[]): void | Promise<void> {
  file.size += sizeOf(blocks);
  let waiting: Promise<void> | null = null;
  // A sink that is full takes more all the same: only the last word is waited for.
  for (const block of blocks) waiting = file.sink.write(block) ?? waiting;
  return waiting ?? undefined;
}

function sizeOf(blocks: readonly Uint8Array[]): number {
  return blocks.reduce((sum, { length }) => sum + length, 0);
}

/** 0 for a packet without time. */
function timeOf({ packet: { time } }: Sighted): bigint {
  return time === null ? 0n : timeNs(time);
}
