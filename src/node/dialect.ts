/**
 * Every free choice of protocol.md as data: a key, its allowed values, what each means. A dialect holds one value
 * for each key; every dialect is a conforming node. The conforming rules (rules.ts) carry the values out.
 */

/** One free choice. */
interface DialectRow {
  readonly section: string;
  readonly requirement: string;
  readonly meaning: string;
  /** Allowed values with what a node of that value does; the first is the default. */
  readonly values: readonly (readonly [value: string, meaning: string])[];
}

/** Each free choice by its key: section and requirement that leave it open, and its values, the default first. */
export const DIALECT = {
  'malformed.short': {
    section: '1.2',
    requirement: 'TLV-6',
    meaning: 'a TLV of length 0 or 1',
    values: [
      ['keep-prefix', 'the TLVs before it act, nothing from it on'],
      ['drop-datagram', 'nothing of its datagram acts'],
      ['as-2', 'it is read as if its length were 2'],
    ],
  },
  'malformed.cut': {
    section: '1.2',
    requirement: 'TLV-6',
    meaning: 'a TLV whose length goes past the end of the datagram',
    values: [
      ['keep-prefix', 'the TLVs before it act'],
      ['drop-datagram', 'nothing of its datagram acts'],
    ],
  },
  'malformed.stray': {
    section: '1.2',
    requirement: 'TLV-6',
    meaning: 'a lone last byte',
    values: [
      ['keep-prefix', 'the TLVs before it act'],
      ['drop-datagram', 'nothing of its datagram acts'],
    ],
  },
  'malformed.address': {
    section: '1.2',
    requirement: 'TLV-6',
    meaning: 'a Peer Address of length 2 to 7',
    values: [
      ['skip', 'the TLVs before and after it act'],
      ['keep-prefix', 'the TLVs before it act, nothing from it on'],
      ['drop-datagram', 'nothing of its datagram acts'],
    ],
  },
  extraTlvs: {
    section: '1.2',
    requirement: 'TLV-7',
    meaning: 'what is sent beside the known TLVs',
    values: [
      ['none', 'nothing'],
      ['unknown', 'a TLV of an unknown type before each TLV'],
      ['extra', 'extra bytes at the end of each TLV'],
    ],
  },
  greeting: {
    section: '1.3',
    requirement: 'HEL-7',
    meaning: 'the first Hello to a newcomer',
    values: [
      ['none', 'waits for the schedule'],
      ['at-once', 'one Hello at once, then the schedule'],
    ],
  },
  emptyAnswer: {
    section: '1.4',
    requirement: 'REQ-1',
    meaning: 'the answer when there is nobody to list',
    values: [
      ['silence', 'no answer'],
      ['datagram', 'a datagram without Peer Address'],
    ],
  },
  strangers: {
    section: '1.4',
    requirement: 'REQ-2',
    meaning: 'a Peer Request from an address that is not connected',
    values: [
      ['answered', 'is answered, within the limits of reflection'],
      ['ignored', 'is not answered'],
    ],
  },
  list: {
    section: '1.4',
    requirement: 'REQ-4',
    meaning: 'whom an answer lists',
    values: [
      ['connected', 'the connected peers'],
      ['known', 'also those known by hearsay or from the start that have not fallen silent'],
    ],
  },
  requester: {
    section: '1.4',
    requirement: 'REQ-5',
    meaning: 'the requester in its own answer',
    values: [
      ['included', 'is listed like the others'],
      ['excluded', 'is left out'],
    ],
  },
  requestInterval: {
    section: '1.4',
    requirement: 'REQ-8',
    meaning: 'how often each connected peer is asked, and when for the first time',
    values: [
      ['10s', 'every 10 s, first after 10 s'],
      ['10s+at-once', 'every 10 s, first when it connects'],
      ['4s', 'every 4 s, first after 4 s'],
      ['4s+at-once', 'every 4 s, first when it connects'],
      ['30s', 'every 30 s, first after 30 s'],
      ['30s+at-once', 'every 30 s, first when it connects'],
    ],
  },
  answers: {
    section: '1.4',
    requirement: 'REQ-11',
    meaning: 'how often a connected peer is answered',
    values: [
      ['all', 'every datagram with a Peer Request'],
      ['limited', 'once a second'],
    ],
  },
  hearsay: {
    section: '1.5',
    requirement: 'ADR-1',
    meaning: 'whose Peer Addresses are taken',
    values: [
      ['anyone', 'those of any sender'],
      ['peers', 'those of connected peers'],
    ],
  },
  unheard: {
    section: '2.2',
    requirement: 'ADR-4',
    meaning: 'how long an announced address that never says Hello is kept',
    values: [
      ['30s', '30 s after it was last announced'],
      ['4s', '4 s after it was last announced'],
      ['forever', 'until its place is needed'],
    ],
  },
  oddAddresses: {
    section: '1.5',
    requirement: 'ADR-5',
    meaning: 'an announced address that no peer can have',
    values: [
      ['filtered', 'is ignored'],
      ['added', 'is added as told (if the fence lets it)'],
    ],
  },
  receiveLimit: {
    section: '2.2',
    requirement: 'SIZ-2',
    meaning: 'a datagram of more than 1400 bytes',
    values: [
      ['whole', 'is read whole'],
      ['cut', 'is cut after 1400 bytes'],
      ['dropped', 'is ignored'],
    ],
  },
  helloPhase: {
    section: '1.3',
    requirement: 'HEL-1',
    meaning: 'when in the second each peer gets its Hello',
    values: [
      ['together', 'all at the same time'],
      ['spread', 'each in a phase of its own'],
      ['jitter', 'each after 0.9 to 1.1 s'],
    ],
  },
  silentPeers: {
    section: '1.3',
    requirement: 'HEL-1',
    meaning: 'a peer that was connected and fell silent',
    values: [
      ['dropped', 'is forgotten'],
      ['kept', 'is greeted on, until its place is needed'],
    ],
  },
  capacity: {
    section: '2.2',
    requirement: 'ROB-4',
    meaning: 'how many peers the table holds; full of connected ones, it refuses newcomers',
    values: [
      ['1024', '1024 peers'],
      ['64', '64 peers'],
      ['16', '16 peers'],
    ],
  },
} as const satisfies Record<string, DialectRow>;

