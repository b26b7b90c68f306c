/**
 * One call of the program: from words to an exit code. All of the world comes in through `Streams`, so that a
 * test can be the terminal. Nothing here ends the process but a second Ctrl-C.
 */
import type { Readable } from 'node:stream';
import { learn } from '../lang/sentence.ts';
import { makeTheme, type Theme } from '../report/theme.ts';
import { colorLevel, type Environment } from './color.ts';
import type { Command, Context } from './command.ts';
import { SHELL_OPTIONS } from './command.ts';
import { declarations } from './declaration.ts';
import { failure } from './error.ts';
import { EXIT } from './exit.ts';
import { parse } from './guard.ts';
import { commandHelp, programHelp } from './help.ts';
import { beforeDashes, invocation, isVersion, refusesColor, wantsQuiet } from './invocation.ts';
import { languageOf } from './language.ts';
import { Output, type Sink } from './output.ts';
import { type Entry, REGISTRY } from './registry.ts';
import { exitOf, type Interruptible, Stop } from './signal.ts';
import { version } from './version.ts';

/** The process around a call. */
export interface Streams {
  /** Read on demand: node opens its stdin when it is first touched. */
  readonly stdin: Readable;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Environment;
  readonly process: Interruptible;
  /** Rejects if something throws outside of every promise: our bug. */
  readonly crash?: Promise<never>;
}

/** What lies around the command once the streams are wrapped. */
interface Shell {
  readonly streams: Streams;
  readonly out: Output;
  readonly stop: Stop;
  readonly theme: Theme;
  readonly errTheme: Theme;
}

/** Runs the command line (without `node` and the program's path); resolves with the exit code, never rejects. */
export async function run(
  argv: readonly string[],
  streams: Streams,
  commands: readonly Entry[] = REGISTRY,
): Promise<number> {
  const stop = new Stop(streams.process);
  const lost: NodeJS.ErrnoException[] = [];
  const closed = (error: NodeJS.ErrnoException): void => {
    lost.push(error);
    stop.abort('the output is closed');
  };
  const out = new Output(streams.stdout, streams.stderr, closed, wantsQuiet(argv));
  const plain = refusesColor(argv);
  const theme = makeTheme(colorLevel(streams.stdout, streams.env, plain));
  const errTheme = makeTheme(colorLevel(streams.stderr, streams.env, plain));
  const shell: Shell = { streams, out, stop, theme, errTheme };
  const code = await guarded(argv, shell, commands);
  await out.flush();
  stop.close();
  return ending(code, stop, lost, out);
}

async function guarded(argv: readonly string[], shell: Shell, commands: readonly Entry[]): Promise<number> {
  let program = 'peerprobe';
  try {
    const wish = invocation(
      argv,
      commands.map(({ name }) => name),
    );
    if (wish.type === 'version') return await printVersion(shell);
    const entry = commands.find(({ name }) => name === wish.command);
    if (entry === undefined) return await print(shell, programHelp(commands, shell.theme));
    program = `peerprobe ${entry.name}`;
    const command = await entry.load();
    if (wish.type === 'help') return await print(shell, commandHelp(command, shell.theme));
    return await call(command, wish.argv, shell, commands);
  } catch (error) {
    if (shell.stop.signal.aborted && isAbort(error, shell.stop.signal)) return EXIT.OK;
    shell.stop.abort('the program failed'); // after a crash the command is still at work
    const { code, lines } = failure(error, program);
    const [first = '', ...others] = lines;
    for (const line of [shell.errTheme.error(first), ...others]) shell.out.complain(line);
    return code;
  }
}

async function call(
  command: Command,
  argv: readonly string[],
  shell: Shell,
  commands: readonly Entry[],
): Promise<number> {
  const options = [...command.options, ...SHELL_OPTIONS];
  const own = new Set(declarations(options).flatMap(({ spellings }) => spellings));
  if (beforeDashes(argv).some((word) => isVersion(word) && !own.has(word))) return printVersion(shell);
  const { streams, out, stop, theme, errTheme } = shell;
  const parsed = parse(command, argv);
  const lang = languageOf(command.options, parsed.options, streams.env);
  await learn(lang);
  const context: Context = {
    ...parsed,
    commands,
    lang,
    get stdin() {
      return streams.stdin;
    },
    out,
    signal: stop.signal,
    get interrupted() {
      return stop.interrupted;
    },
    theme,
    errTheme,
  };
  const running = command.run(context);
  return streams.crash === undefined ? running : Promise.race([running, streams.crash]);
}

// A signal outweighs what the command made of it, and so does lost output. A reader that left has seen enough:
// not to know more is then no failure, but findings and errors are never unsaid.
function ending(code: number, stop: Stop, lost: readonly NodeJS.ErrnoException[], out: Output): number {
  if (code === EXIT.BUG) return code;
  if (stop.interrupted !== null) return exitOf(stop.interrupted);
  const broken = lost.find(({ code: reason }) => reason !== 'EPIPE');
  if (broken !== undefined) {
    out.complain(`peerprobe: cannot write: ${broken.message}`);
    return EXIT.ABILITY;
  }
  return lost.length > 0 && code === EXIT.UNKNOWN ? EXIT.OK : code;
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && error.name === 'AbortError');
}

async function printVersion(shell: Shell): Promise<number> {
  return print(shell, `peerprobe ${version()}\n`);
}

async function print({ out }: Shell, text: string): Promise<number> {
  await out.data(text);
  return EXIT.OK;
}
