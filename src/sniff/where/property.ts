/**
 * What an expression can ask of a datagram, by the names that `sniff --json` prints. A property has any number of
 * values in a datagram: one `length`, a `port` for each Peer Address, no `issue` in a right one. The TLVs and their
 * fields come from the table (wire/table.ts): a new row is a word of the language without a line here.
 */
import { isMalformed } from '../../wire/dissect.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import type { Field } from '../../wire/field.ts';
import { ISSUES, type Issue } from '../../wire/issue.ts';
import { MAX_DATAGRAM, type TlvRow } from '../../wire/table.ts';
import { tlvCount, tlvTypes } from '../../wire/tlv-types.ts';
import { nodeSize, type TlvNode } from '../../wire/tree.ts';
import type { Sighted } from '../sniffer.ts';
import type { Kind } from '../summary.ts';
import { type Domain, numbers, oneOf } from './domain.ts';
import { type Instant, MOMENTS, type Origin } from './moment.ts';
import { ADDRESSES, ENDS } from './place.ts';

/** A datagram, and what open times hang on. */
export interface Seen {
  readonly sighted: Sighted;
  readonly origin: Origin;
}

/** A value of the expression, read. */
export interface Comparison {
  /** True if the order to it (domain.ts) of one of the datagram's values fits. */
  readonly some: (seen: Seen, fits: (order: number) => boolean) => boolean;
  readonly rank: number | null;
}

/** One word of the language. */
export interface Property {
  readonly name: string;
  /** What of its values can be said; null if the word only stands alone. */
  readonly values: Pick<Domain<unknown>, 'title' | 'words' | 'ordered'> | null;
  /** Null if the text names no value of it. */
  readonly compare: (text: string) => Comparison | null;
  /** True if one of the datagram's values lies between the two, both included; null as for `compare`. */
  readonly between: (from: string, to: string) => ((seen: Seen) => boolean) | null;
  /** True if the datagram has it. */
  readonly has: (seen: Seen) => boolean;
  /** Beside ours, datagrams of this kind are looked at where the word is used. */
  readonly admits: Kind | null;
}

const BYTE = numbers(255);
const PORT = numbers(0xffff);
const COUNT = numbers(Number.MAX_SAFE_INTEGER);
const REQUIREMENTS = [...new Set(Object.values(ISSUES).map(({ requirement }) => requirement))];

/** All words for a table of TLVs, by name. What the language itself has outweighs a field of the same name. */
export function properties(table: Readonly<Record<string, TlvRow>>): ReadonlyMap<string, Property> {
  const types = new Map(Object.entries(table).map(([name, { type }]) => [name, type]));
  const all = [...tableWords(table), ...contentWords(types), ...packetWords(), ...kindWords()];
  return new Map(all.map((property) => [property.name, property]));
}

function packetWords(): Property[] {
  const source = ({ sighted }: Seen) => [sighted.udp.source];
  const destination = ({ sighted }: Seen) => [sighted.udp.destination];
  return [
    valued('frame', COUNT, ({ sighted }) => [sighted.packet.frame]),
    valued('time', MOMENTS, instants),
    ...endWords('source', source),
    ...endWords('destination', destination),
    ...endWords('node', (seen) => [...source(seen), ...destination(seen)]),
  ];
}

function contentWords(types: ReadonlyMap<string, number>): Property[] {
  const bytes = ({ sighted }: Seen, at: number) => [...sighted.udp.payload.subarray(at, at + 1)];
  // All ours have the same header, unless the user named ends: who asks for it means the others too.
  const admits = 'foreign' as const;
  return [
    valued('length', numbers(MAX_DATAGRAM), ({ sighted }) => [sighted.udp.length]),
    { ...valued('magic', BYTE, (seen) => bytes(seen, 0)), admits },
    { ...valued('version', BYTE, (seen) => bytes(seen, 1)), admits },
    valued('tlvs', COUNT, ({ sighted }) => [tlvCount(sighted.udp.payload)]),
    valued('type', numbers(255, types), ({ sighted }) => tlvTypes(sighted.udp.payload)),
    valued('tlv.length', BYTE, (seen) =>
      tlvsOf(seen).flatMap(({ length }) => (length === null ? [] : [length])),
    ),
    valued('tlv.size', BYTE, (seen) => tlvsOf(seen).map(nodeSize)),
    valued('issue', oneOf(Object.keys(ISSUES)), (seen) => issuesOf(seen).map(({ code }) => code)),
    valued('requirement', oneOf(REQUIREMENTS), (seen) =>
      issuesOf(seen).map(({ requirement }) => requirement),
    ),
  ];
}

