/**
 * The kinds of change that the mutator makes, one row each. A change that has nothing to work on (no TLV, no byte)
 * leaves the datagram as it is. None allocates.
 */
import { HEADER, MAX_DATAGRAM, MAX_SENT, TLV_HEADER } from '../../wire/table.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { Chance } from './chance.ts';
import type { Workpiece } from './workpiece.ts';

export interface Mutation {
  readonly name: string;
  /** How often, in relation to the others. */
  readonly weight: number;
  readonly change: (piece: Workpiece, chance: Chance, corpus: Corpus) => void;
}

/** Numbers at which programs change their mind: limits of their types, of the format, and those next to them. */
const BYTES = Uint8Array.of(0, 1, 2, 3, 4, 7, 8, 9, 10, 16, 32, 64, 104, 127, 128, 129, 250, 253, 254, 255);
const WORDS = Uint16Array.of(0, 1, 127, 128, 255, 256, 1023, 1024, 1399, 1400, 1401, 32_767, 32_768, 65_535);
const DOUBLE_WORDS = Uint32Array.of(
  0,
  1,
  0xffff,
  0x1_0000,
  0x7fff_ffff,
  0x8000_0000,
  0xffff_fffe,
  0xffff_ffff,
);
/** Lengths at which buffers end. */
const SIZES = Uint16Array.of(
  64,
  128,
  255,
  256,
  257,
  512,
  600,
  1023,
  1024,
  1025,
  1390,
  1399,
  1400,
  1401,
  1500,
);
const HUGE = Uint16Array.of(2047, 2048, 4096, 8192, 9000, 32_767, 32_768, 65_506, MAX_DATAGRAM);
// Most changes are short: the next ones shall find something left of the others.
const FEW = 16;

export const MUTATIONS: readonly Mutation[] = [
  { name: 'bit-flip', weight: 12, change: bitFlip },
  { name: 'byte-flip', weight: 6, change: byteFlip },
  { name: 'byte-random', weight: 8, change: byteRandom },
  { name: 'byte-telling', weight: 12, change: byteTelling },
  { name: 'number-telling', weight: 6, change: numberTelling },
  { name: 'sum', weight: 6, change: sum },
  { name: 'cut', weight: 8, change: cut },
  { name: 'take-out', weight: 5, change: takeOut },
  { name: 'put-in', weight: 6, change: putIn },
  { name: 'grow', weight: 5, change: grow },
  { name: 'repeat', weight: 4, change: repeat },
  { name: 'splice', weight: 6, change: splice },
  { name: 'length-lie', weight: 14, change: lengthLie },
  { name: 'tlv-type', weight: 6, change: tlvType },
  { name: 'tlv-move', weight: 6, change: tlvMove },
  { name: 'tlv-duplicate', weight: 6, change: tlvDuplicate },
  { name: 'tlv-drop', weight: 5, change: tlvDrop },
  { name: 'tlv-from-another', weight: 6, change: tlvFromAnother },
  { name: 'header', weight: 2, change: header },
  { name: 'fill', weight: 2, change: fill },
];

/** A place in the body, seldom in the header: a wrong header hides all that follows (§1.1). */
function place(piece: Workpiece, chance: Chance): number {
  const first = chance.oneIn(24) ? 0 : piece.body;
  return first + chance.below(piece.length - first);
}

function bitFlip(piece: Workpiece, chance: Chance): void {
  const at = place(piece, chance);
  if (at < piece.length) piece.bytes[at] = (piece.bytes[at] ?? 0) ^ (1 << chance.below(8));
}

function byteFlip(piece: Workpiece, chance: Chance): void {
  const at = place(piece, chance);
  if (at < piece.length) piece.bytes[at] = (piece.bytes[at] ?? 0) ^ 255;
}

function byteRandom(piece: Workpiece, chance: Chance): void {
  const at = place(piece, chance);
  if (at < piece.length) piece.bytes[at] = chance.byte();
}

function byteTelling(piece: Workpiece, chance: Chance): void {
  const at = place(piece, chance);
  if (at < piece.length) piece.bytes[at] = chance.pick(BYTES);
}

/** Two or four bytes, in either order. */
function numberTelling(piece: Workpiece, chance: Chance): void {
  const size = chance.oneIn(2) ? 2 : 4;
  const number = size === 2 ? chance.pick(WORDS) : chance.pick(DOUBLE_WORDS);
  const little = chance.oneIn(4);
  const at = place(piece, chance);
  for (let i = 0; i < size && at + i < piece.length; i++) {
    piece.bytes[at + i] = number >>> (8 * (little ? i : size - 1 - i));
  }
}

function sum(piece: Workpiece, chance: Chance): void {
  const at = place(piece, chance);
  const by = chance.between(1, FEW);
  if (at < piece.length) piece.bytes[at] = (piece.bytes[at] ?? 0) + (chance.oneIn(2) ? by : -by);
}

/** The end is missing: a few bytes, or any number of them. */
function cut(piece: Workpiece, chance: Chance): void {
  const most = chance.oneIn(2) ? Math.min(piece.length, FEW) : piece.length;
  piece.length -= chance.below(most + 1);
}

function takeOut(piece: Workpiece, chance: Chance): void {
  piece.remove(place(piece, chance), chance.between(1, FEW));
}

