/**
 * What was tried: which TLVs, of which length, at which place of a datagram, from whom. Counted for each datagram that
 * is sent, so it allocates nothing; of a datagram with thousands of TLVs the first 512 are looked at.
 */
import { canonicalLength, HEADER, MAX_SENT, nameOf, rowOf, TLV_HEADER, TLV_NAMES } from '../wire/table.ts';
import { Fault, HeaderFault, Walk } from '../wire/walk.ts';
import type { TriedCell } from './event.ts';

/** What a sender may be to the target: oracle/bounds.ts tells. */
const Sender = { stranger: 0, announced: 1, connected: 2, expired: 3 } as const;
export type Sender = keyof typeof Sender;

/** Classes of a TLV's length; then what a datagram without TLVs is; then sizes of datagrams. */
const Length = {
  exact: 0,
  longer: 1,
  '128 and more': 2,
  255: 3,
  short: 4,
  'past the end': 5,
  0: 6,
  1: 7,
  missing: 8,
  'header alone': 9,
  '0 bytes': 10,
  '1 byte': 11,
  'wrong magic': 12,
  'wrong version': 13,
  'up to 600 bytes': 14,
  'up to 1400 bytes': 15,
  'over 1400 bytes': 16,
  'over 32767 bytes': 17,
} as const;
type Length = (typeof Length)[keyof typeof Length];

const Position = { first: 0, middle: 1, last: 2, alone: 3 } as const;
type Position = (typeof Position)[keyof typeof Position];

/** Rows: the names of the table, then these. */
const UNKNOWN = TLV_NAMES.length;
const NONE = UNKNOWN + 1;
const FOREIGN = UNKNOWN + 2;
const DATAGRAM = UNKNOWN + 3;

const TYPES: readonly string[] = [...TLV_NAMES, 'unknown', 'none', 'foreign', 'datagram'];
const LENGTHS = textsOf(Length);
const POSITIONS = textsOf(Position);
const SENDERS = textsOf(Sender);
const MAX_TLVS = 512;
const SMALL_BUFFER = 600;
const SIGNED_MAX = 32_767;

/** Of each type number: its row, and the length of a TLV of it without extra bytes. */
const ROW = Uint8Array.from({ length: 256 }, (_, type) => {
  const name = nameOf(type);
  return name === null ? UNKNOWN : TLV_NAMES.indexOf(name);
});
const EXACT = Uint8Array.from({ length: 256 }, (_, type) => {
  const name = nameOf(type);
  return name === null ? TLV_HEADER.size : canonicalLength(rowOf(name));
});

export class Tried {
  readonly #counts = new Float64Array(TYPES.length * LENGTHS.length * POSITIONS.length * SENDERS.length);
  readonly #walk = new Walk();
  #longest = 0;