function kindWords(): Property[] {
  const kind = (name: Kind): Property => {
    const word = alone(name, ({ sighted }) => sighted.kind === name);
    return name === 'ours' ? word : { ...word, admits: name };
  };
  return [
    alone('malformed', ({ sighted }) => !sighted.inOrder && isMalformed(sighted.dissection)),
    alone('cut', ({ sighted: { udp } }) => udp.length > udp.payload.length),
    ...(['ours', 'foreign', 'internal'] as const).map(kind),
  ];
}

/** `peer-address`, `peer-address.port`, and `port` for all TLVs that have one. */
function tableWords(table: Readonly<Record<string, TlvRow>>): Property[] {
  const rows = Object.entries(table);
  const single = rows.flatMap(([name, { type, fields }]) => {
    const tlvs = (seen: Seen) => tlvsOf(seen).filter((tlv) => tlv.name === name);
    const has = ({ sighted }: Seen) => tlvTypes(sighted.udp.payload).includes(type);
    const whole = isEnd(fields) ? valued(name, ENDS, (seen) => tlvs(seen).flatMap(endOf)) : alone(name, has);
    return [{ ...whole, has }, ...fields.map((field) => fieldWord(`${name}.${field.name}`, field, [name]))];
  });
  const names = new Set(rows.flatMap(([, { fields }]) => fields.map((field) => field.name)));
  return [...[...names].flatMap((name) => sharedWord(name, rows)), ...single];
}

/** The field of that name wherever it is of the same kind: what differs has its long name alone. */
function sharedWord(name: string, rows: readonly (readonly [string, TlvRow])[]): Property[] {
  const found = rows.flatMap(([tlv, { fields }]) =>
    fields.filter((field) => field.name === name).map((field) => ({ tlv, field })),
  );
  const first = found[0]?.field;
  if (first === undefined) return [];
  const same = found.filter(({ field }) => field.kind === first.kind);
  return [
    fieldWord(
      name,
      first,
      same.map(({ tlv }) => tlv),
    ),
  ];
}

function fieldWord(name: string, { name: key, kind }: Field, tlvs: readonly string[]): Property {
  // A datagram holds up to 8191 Peer Addresses: an array for each would cost more than comparing it.
  const values = (seen: Seen) => {
    const found: (number | string)[] = [];
    for (const tlv of tlvsOf(seen)) {
      const value = tlv.name !== null && tlvs.includes(tlv.name) ? tlv.fields?.[key] : undefined;
      if (value !== undefined) found.push(value);
    }
    return found;
  };
  return kind.order === 'address'
    ? valued(name, ADDRESSES, (seen) => values(seen).map(String))
    : valued(name, numbers(2 ** (8 * kind.size) - 1), (seen) => values(seen).map(Number));
}

function endWords(name: string, ends: (seen: Seen) => readonly Endpoint[]): Property[] {
  return [
    valued(name, ENDS, ends),
    valued(`${name}.address`, ADDRESSES, (seen) => ends(seen).map(({ address }) => address)),
    valued(`${name}.port`, PORT, (seen) => ends(seen).map(({ port }) => port)),
  ];
}

function valued<V>(name: string, domain: Domain<V>, values: (seen: Seen) => readonly V[]): Property {
  return {
    name,
    values: domain,
    compare: (text) => {
      const operand = domain.parse(text);
      if (operand === null) return null;
      const { order, rank } = operand;
      return { some: (seen, fits) => values(seen).some((value) => fits(order(value))), rank };
    },
    between: (from, to) => {
      const [low, high] = [domain.parse(from), domain.parse(to)];
      if (low === null || high === null) return null;
      return (seen) => values(seen).some((value) => low.order(value) >= 0 && high.order(value) <= 0);
    },
    has: (seen) => values(seen).length > 0,
    admits: null,
  };
}

function alone(name: string, has: (seen: Seen) => boolean): Property {
  return { name, values: null, compare: () => null, between: () => null, has, admits: null };
}

function issuesOf({ sighted }: Seen): readonly Issue[] {
  return sighted.inOrder ? [] : sighted.dissection.issues;
}

function tlvsOf({ sighted }: Seen): readonly TlvNode[] {
  return sighted.dissection.tlvs;
}

function instants({ sighted, origin }: Seen): readonly Instant[] {
  const { time } = sighted.packet;
  return time === null ? [] : [{ time, origin }];
}

function isEnd(fields: readonly Field[]): boolean {
  const names = fields.map(({ name }) => name);
  return names.includes('port') && names.includes('address');
}

function endOf({ fields }: TlvNode): Endpoint[] {
  const { port, address } = fields ?? {};
  return typeof port === 'number' && typeof address === 'string' ? [{ port, address }] : [];
}
