// The pcapng blocks that describe a capture and hold no packet: section header, name resolution (pcapng 4.5),
// interface statistics (4.6). Each becomes a note, or a string that says what is wrong with the block.
// Ranges run from the block's type to after its trailer; the block's frame has been checked.
import { addressText } from './address.ts';
import { u16, u32 } from './integer.ts';
import type { CaptureNote, NameEntry } from './packet.ts';
import { NAME_RECORD, OPTION, padded } from './pcapng-block.ts';
import type { CaptureInterface } from './pcapng-interface.ts';
import { eachOption, TextBudget, u64 } from './pcapng-option.ts';

/** Of one block; a block of 16 MiB could hold over a million. */
const MAX_ENTRIES = 4096;

/** The options of a section header block. */
export function readSection(
  bytes: Uint8Array,
  start: number,
  end: number,
  little: boolean,
): CaptureNote | string {
  const comments: string[] = [];
  let application: string | null = null;
  const budget = new TextBudget();
  const problem = eachOption(bytes, start + 24, end - 4, little, (code, from, to) => {
    if (code !== OPTION.comment && code !== OPTION.application) return;
    const text = budget.take(bytes, from, to);
    if (code === OPTION.application) application = text;
    else if (text !== null) comments.push(text);
  });
  return problem ?? { type: 'section', comments, application };
}

/** The names of a name resolution block; records of unknown types are passed over. */
export function readNames(
  bytes: Uint8Array,
  start: number,
  end: number,
  little: boolean,
): CaptureNote | string {
  const entries: NameEntry[] = [];
  const budget = new TextBudget();
  const stop = end - 4;
  for (let at = start + 8; at < stop; ) {
    if (stop - at < 4) return `${stop - at} bytes are left for a name record's header`;
    const type = u16(bytes, at, little);
    const length = u16(bytes, at + 2, little);
    if (type === NAME_RECORD.end) break;
    if (length > stop - at - 4) return `a name record claims ${length} bytes, ${stop - at - 4} are left`;
    if (entries.length < MAX_ENTRIES) readEntry(bytes, at + 4, at + 4 + length, type, budget, entries);
    at += 4 + padded(length);
  }
  return { type: 'names', entries };
}

/** The counters and comments of an interface statistics block. */
export function readStatistics(
  bytes: Uint8Array,
  start: number,
  end: number,
  little: boolean,
  interfaces: readonly CaptureInterface[],
): CaptureNote | string {
  const index = u32(bytes, start + 8, little);
  const owner = interfaces[index];
  if (owner === undefined) return `statistics of interface ${index}, of ${interfaces.length} declared`;
  let received: bigint | null = null;
  let dropped: bigint | null = null;
  const comments: string[] = [];
  const budget = new TextBudget();
  const problem = eachOption(bytes, start + 20, end - 4, little, (code, from, to) => {
    const text = code === OPTION.comment ? budget.take(bytes, from, to) : null;
    if (text !== null) comments.push(text);
    if (to - from !== 8) return;
    if (code === OPTION.received) received = u64(bytes, from, little);
    if (code === OPTION.dropped) dropped = u64(bytes, from, little);
  });
  return problem ?? { type: 'statistics', interfaceName: owner.name, received, dropped, comments };
}

function readEntry(
  bytes: Uint8Array,
  from: number,
  to: number,
  type: number,
  budget: TextBudget,
  entries: NameEntry[],
): void {
  const family = type === NAME_RECORD.ipv4 ? 4 : 6;
  const size = family === 4 ? 4 : 16;
  if ((type !== NAME_RECORD.ipv4 && type !== NAME_RECORD.ipv6) || to - from < size) return;
  const text = budget.take(bytes, from + size, to);
  if (text === null) return;
  entries.push({ address: addressText(bytes, from, family), names: text.split('\0').filter((name) => name) });
}
