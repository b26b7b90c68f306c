/**
 * One datagram made simpler: TLVs away, its end away, the right header, canonical TLVs, a lab address where any does,
 * zeros where nothing matters.
 */
import { concat, equal } from '../wire/bytes.ts';
import { dissect } from '../wire/dissect.ts';
import { encode } from '../wire/encode.ts';
import type { Endpoint } from '../wire/endpoint.ts';
import { canonicalLength, HEADER, rowOf, TLV_HEADER } from '../wire/table.ts';
import { type TlvNode, valueStart } from '../wire/tree.ts';
import { Fault } from '../wire/walk.ts';
import type { Case } from './case.ts';
import { narrowed, without } from './reduce.ts';
import { shapeOf } from './shape.ts';
import type { Trial } from './trial.ts';

/** The case with these bytes; null if they are not to be tried. */
type Put = (bytes: Uint8Array) => Case | null;

const HELLO = encode({ tlvs: [{ name: 'hello' }] });

// Single bytes are tried to be left out of what is short; of the rest the end is.
const SHORT = 24;

/** The simplest that still shows it; the same object if nothing does. `home` is an address that may be put anywhere. */
export async function simplify(
  bytes: Uint8Array,
  home: Endpoint,
  trial: Trial,
  put: Put,
): Promise<Uint8Array> {
  // Where any datagram does, the plainest one says so.
  if (equal(bytes, HELLO)) return bytes;
  if (await trial.shows(put(HELLO))) return HELLO;
  const plain = await plainOfSize(bytes, trial, put);
  if (plain !== null) return plain;
  let best = await rightHeader(bytes, trial, put);
  const faults = new Set(faultsOf(best));
  // What is wrong in another way may show the same for another reason.
  const alike: Put = (one) => (faultsOf(one).every((fault) => faults.has(fault)) ? put(one) : null);
  const steps = [fewerTlvs, shorter, canonical, shorterValues, fewerBytes, zeros];
  for (const step of steps) best = await step(best, trial, alike, home);
  return best;
}

/** What the parts of its shape say that no well-formed datagram says. */
function faultsOf(bytes: Uint8Array): string[] {
  return shapeOf(bytes)
    .split(', ')
    .filter((word) => FAULT.test(word));
}

const FAULT = /header|empty|cut|stray|of length|without/;

// Of what is shorter, size is hardly the matter.
const LARGE = 256;
const UNKNOWN_TYPE = 200;

/** Where size alone matters: the least size of unknown TLVs full of zeros; null if it is more than that. */
async function plainOfSize(bytes: Uint8Array, trial: Trial, put: Put): Promise<Uint8Array | null> {
  if (bytes.length < LARGE || !(await trial.shows(put(filler(bytes.length))))) return null;
  return filler(await trial.least(HEADER.size + TLV_HEADER.size, bytes.length, (size) => put(filler(size))));
}

/** A well-formed datagram of that size, at least 4: unknown TLVs of zeros. */
function filler(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set([HEADER.magic, HEADER.version]);
  for (let at: number = HEADER.size; at < size; ) {
    const left = size - at;
    // No byte may be left alone behind it.
    const length =
      left === TLV_HEADER.maxLength + 1 ? TLV_HEADER.maxLength - 1 : Math.min(left, TLV_HEADER.maxLength);
    bytes.set([UNKNOWN_TYPE, length], at);
    at += length;
  }
  return bytes;
}

async function rightHeader(bytes: Uint8Array, trial: Trial, put: Put): Promise<Uint8Array> {
  const right = bytes.slice();
  right.set([HEADER.magic, HEADER.version].slice(0, bytes.length));
  return accept(bytes, [right], trial, put);
}

/** Pieces between the boundaries of its TLVs, as a reader sees them that knows no better. */
async function fewerTlvs(bytes: Uint8Array, trial: Trial, put: Put): Promise<Uint8Array> {
  const { tlvs, ignored } = dissect(bytes);
  const ranges = [...tlvs, ...(ignored === null ? [] : [ignored])];
  const [first] = ranges;
  if (first === undefined || ranges.length === 1) return bytes;
  const head = bytes.subarray(0, first.start);
  const make = (kept: readonly { readonly start: number; readonly end: number }[]): Uint8Array =>
    concat([head, ...kept.map(({ start, end }) => bytes.subarray(start, end))]);
  const less = (some: Parameters<typeof make>[0]): Case | null => put(make(some));
  const kept = await without(await narrowed(ranges, trial, less), trial, less);
  return kept.length < ranges.length ? make(kept) : bytes;
}

/** Without its end, as far as it goes. */
async function shorter(bytes: Uint8Array, trial: Trial, put: Put): Promise<Uint8Array> {
  const make = (size: number): Uint8Array => bytes.slice(0, size);
  const least = await trial.least(0, bytes.length, (size) => put(make(size)));
  return least < bytes.length ? make(least) : bytes;
}

