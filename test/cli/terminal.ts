/**
 * A terminal in memory: runs a command line as `peerprobe` would, and keeps what it wrote.
 */
import { EventEmitter } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import type { Command } from '../../src/cli/command.ts';
import { type Entry, REGISTRY } from '../../src/cli/registry.ts';
import { run } from '../../src/cli/run.ts';
import type { Interruptible } from '../../src/cli/signal.ts';

export interface Setting {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly process?: FakeProcess;
  readonly stdout?: PassThrough;
  readonly crash?: Promise<never>;
}

export interface Screen {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Takes signals by `emit('SIGINT')`; remembers how it was told to end. */
export class FakeProcess extends EventEmitter implements Interruptible {
  exited: number | null = null;

  exit(code: number): void {
    this.exited ??= code;
  }
}

/** The command as an entry of a registry. */
export function entry(command: Command): Entry {
  return { name: command.name, summary: command.summary, load: async () => command };
}

/** A command that only says what it was given. */
export function command(parts: Partial<Command>): Command {
  return {
    name: 'send',
    usage: '[WORD]...',
    summary: 'say something',
    options: [],
    examples: [],
    run: async () => 0,
    ...parts,
  };
}

/** Runs a command line (without the program's name) to its end. */
export async function type(
  argv: readonly string[],
  commands: readonly Entry[],
  setting: Setting = {},
): Promise<Screen> {
  const stdout = setting.stdout ?? new PassThrough();
  const stderr = new PassThrough();
  const shown = [collect(stdout), collect(stderr)] as const;
  const code = await run(
    argv,
    {
      stdin: Readable.from(setting.stdin === undefined ? [] : [Buffer.from(setting.stdin)]),
      stdout: Object.assign(stdout, { isTTY: setting.isTTY === true }),
      stderr: Object.assign(stderr, { isTTY: setting.isTTY === true }),
      env: setting.env ?? {},
      process: setting.process ?? new FakeProcess(),
      ...(setting.crash === undefined ? {} : { crash: setting.crash }),
    },
    commands,
  );
  return { code, stdout: shown[0](), stderr: shown[1]() };
}

/**
 * Runs a command line of the program in this process: for refusals and the like, which need none of their own.
 * Starting one costs a fifth of a second.
 */
export function inProcess(argv: readonly string[], stdin = ''): Promise<Screen> {
  return type(argv, REGISTRY, { stdin });
}

function collect(stream: PassThrough): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}
