// Interfaces of a pcapng section: reading an Interface Description Block (pcapng 4.2) into what the packets of
// that interface need. Bounded: a section has at most MAX_INTERFACES, and a name or description counts up to
// MAX_NAME bytes, so that a file of nothing but interfaces stays small in memory.
import { u16, u32 } from './integer.ts';
import type { CaptureNote } from './packet.ts';
import { OPTION } from './pcapng-block.ts';
import { eachOption, TextBudget, u64 } from './pcapng-option.ts';
import { type Clock, tickClock } from './timestamp.ts';

export const MAX_INTERFACES = 65_536;
const MAX_NAME = 256;

/** If an interface does not say: microseconds, no offset. */
const DEFAULT_RESOLUTION = 6;

/** What later blocks need to know of an interface. */
export interface CaptureInterface {
  readonly linkType: number;
  readonly snapLength: number;
  readonly name: string | null;
  readonly clock: Clock;
}

/** Reads the block at `start` (its type) to `end` (after its trailer). A string says what is wrong with it. */
export function readInterface(
  bytes: Uint8Array,
  start: number,
  end: number,
  little: boolean,
): { interface: CaptureInterface; note: CaptureNote } | string {
  const linkType = u16(bytes, start + 8, little);
  const snapLength = u32(bytes, start + 12, little);
  const options = readOptions(bytes, start + 16, end - 4, little);
  if (typeof options === 'string') return options;
  const { name, description, comments, resolution, offset } = options;
  const clock = tickClock(resolution, offset);
  if (clock === null) return `if_tsresol ${resolution} is finer than any clock`;
  return {
    interface: { linkType, snapLength, name, clock },
    note: { type: 'interface', linkType, snapLength, name, description, comments },
  };
}

interface InterfaceOptions {
  name: string | null;
  description: string | null;
  comments: string[];
  resolution: number;
  offset: bigint;
}

function readOptions(
  bytes: Uint8Array,
  from: number,
  to: number,
  little: boolean,
): InterfaceOptions | string {
  const found: InterfaceOptions = {
    name: null,
    description: null,
    comments: [],
    resolution: DEFAULT_RESOLUTION,
    offset: 0n,
  };
  const budget = new TextBudget();
  const problem = eachOption(bytes, from, to, little, (code, at, end) => {
    if (code === OPTION.interfaceName) found.name = budget.take(bytes, at, Math.min(end, at + MAX_NAME));
    if (code === OPTION.interfaceDescription)
      found.description = budget.take(bytes, at, Math.min(end, at + MAX_NAME));
    if (code === OPTION.timeResolution && end > at) found.resolution = bytes[at] ?? DEFAULT_RESOLUTION;
    if (code === OPTION.timeOffset && end - at === 8)
      found.offset = BigInt.asIntN(64, u64(bytes, at, little));
    if (code === OPTION.comment) {
      const text = budget.take(bytes, at, end);
      if (text !== null) found.comments.push(text);
    }
  });
  return problem ?? found;
}