/** Each TLV with its known fields alone; an address of no meaning replaced by a lab peer's. */
async function canonical(bytes: Uint8Array, trial: Trial, put: Put, home: Endpoint): Promise<Uint8Array> {
  const address = encode({ tlvs: [{ name: 'peer-address', ...home }] }).subarray(HEADER.size);
  const simplest = (node: TlvNode, from: Uint8Array): Uint8Array => {
    const size = node.name === null ? 0 : canonicalLength(rowOf(node.name));
    if (node.name === 'peer-address' && node.fault === Fault.none) return address;
    if (node.name === null || node.fault !== Fault.none) return from.subarray(node.start, node.end);
    return concat([Uint8Array.of(node.type, size), from.subarray(valueStart(node), node.start + size)]);
  };
  // Whether all of them may be, then each: what comes before keeps its place.
  const whole = dissect(bytes);
  const all = concat([
    bytes.subarray(0, whole.tlvs[0]?.start ?? bytes.length),
    ...whole.tlvs.map((node) => simplest(node, bytes)),
    ...(whole.ignored === null ? [] : [bytes.subarray(whole.ignored.start, whole.ignored.end)]),
  ]);
  let best = await accept(bytes, [all], trial, put);
  if (best !== bytes || whole.tlvs.length > SHORT) return best;
  for (let i = whole.tlvs.length - 1; i >= 0 && !trial.over; i--) {
    const node = dissect(best).tlvs[i];
    if (node === undefined) continue;
    const one = concat([best.subarray(0, node.start), simplest(node, best), best.subarray(node.end)]);
    best = await accept(best, [one], trial, put);
  }
  return best;
}

/** Unknown TLVs with as little in them as may be. */
async function shorterValues(bytes: Uint8Array, trial: Trial, put: Put): Promise<Uint8Array> {
  let best = bytes;
  for (let i = dissect(bytes).tlvs.length - 1; i >= 0 && i < SHORT && !trial.over; i--) {
    const node = dissect(best).tlvs[i];
    if (node === undefined || node.fault !== Fault.none) continue;
    const least = node.name === null ? TLV_HEADER.size : canonicalLength(rowOf(node.name));
    const from = best;
    const make = (size: number): Uint8Array =>
      concat([
        from.subarray(0, node.start),
        Uint8Array.of(node.type, size),
        from.subarray(valueStart(node), node.start + size),
        from.subarray(node.end),
      ]);
    const size = await trial.least(least, node.end - node.start, (count) => put(make(count)));
    if (size < node.end - node.start) best = make(size);
  }
  return best;
}

async function fewerBytes(bytes: Uint8Array, trial: Trial, put: Put): Promise<Uint8Array> {
  if (bytes.length <= HEADER.size || bytes.length > SHORT) return bytes;
  const head = bytes.subarray(0, HEADER.size);
  const body = [...bytes.subarray(HEADER.size)];
  const make = (kept: readonly number[]): Uint8Array => concat([head, Uint8Array.from(kept)]);
  const kept = await without(body, trial, (some) => put(make(some)));
  return kept.length < body.length ? make(kept) : bytes;
}

/** Zeros in values, where they change nothing: all at once, or piece by piece. */
async function zeros(bytes: Uint8Array, trial: Trial, put: Put): Promise<Uint8Array> {
  const places = valuePlaces(bytes).filter((at) => bytes[at] !== 0);
  const make = (kept: readonly number[]): Uint8Array => {
    const zeroed = bytes.slice();
    const stay = new Set(kept);
    for (const at of places) if (!stay.has(at)) zeroed[at] = 0;
    return zeroed;
  };
  if (places.length === 0) return bytes;
  const none = make([]);
  if (await trial.shows(put(none))) return none;
  const kept = await without(places, trial, (some) => put(make(some)));
  return kept.length < places.length ? make(kept) : bytes;
}

/** Where bytes stand that are no type, no length and no field of the table. */
function valuePlaces(bytes: Uint8Array): number[] {
  const { tlvs, ignored } = dissect(bytes);
  const places = tlvs.flatMap((node) => {
    const known =
      node.name === null || node.fields === null ? TLV_HEADER.size : canonicalLength(rowOf(node.name));
    return range(node.start + known, node.end);
  });
  return ignored === null ? places : [...places, ...range(Math.max(ignored.start, HEADER.size), ignored.end)];
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(end - start, 0) }, (_, i) => start + i);
}

/** The first of these that shows it, or what was there before. */
async function accept(
  bytes: Uint8Array,
  candidates: readonly Uint8Array[],
  trial: Trial,
  put: Put,
): Promise<Uint8Array> {
  const fresh = candidates.filter((one) => !equal(one, bytes));
  const cases = fresh.map(put);
  const found = await trial.first(cases);
  return (found === null ? undefined : fresh[cases.indexOf(found)]) ?? bytes;
}
