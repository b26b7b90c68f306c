/**
 * The datagram that stands on a command line: positionals and the header options, in the order typed. Shared by the
 * commands that take the notation (wire/notation.ts).
 */
import { toHex } from '../../wire/bytes.ts';
import type { Option, Word } from '../command.ts';
import { byte, hex } from '../value.ts';

/** The notation's options. */
export const DRAFT_OPTIONS: readonly Option[] = [
  { flags: '--magic N', help: 'first byte of the datagram in place of 104' },
  { flags: '--version N', help: 'second byte in place of 1' },
  { flags: '--raw HEX', help: 'a whole datagram as it is, header included; no ITEM goes with it' },
];

/** The words that make up the datagram; other options are left out, and so are the first `skip` positionals. */
export function draftWords(words: readonly Word[], skip: number): string[] {
  let skipped = 0;
  return words.flatMap((word) => {
    if (word.type === 'positional') return skipped++ < skip ? [] : [word.value];
    return word.type === 'option' ? draftOption(word.name, word.value) : [];
  });
}

function draftOption(name: string, value: string): string[] {
  if (name === 'raw') return ['--raw', toHex(hex(value, '--raw'))];
  if (name === 'magic' || name === 'version') return [`--${name}`, String(byte(value, `--${name}`))];
  return [];
}
