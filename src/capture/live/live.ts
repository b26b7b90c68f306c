/**
 * Live capture, the parent's side: starts the child (live-child.ts), waits for its word, and gives packets as a
 * file's reader does. Whatever happens to the child is a value here. How many packets the kernel dropped is
 * unknown: cap does not say. What the child had to let go is counted (`lost`).
 */
import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { PacketView } from '../packet.ts';
import { timeSeconds } from '../timestamp.ts';
import { type LiveFailure, liveFailure } from './live-failure.ts';
import { FRAME_FD, FrameReader, type ReadyMessage, STOP } from './live-protocol.ts';

export interface LiveOptions {
  /** `lo`, `eth0`, `any` ... */
  readonly device: string;
  /** BPF, as tcpdump takes it; '' is everything. */
  readonly filter: string;
  /** The kernel's ring in bytes. */
  readonly bufferBytes?: number;
  /** The child's program; another one only in tests. */
  readonly childPath?: string;
}

export type LiveStart =
  | { readonly ok: true; readonly live: Live }
  | { readonly ok: false; readonly failure: LiveFailure };

/**
 * 256 MiB. On `lo` each packet takes a slot of 64 KiB, so this is a ring of about 4000: bursts of 500 fit many
 * times over. Smaller ones lose packets at 100,000 a second. (A slot lies in a block of 128 KiB: the kernel
 * really takes twice as much.)
 */
export const DEFAULT_BUFFER = 256 * 1024 * 1024;

/** What `bufferBytes` may be: cap hands libpcap a signed 32-bit number. */
export const MAX_BUFFER = 2 ** 31 - 1;

/** For the interface's description in a file that is written (if_description). */
export const LIVE_DESCRIPTION =
  'live capture with user-space timestamps (taken at delivery); kernel drops unknown';

/** How long the child has to open the interface. */
const OPEN_MS = 15_000;

/** A child that was told to end, or has closed its pipe, and gives nothing for so long is ended by force. */
const END_MS = 2_000;

/** The last words of the child that are kept. */
const MAX_WORDS = 4096;

/** Opens the interface. Resolves when packets flow, or with the reason why they do not. Never rejects. */
export async function startLive(options: LiveOptions): Promise<LiveStart> {
  const { device, filter, bufferBytes = DEFAULT_BUFFER } = options;
  const path = options.childPath ?? fileURLToPath(new URL('./live-child.js', import.meta.url));
  const child = fork(path, [device, filter, String(bufferBytes)], {
    // A core file of the child, should the system write one, is nothing for the user's folder.
    cwd: tmpdir(),
    // Else the collector waits for threads that are not put first.
    execArgv: ['--single-threaded-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'ipc'],
  });
  const words = lastWords(child);
  const end = ending(child);
  const answer = await Promise.race([ready(child), end.then(() => null), timeout(OPEN_MS)]);
  if (answer?.type === 'ready')
    return { ok: true, live: new Live(child, device, answer.linkType, end, words) };
  child.kill('SIGKILL');
  if (answer?.type === 'failed') {
    return { ok: false, failure: liveFailure(answer.reason, answer.detail, device, process.execPath) };
  }
  const detail = words() || 'the capturing process ended before it was ready';
  return { ok: false, failure: liveFailure('other', detail, device, process.execPath) };
}

/** A capture that runs. */
export class Live {
  readonly device: string;
  readonly linkType: number;
  readonly #child: ChildProcess;
  readonly #end: Promise<string>;
  readonly #words: () => string;
  readonly #frames: FrameReader;
  #stopped = false;
  /** When it was told to end, in seconds since 1970. */
  #stoppedAt = Number.POSITIVE_INFINITY;

  constructor(
    child: ChildProcess,
    device: string,
    linkType: number,
    end: Promise<string>,
    words: () => string,
  ) {
    this.#child = child;
    this.device = device;
    this.linkType = linkType;
    this.#end = end;
    this.#words = words;
    this.#frames = new FrameReader(linkType, device);
  }

  /** Packets that the child had to let go because nobody took them: a lower bound of what is missing. */
  get lost(): number {
    return this.#frames.lost;
  }

  /**
   * The packets, in turns of those that came together: a turn gives one after the other, each valid until the next,
   * then null. Once only. Ends after `stop()`, or when the child is gone. Leaving the loop stops the capture.
   */
  async *turns(): AsyncGenerator<() => PacketView | null, void, undefined> {
    const pipe = this.#child.stdio[FRAME_FD];
    const frames = this.#frames;
    const next = () => (frames.step() ? frames.packet : null);
    try {
      if (!(pipe instanceof Readable)) return;
      for await (const piece of pipe) {
        frames.push(piece);
        yield next;
        while (frames.step());
        if (this.#isPast) break;
      }
      await this.#over();
    } catch (error) {
      // A pipe of a dead child may break instead of ending; what the child did says more (`failure`).
      if (error instanceof RangeError) throw error;
      await this.#over();
    } finally {
      await this.stop();
    }
  }

  /**
   * Tells the child to hand over what it has and to end, and waits for it as long as packets from before come: there
   * may be many, and a slow reader. In a flood the child never gets to hear it, and is ended by force.
   */
  async stop(): Promise<void> {
    this.#stopped ||= this.#alive;
    if (this.#alive && this.#child.connected) this.#child.send(STOP, () => {});
    this.#stoppedAt = Math.min(this.#stoppedAt, Date.now() / 1000);
    for (let seen = -1; !this.#isPast && seen < this.#frames.packet.frame; ) {
      seen = this.#frames.packet.frame;
      if (await this.#over()) return;
    }
    this.#child.kill('SIGKILL');
    await this.#end;
  }

  /** Why it ended if nobody stopped it; null if somebody did. Call it when `packets` has ended. */
  async failure(): Promise<string | null> {
    const how = await this.#end;
    if (this.#stopped) return null;
    const words = this.#words();
    const said = words === '' ? '' : ` (${words})`;
    // cap asserts that polling never fails; it does when the interface goes down or is removed.
    if (how === 'SIGABRT')
      return `the capture on ${this.device} ended: the interface went down or was removed`;
    return `the capture on ${this.device} ended: its process ended by ${how}${said}`;
  }

  /** True if the child is gone; waits for it a little. */
  async #over(): Promise<boolean> {
    return (await Promise.race([this.#end, timeout(END_MS)])) !== null;
  }

  /** True if the last packet came after the child was told to end. */
  get #isPast(): boolean {
    const { time } = this.#frames.packet;
    return time !== null && timeSeconds(time) > this.#stoppedAt;
  }

  get #alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }
}

function ready(child: ChildProcess): Promise<ReadyMessage> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message as ReadyMessage)); // our own child, our own protocol
  });
}

/** `status 1` or a signal's name; never rejects. */
function ending(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `status ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
}

/** What it wrote to stderr, bounded; cap prints warnings there that mean nothing. */
function lastWords(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    text = (text + piece).slice(-MAX_WORDS);
  });
  return () => {
    const lines = text.trim().split('\n');
    return lines.find((line) => /error|assertion/i.test(line)) ?? lines.at(-1) ?? '';
  };
}

function timeout(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, null).unref();
  });
}
