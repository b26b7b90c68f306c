/**
 * Live capture, the parent's side: starts the child of a backend (cap-child.ts, tcpdump-child.ts), waits for its word,
 * and gives packets as a file's reader does. Whatever happens to the child is a value here.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import type { PacketView } from '../packet.ts';
import { timeSeconds } from '../timestamp.ts';
import { BACKENDS, type Backend, type BackendName, type PacketReader } from './backend.ts';
import { type LiveFailure, liveFailure } from './live-failure.ts';
import { COUNT, FRAME_FD, type LiveMessage, NOW, type ReadyMessage, STOP } from './live-protocol.ts';

export interface LiveOptions {
  /** `lo`, `eth0`, `any` ... */
  readonly device: string;
  /** BPF, as tcpdump takes it; '' is everything. */
  readonly filter: string;
  /** Default `cap`. */
  readonly backend?: BackendName;
  /** The kernel's ring in bytes. */
  readonly bufferBytes?: number;
  /** The child's program; another one only in tests. */
  readonly childPath?: string;
}

export type LiveStart =
  | { readonly ok: true; readonly live: Live }
  | { readonly ok: false; readonly failure: LiveFailure };

/** How long the child has to open the interface, and then to tell its link type. */
const OPEN_MS = 15_000;

/** A child that was told to end, or has closed its pipe, and gives nothing for so long is ended by force. */
const END_MS = 2_000;

/** The last words of the child that are kept. */
const MAX_WORDS = 4096;