function putIn(piece: Workpiece, chance: Chance): void {
  const at = Math.min(place(piece, chance), piece.length);
  const room = piece.open(at, chance.between(1, FEW));
  for (let i = 0; i < room; i++) piece.bytes[at + i] = chance.byte();
}

/** At the end: chance, or one byte many times. */
function grow(piece: Workpiece, chance: Chance): void {
  const at = piece.length;
  const room = piece.open(at, chance.between(1, chance.oneIn(16) ? 512 : 2 * FEW));
  const same = chance.oneIn(3) ? chance.pick(BYTES) : -1;
  for (let i = 0; i < room; i++) piece.bytes[at + i] = same < 0 ? chance.byte() : same;
}

/** Some bytes stand there several times. */
function repeat(piece: Workpiece, chance: Chance): void {
  const from = place(piece, chance);
  const to = Math.min(from + chance.between(1, 2 * FEW), piece.length);
  for (let times = chance.between(1, 4); times > 0; times--) piece.copy(from, to, to);
}

/** The rest is another input's, from any place of it. */
function splice(piece: Workpiece, chance: Chance, corpus: Corpus): void {
  if (corpus.size === 0) return;
  const other = corpus.at(chance.below(corpus.size));
  piece.length = Math.min(place(piece, chance), piece.length);
  const from = chance.below(other.length);
  piece.append(other, from, from + 128);
}

/** The length byte of a TLV says something else: what programs stumble over, one more or less, or up to the end. */
function lengthLie(piece: Workpiece, chance: Chance): void {
  const count = piece.find();
  if (count === 0) return;
  const index = chance.below(count);
  const at = piece.starts[index] ?? 0;
  if (at + 1 >= piece.length) return;
  const said = piece.bytes[at + 1] ?? 0;
  const way = chance.below(8);
  if (way === 0) piece.bytes[at + 1] = said + 1;
  else if (way === 1) piece.bytes[at + 1] = said - 1;
  else if (way === 2) piece.bytes[at + 1] = piece.length - at;
  else if (way === 3) piece.bytes[at + 1] = piece.length - at + 1;
  else if (way === 4)
    piece.bytes[at + 1] = said - TLV_HEADER.size; // as if the header did not count
  else piece.bytes[at + 1] = chance.pick(BYTES);
}

function tlvType(piece: Workpiece, chance: Chance): void {
  const count = piece.find();
  if (count === 0) return;
  // Small numbers are types, or next to some.
  piece.bytes[piece.starts[chance.below(count)] ?? 0] = chance.oneIn(2) ? chance.below(6) : chance.byte();
}

/** A TLV stands before another, or at the end. */
function tlvMove(piece: Workpiece, chance: Chance): void {
  const count = piece.find();
  if (count < 2) return;
  const one = chance.below(count);
  const start = piece.starts[one] ?? 0;
  const end = piece.ends[one] ?? 0;
  const before = chance.below(count + 1);
  const to = before < count ? (piece.starts[before] ?? 0) : piece.length;
  if (piece.length + end - start > MAX_DATAGRAM) return;
  piece.copy(start, end, to);
  piece.remove(to <= start ? end : start, end - start);
}

function tlvDuplicate(piece: Workpiece, chance: Chance): void {
  const count = piece.find();
  if (count === 0) return;
  const one = chance.below(count);
  const start = piece.starts[one] ?? 0;
  const end = piece.ends[one] ?? 0;
  for (let times = chance.oneIn(8) ? FEW : 1; times > 0; times--) piece.copy(start, end, end);
}

function tlvDrop(piece: Workpiece, chance: Chance): void {
  const count = piece.find();
  if (count === 0) return;
  const one = chance.below(count);
  const start = piece.starts[one] ?? 0;
  piece.remove(start, (piece.ends[one] ?? 0) - start);
}

/** Some bytes of another input's body, where a TLV begins. */
function tlvFromAnother(piece: Workpiece, chance: Chance, corpus: Corpus): void {
  if (corpus.size === 0) return;
  const other = corpus.at(chance.below(corpus.size));
  const count = piece.find();
  const at = count === 0 ? piece.length : (piece.starts[chance.below(count)] ?? 0);
  const size = Math.min(other.length - HEADER.size, 64);
  if (size <= 0) return;
  const room = piece.open(at, size);
  for (let i = 0; i < room; i++) piece.bytes[at + i] = other[HEADER.size + i] ?? 0;
}

/** Magic or version is another, or they are exchanged. */
function header(piece: Workpiece, chance: Chance): void {
  if (piece.length < HEADER.size) return;
  const way = chance.below(3);
  if (way < 2) piece.bytes[way] = chance.oneIn(2) ? chance.pick(BYTES) : chance.byte();
  else [piece.bytes[0], piece.bytes[1]] = [HEADER.version, HEADER.magic];
}

/** Repeated up to a size at which buffers end; seldom to one that only UDP allows. */
function fill(piece: Workpiece, chance: Chance): void {
  const size = chance.oneIn(32) ? chance.pick(HUGE) : chance.oneIn(4) ? MAX_SENT : chance.pick(SIZES);
  piece.fill(Math.min(place(piece, chance), piece.length), size);
}