/** The name of a free choice. */
export type DialectKey = keyof typeof DIALECT;

/** The values of a free choice. */
export type DialectValue<K extends DialectKey> = (typeof DIALECT)[K]['values'][number][0];

/** One value for each free choice: what kind of conforming node it is. */
export type Dialect = { readonly [K in DialectKey]: DialectValue<K> };

/** All keys, in the order of the table. */
export const DIALECT_KEYS = Object.keys(DIALECT) as readonly DialectKey[];

/** The first value of each key. */
export const DEFAULT_DIALECT = Object.fromEntries(
  DIALECT_KEYS.map((key) => [key, DIALECT[key].values[0][0]]),
) as unknown as Dialect; // one value of each key, read from the very table that the type is made from

type DialectResult =
  | { readonly ok: true; readonly dialect: Partial<Dialect> }
  | { readonly ok: false; readonly error: string };

/** One choice from text, as a part of a dialect; else what is wrong, with what is allowed. Null: no value was given. */
export function parseDialect(key: string, value: string | null): DialectResult {
  const known = DIALECT_KEYS.find((candidate) => candidate === key);
  if (known === undefined) return { ok: false, error: `unknown choice "${key}": ${DIALECT_KEYS.join(', ')}` };
  const allowed = dialectValues(known);
  if (value === null)
    return { ok: false, error: `a value is missing: ${allowed.map((one) => `${key}=${one}`).join(', ')}` };
  if (!allowed.includes(value))
    return { ok: false, error: `${key} is not "${value}": ${allowed.join(', ')}` };
  return { ok: true, dialect: { [known]: value } };
}

/** The values of a key, the default first. */
export function dialectValues(key: DialectKey): readonly string[] {
  return DIALECT[key].values.map(([value]) => value);
}
