/**
 * From a thrown value to an exit code and lines for stderr. Four kinds, never mixed: the user's mistake (2),
 * what the machine refuses (4), a file that is not there (2), and everything else, which is our bug (70).
 */
import { EnvironmentError } from '../net/error.ts';
import { escapeText } from '../report/escape.ts';
import { EXIT } from './exit.ts';
import { version } from './version.ts';

/**
 * The user asked for something that cannot be meant: one line, perhaps an excerpt of what was typed with a mark
 * under the place, and perhaps a line that helps. Exit 2.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly hint: string | null;
  /** Lines between message and hint. */
  readonly excerpt: readonly string[];

  constructor(
    message: string,
    hint: string | null = null,
    { excerpt = [], ...options }: ErrorOptions & { readonly excerpt?: readonly string[] } = {},
  ) {
    super(message, options);
    this.hint = hint;
    this.excerpt = excerpt;
  }
}

/** How a failed call ends. */
export interface Failure {
  readonly code: number;
  /** For stderr, escaped, without line ends. */
  readonly lines: readonly string[];
}

// A system error that escapes from a command is not our bug: the user named a thing that is not there…
const NOT_THERE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EEXIST', 'ELOOP']);
// … or the machine refuses. Codes outside both sets (EBADF, EINVAL …) mean that our call was wrong.
const REFUSED = new Set(
  `EACCES EPERM EADDRINUSE EADDRNOTAVAIL EMFILE ENFILE ENOSPC EROFS EDQUOT EFBIG EIO ENOMEM ENOBUFS EAGAIN ENODEV ENXIO
  EBUSY ETXTBSY ENETDOWN ENETUNREACH EHOSTUNREACH EHOSTDOWN EPROTONOSUPPORT EAFNOSUPPORT ENOEXEC ENOTFOUND EAI_AGAIN`.split(
    /\s+/,
  ),
);

/** Runs the parsing of user's text: a `RangeError` of the parser becomes a `UsageError`; others pass. */
export function fromUser<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message, null, { cause: error });
    throw error;
  }
}

/** The exit code and the lines for a thrown value; `program` leads them: `peerprobe send`. */
export function failure(error: unknown, program: string): Failure {
  if (error instanceof UsageError) return told(EXIT.USAGE, program, error.message, error.hint, error.excerpt);
  if (error instanceof EnvironmentError) return told(EXIT.ABILITY, program, error.message, error.hint);
  const code = systemCode(error);
  if (code !== null && NOT_THERE.has(code)) return told(EXIT.USAGE, program, messageOf(error), hintOf(code));
  if (code !== null && REFUSED.has(code)) return told(EXIT.ABILITY, program, messageOf(error), hintOf(code));
  return bug(error, program);
}

function told(
  code: number,
  program: string,
  message: string,
  hint: string | null,
  excerpt: readonly string[] = [],
): Failure {
  const help = code === EXIT.USAGE ? `${program} --help shows how` : null;
  const lines = [`${program}: ${message}`, ...excerpt, hint ?? help].filter((line) => line !== null);
  return { code, lines: lines.map((line, i) => (i === 0 ? '' : '  ') + escapeText(line)) };
}

function bug(error: unknown, program: string): Failure {
  const stack = error instanceof Error ? (error.stack ?? String(error)) : `thrown: ${String(error)}`;
  const name = `peerprobe ${version()}, node ${process.version}, ${process.platform}-${process.arch}`;
  return {
    code: EXIT.BUG,
    lines: [
      ...stack.split('\n').map(escapeText),
      `${program}: this is a bug in peerprobe, not in what you did; please report the lines above`,
      `  (${name})`,
    ],
  };
}

function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** The file and what is the matter with it, as other programs say it: `x.pcap: permission denied`. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const path = error instanceof Error && 'path' in error ? error.path : null;
  const reason = /^[A-Z0-9]+: (.*), \w+( '|$)/s.exec(message)?.[1];
  return typeof path === 'string' && reason !== undefined ? `${path}: ${reason}` : message;
}

function hintOf(code: string): string | null {
  return HINTS[code] ?? null;
}

const HINTS: Readonly<Record<string, string>> = {
  ENOENT: 'look at the name; for a file to be written its folder must be there',
  ENOTDIR: 'look at the name: what is taken for a folder in it is a file',
  EISDIR: 'it is a folder: name a file in it',
  EACCES: 'ls -ld shows who may; the folders above it count too',
  ENOSPC: 'df -h shows which disk is full',
  EROFS: 'write to another disk, which may be written to',
};
