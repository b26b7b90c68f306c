/**
 * Whether a program was built with a sanitizer: one that was not shows no report, whatever it does.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { procText } from './proc.ts';
import { groupMembers } from './process-status.ts';

// gcc links the runtimes as libraries, clang into the program.
const LIBRARY = /\/lib(?:clang_rt\.)?(?:asan|ubsan|lsan|tsan|msan)\b/;
const SYMBOLS = ['__asan_init', '__ubsan_handle', '__lsan_init', '__tsan_init', '__msan_init'];
const PIECE = 1024 * 1024;
const MOST_PIECES = 64;

/** Of the process or any that it has started; null where nobody knows. */
export function isInstrumented(pid: number): boolean | null {
  const pids = [pid, ...(groupMembers([pid]).get(pid) ?? []).map((member) => member.pid)];
  const maps = pids.map((one) => procText(`${one}/maps`)).filter((text) => text !== '');
  if (maps.length === 0) return null;
  return maps.some((text) => LIBRARY.test(text)) || pids.some(holdsSymbols);
}

/** Whether the program's file names a runtime; in its first 64 MiB. */
function holdsSymbols(pid: number): boolean {
  let file: number;
  try {
    file = openSync(`/proc/${pid}/exe`, 'r');
  } catch {
    return false; // gone
  }
  try {
    const piece = Buffer.alloc(PIECE);
    let rest = '';
    for (let i = 0; i < MOST_PIECES; i++) {
      const size = readSync(file, piece);
      if (size === 0) return false;
      const text = rest + piece.toString('latin1', 0, size);
      if (SYMBOLS.some((symbol) => text.includes(symbol))) return true;
      rest = text.slice(-SYMBOL_SIZE);
    }
    return false;
  } finally {
    closeSync(file);
  }
}

// A name may lie across two pieces.
const SYMBOL_SIZE = 32;