/** Opens the interface. Resolves when packets flow, or with the reason why they do not. Never rejects. */
export async function startLive(options: LiveOptions): Promise<LiveStart> {
  const { device, filter } = options;
  const backend = BACKENDS[options.backend ?? 'cap'];
  const bufferBytes = options.bufferBytes ?? backend.bufferBytes;
  const child = fork(options.childPath ?? backend.childPath, [device, filter, String(bufferBytes)], {
    // A core file of the child, should the system write one, is nothing for the user's folder.
    cwd: tmpdir(),
    // Else the collector waits for threads that are not put first.
    execArgv: ['--single-threaded-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'ipc'],
  });
  const words = lastWords(child);
  const end = ending(child);
  const answer = await Promise.race([ready(child), end.then(() => null), timeout(OPEN_MS)]);
  if (answer?.type === 'ready') {
    const live = new Live(child, device, backend, answer, end, words);
    if (await Promise.race([live.begin(), timeout(OPEN_MS)])) return { ok: true, live };
  }
  child.kill('SIGKILL');
  if (answer?.type === 'failed') {
    return { ok: false, failure: liveFailure(answer.reason, answer.detail, device, backend.program) };
  }
  const detail = words() || 'the capturing process ended before it was ready';
  return { ok: false, failure: liveFailure('other', detail, device, backend.program) };
}

/** A capture that runs. */
export class Live {
  readonly device: string;
  readonly backend: Backend;
  readonly #child: ChildProcess;
  /** The program that the child watches over, if it does not capture itself. */
  readonly #pid: number | null;
  readonly #end: Promise<string>;
  readonly #words: () => string;
  readonly #reader: PacketReader;
  #dropped: number | null = null;
  #how: string | null = null;
  #stopped = false;
  /** When it was told to end, in seconds since 1970. */
  #stoppedAt = Number.POSITIVE_INFINITY;

  constructor(
    child: ChildProcess,
    device: string,
    backend: Backend,
    { linkType, pid }: ReadyMessage,
    end: Promise<string>,
    words: () => string,
  ) {
    this.#child = child;
    this.#pid = pid;
    this.device = device;
    this.backend = backend;
    this.#words = words;
    this.#reader = backend.reader(device, linkType);
    this.#end = end.then((how) => {
      // Its watcher has been killed.
      if (this.#pid !== null && how !== 'status 0') kill(this.#pid);
      return how;
    });
    child.on('message', (message) => this.#hear(message as LiveMessage)); // our own child, our own protocol
  }

  /** LINKTYPE_ of its packets. */
  get linkType(): number {
    return this.#reader.linkType ?? 0;
  }

  /** Packets that we had to let go because nobody took them. */
  get lost(): number {
    return this.#reader.lost;
  }

  /** Packets that the kernel dropped, as far as that was told; null if nobody counts them. */
  get dropped(): number | null {
    return this.#dropped;
  }

  /** Asks for a newer `dropped`, which comes a little later. */
  count(): void {
    this.#tell(COUNT);
  }

  /** Waits until the link type is known. False: it never will be. For `startLive`. */
  async begin(): Promise<boolean> {
    const pipe = this.#pipe;
    while (this.#reader.linkType === null) {
      const piece: Buffer | null = pipe.read();
      if (piece !== null) this.#reader.push(piece);
      else if (pipe.readableEnded || pipe.destroyed) return false;
      else await readable(pipe);
    }
    return true;
  }

  /**
   * The packets, in turns of those that came together: a turn gives one after the other, each valid until the next,
   * then null. Once only. Ends after `stop()`, or when the child is gone. Leaving the loop stops the capture.
   */
  async *turns(): AsyncGenerator<() => PacketView | null, void, undefined> {
    const reader = this.#reader;
    const next = () => (reader.step() ? reader.packet : null);
    try {
      yield next;
      while (reader.step());
      for await (const piece of this.#pipe) {
        reader.push(piece);
        // From after the stop: in a flood the child does not hear of it, and else only its counts are missing.
        if (this.#isPast) this.#hurry();
        else yield next;
        while (reader.step());
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
   * Tells the child to hand over what it has and to end, and waits for it as long as packets come: there may be many,
   * and a slow reader.
   */
  async stop(): Promise<void> {
    this.#stopped ||= this.#alive;
    this.#tell(STOP);
    this.#stoppedAt = Math.min(this.#stoppedAt, Date.now() / 1000);
    for (let seen = -1; seen < this.#reader.packet.frame; ) {
      seen = this.#reader.packet.frame;
      if (await this.#over()) return;
    }
    this.#child.kill('SIGKILL');
    await this.#end;
  }

  /** Why it ended if nobody stopped it; null if somebody did. Call it when `turns` has ended. */
  async failure(): Promise<string | null> {
    const how = await this.#end;
    if (this.#stopped) return null;
    const words = this.#words();
    const ended = `the capture on ${this.device} ended`;
    if (this.#reader.problem !== null) return `${ended}: ${this.#reader.problem}`;
    if (this.backend.isInterfaceGone(how, words)) return `${ended}: the interface went down or was removed`;
    const said = words === '' ? '' : ` (${words})`;
    if (this.#how !== null) return `${ended}: ${this.backend.name} ended by ${this.#how}${said}`;
    return `${ended}: its process ended by ${how}${said}`;
  }

  get #pipe(): Readable {
    const pipe = this.#child.stdio[FRAME_FD];
    if (pipe instanceof Readable) return pipe;
    throw new Error('the child has no pipe');
  }

  #hear(message: LiveMessage): void {
    if (message.type === 'counts') this.#dropped = message.dropped;
    if (message.type === 'ended') this.#how = message.how;
  }

  #tell(message: string): void {
    if (this.#alive && this.#child.connected) this.#child.send(message, () => {});
  }

  #hurry(): void {
    if (this.backend.hearsInFlood) this.#tell(NOW);
    else this.#child.kill('SIGKILL');
  }

  /** True if the child is gone; waits for it a little. */
  async #over(): Promise<boolean> {
    return (await Promise.race([this.#end, timeout(END_MS)])) !== null;
  }

  /** True if the last packet came after the child was told to end, for sure. */
  get #isPast(): boolean {
    const { time } = this.#reader.packet;
    return time !== null && timeSeconds(time) > this.#stoppedAt + this.backend.stampedLateMs / 1000;
  }

  get #alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }
}

function ready(child: ChildProcess): Promise<LiveMessage> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message as LiveMessage)); // our own child, our own protocol
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

function readable(pipe: Readable): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of SOMETHING) pipe.off(event, done);
      resolve();
    };
    for (const event of SOMETHING) pipe.on(event, done);
  });
}

const SOMETHING = ['readable', 'end', 'close', 'error'] as const;

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended with its watcher, as it should.
  }
}

function timeout(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, null).unref();
  });
}
