/** Schemas of a datagram and what it is made of, as in the lines of `sniff`, `send` and `explain`. */
import { REQUIREMENTS } from '../../oracle/requirement.ts';
import { ISSUES } from '../../wire/issue.ts';
import { TLV_NAMES, TLVS } from '../../wire/table.ts';
import {
  BYTE,
  COUNT,
  either,
  exactly,
  HEX,
  listOf,
  nullable,
  oneOf,
  PORT,
  record,
  type Schema,
  SECONDS,
  TEXT,
  told,
} from './shape.ts';

const ADDRESS: Schema = { type: 'string', pattern: '^[0-9]{1,3}([.][0-9]{1,3}){3}$' };
const FIELD_KINDS: Readonly<Record<string, Schema>> = { u16: PORT, ipv4: ADDRESS };

export const ENDPOINT = record({ address: ADDRESS, port: PORT });
/** `127.0.0.1:4200`. */
export const ENDPOINT_TEXT: Schema = { type: 'string', pattern: '^[0-9.]+:[0-9]+$' };

export const REQUIREMENT: Schema = { type: 'string', pattern: '^[A-Z]{3}-[0-9]+$' };
/** `2.2.1`, `2.1.6 + 2.2.4`: of the protocol's text. */
export const SECTION = oneOf([...new Set(REQUIREMENTS.map(({ section }) => section))]);

const PLACE = {
  offset: told(COUNT, 'where it begins, from the start of the datagram'),
  type: BYTE,
  length: told(nullable(BYTE), 'as on the wire; null if the datagram ends before it'),
  size: told(COUNT, 'the bytes that are really there'),
};

/** The fields come by the names of the table; a TLV that lacks its own, or is unknown, has `value` in their place. */
const TLV = either(
  ...TLV_NAMES.map((name) => {
    const fields = TLVS[name].fields.map((field) => [field.name, FIELD_KINDS[field.kind.name] ?? TEXT]);
    return record({ ...PLACE, name: exactly(name), ...Object.fromEntries(fields) }, { extra: HEX });
  }),
  record({ ...PLACE, name: nullable(oneOf(TLV_NAMES)), value: HEX }),
);

const ISSUE = record({
  code: oneOf(Object.keys(ISSUES)),
  start: COUNT,
  end: told(COUNT, 'the bytes to blame are start up to end, without it'),
  path: TEXT,
  requirement: REQUIREMENT,
});

/** What the bytes alone decide. */
export const CONTENT = {
  length: told(COUNT, 'bytes on the wire'),
  magic: nullable(BYTE),
  version: nullable(BYTE),
  tlvs: listOf(TLV),
  issues: listOf(ISSUE),
};
export const CONTENT_ADDED = {
  captured: told(COUNT, 'bytes in the capture, where they are fewer'),
  payload: HEX,
  foreign: told(exactly(true), 'not of this protocol'),
};

/** Where and when it was seen. */
export const SIGHTING = {
  frame: told({ type: 'integer', minimum: 1 }, 'counts from 1 in its file'),
  time: told(nullable(SECONDS), 'seconds since 1970, with all digits of the capture'),
  source: ENDPOINT,
  destination: ENDPOINT,
};
