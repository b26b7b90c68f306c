/**
 * The datagram that stands on a command line: positionals and the header options, in the order typed. Shared by the
 * commands that take the notation (wire/notation.ts).
 */
import { wordsOutgoing } from '../../send/line-source.ts';
import type { Outgoing } from '../../send/outgoing.ts';
import { toHex } from '../../wire/bytes.ts';
import { TLV_NAMES } from '../../wire/table.ts';
import type { Option, Word } from '../command.ts';
import { UsageError } from '../error.ts';
import { didYouMean } from '../suggestion.ts';
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

/** The datagram of the words. UsageError if they describe none. */
export function typedDatagram(words: readonly string[]): Outgoing {
  try {
    return wordsOutgoing(words);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(cause.message, meantItem(words), { cause });
  }
}

/** The name of an item, as typed, is one. */
export function isItemName(name: string): boolean {
  return ITEM_NAMES.includes(name);
}

/** The name that the first item which is none is near to. */
export function meantItem(words: readonly string[]): string | null {
  const names = words.filter((word) => !word.startsWith('-')).map((word) => word.split(/[=,\s]/, 1)[0] ?? '');
  const odd = names.find((name) => !isItemName(name));
  return odd === undefined ? null : didYouMean(odd, ITEM_NAMES);
}

const ITEM_NAMES: readonly string[] = [...TLV_NAMES, 'tlv', 'raw'];

function draftOption(name: string, value: string): string[] {
  if (name === 'raw') return ['--raw', toHex(hex(value, '--raw'))];
  if (name === 'magic' || name === 'version') return [`--${name}`, String(byte(value, `--${name}`))];
  return [];
}