  /** A datagram `bytes[0, length)` went to the target. */
  count(bytes: Uint8Array, length: number, from: Sender): void {
    const sender = Sender[from];
    if (length > this.#longest) this.#longest = length;
    this.#add(DATAGRAM, sizeClass(length), Position.alone, sender);
    const walk = this.#walk;
    walk.start(bytes, 0, length);
    if (walk.header !== HeaderFault.none) {
      this.#add(FOREIGN, headerClass(length, walk.header), Position.alone, sender);
    } else if (length === HEADER.size) {
      this.#add(NONE, Length['header alone'], Position.alone, sender);
    }
    for (let count = 0; count < MAX_TLVS && walk.next(); count++) {
      const position = positionOf(count === 0, walk.end === length);
      this.#add(ROW[walk.type] ?? UNKNOWN, lengthClass(walk), position, sender);
    }
  }

  /** Goes on with what an earlier run has counted. */
  resume(cells: readonly TriedCell[], longest: number): void {
    this.#longest = Math.max(this.#longest, longest);
    const before = new Map(cells.map((cell) => [nameOfCell(cell), cell.count]));
    for (const place of PLACES) {
      const index = indexOf(...place);
      this.#counts[index] = (this.#counts[index] ?? 0) + (before.get(nameOfCell(this.#cell(place))) ?? 0);
    }
  }

  /** Each combination that can be with its count, and the largest datagram. */
  summary(): { readonly cells: readonly TriedCell[]; readonly longest: number } {
    return { cells: PLACES.map((place) => this.#cell(place)), longest: this.#longest };
  }

  #cell([type, length, position, sender]: Place): TriedCell {
    return {
      type: TYPES[type] ?? '',
      length: LENGTHS[length] ?? '',
      position: POSITIONS[position] ?? '',
      state: SENDERS[sender] ?? '',
      count: this.#counts[indexOf(type, length, position, sender)] ?? 0,
    };
  }

  #add(type: number, length: Length, position: Position, sender: number): void {
    const index = indexOf(type, length, position, sender);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
  }
}

function nameOfCell({ type, length, position, state }: TriedCell): string {
  return `${type}/${length}/${position}/${state}`;
}

function indexOf(type: number, length: number, position: number, sender: number): number {
  return ((type * LENGTHS.length + length) * POSITIONS.length + position) * SENDERS.length + sender;
}

function sizeClass(length: number): Length {
  if (length <= SMALL_BUFFER) return Length['up to 600 bytes'];
  if (length <= MAX_SENT) return Length['up to 1400 bytes'];
  return length <= SIGNED_MAX ? Length['over 1400 bytes'] : Length['over 32767 bytes'];
}

function headerClass(length: number, fault: HeaderFault): Length {
  if (length === 0) return Length['0 bytes'];
  if (fault === HeaderFault.cut) return Length['1 byte'];
  return fault === HeaderFault.magic ? Length['wrong magic'] : Length['wrong version'];
}

function positionOf(first: boolean, last: boolean): Position {
  if (first) return last ? Position.alone : Position.first;
  return last ? Position.last : Position.middle;
}

function lengthClass({ type, length, fault }: Walk): Length {
  switch (fault) {
    case Fault.stray:
      return Length.missing;
    case Fault.short:
      return length === 0 ? Length[0] : Length[1];
    case Fault.cut:
      return Length['past the end'];
    case Fault.fields:
      return Length.short;
    default:
  }
  if (length === EXACT[type]) return Length.exact;
  if (length === TLV_HEADER.maxLength) return Length[255];
  return length < 128 ? Length.longer : Length['128 and more'];
}

type Place = readonly [type: number, length: Length, position: Position, sender: number];

/** Every combination that can be. */
const PLACES: readonly Place[] = placesOf();

function placesOf(): Place[] {
  const anywhere = Object.values(Position);
  // Nothing behind such a TLV has a known place: it is the last.
  const atTheEnd = [Position.last, Position.alone];
  const whole = [Length.exact, Length.longer, Length['128 and more'], Length[255]];
  const broken = [Length['past the end'], Length[0], Length[1], Length.missing];
  const hasFields = (type: number): boolean => {
    const name = TLV_NAMES[type];
    return name !== undefined && canonicalLength(rowOf(name)) > TLV_HEADER.size;
  };
  return [
    ...TYPES.slice(0, NONE).flatMap((_, type) => [
      ...places(type, hasFields(type) ? [...whole, Length.short] : whole, anywhere),
      ...places(type, broken, atTheEnd),
    ]),
    ...places(NONE, [Length['header alone']], [Position.alone]),
    ...places(FOREIGN, between(Length['0 bytes'], Length['wrong version']), [Position.alone]),
    ...places(DATAGRAM, between(Length['up to 600 bytes'], Length['over 32767 bytes']), [Position.alone]),
  ];
}

function places(type: number, lengths: readonly Length[], positions: readonly Position[]): Place[] {
  return lengths.flatMap((length) =>
    positions.flatMap((position) =>
      Object.values(Sender).map((sender): Place => [type, length, position, sender]),
    ),
  );
}

function between(first: Length, last: Length): Length[] {
  return Object.values(Length).filter((length) => length >= first && length <= last);
}

/** The words of a table of numbers from 0, in their order. */
function textsOf(table: Readonly<Record<string, number>>): string[] {
  return Object.entries(table)
    .sort(([, a], [, b]) => a - b)
    .map(([text]) => text);
}
