import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sightedJson } from '../../../src/report/sniff-json.ts';
import { WORDS } from '../../../src/sniff/filter.ts';
import type { Sighted } from '../../../src/sniff/sniffer.ts';
import type { Expression, Item } from '../../../src/sniff/where/expression.ts';
import { parseWhere } from '../../../src/sniff/where/grammar.ts';
import { compile } from '../../../src/sniff/where/predicate.ts';
import { properties } from '../../../src/sniff/where/property.ts';
import { ipv4, u16 } from '../../../src/wire/field.ts';
import { TLVS } from '../../../src/wire/table.ts';
import { SEED } from '../../support/arbitrary.ts';
import { expression, FIRST_NS, sighted } from './sighting.ts';

// What the language says, worked out a second time and slowly from the JSON of the datagram. Values are numbers
// (an address is one too), pairs of them for ends, or words.
type Value = number | string | readonly [address: number, port: number];
// biome-ignore lint/suspicious/noExplicitAny: the JSON as a reader without types has it
type Json = any;

function naive(wanted: Expression, seen: Sighted): boolean {
  switch (wanted.type) {
    case 'and':
      return !wanted.terms.some((term) => !naive(term, seen));
    case 'or':
      return wanted.terms.filter((term) => naive(term, seen)).length > 0;
    case 'not':
      return !naive(wanted.term, seen);
    case 'has':
      return naiveHas(wanted.name, seen);
    case 'in':
      return valuesOf(wanted.name, seen).some((value) =>
        wanted.items.some((item) => isIn(wanted.name, value, item)),
      );
    case 'compare': {
      const orders = valuesOf(wanted.name, seen).map((value) => order(wanted.name, value, wanted.value));
      if (wanted.operator === '==') return orders.some((one) => one === '=');
      if (wanted.operator === '!=') return orders.length > 0 && orders.every((one) => one !== '=');
      const signs = wanted.operator.split('');
      return orders.some((one) => one !== null && signs.includes(one));
    }
  }
}

function naiveHas(name: string, seen: Sighted): boolean {
  const json: Json = jsonOf(seen);
  const malformed = [
    'header-cut',
    'magic-wrong',
    'version-wrong',
    'tlv-short',
    'tlv-cut',
    'tlv-stray',
    'tlv-fields',
  ];
  if (name === 'malformed') return json.issues.some(({ code }: Json) => malformed.includes(code));
  if (name === 'cut') return json.captured !== undefined;
  if (name === 'ours') return json.foreign !== true && json.internal !== true;
  if (name === 'foreign' || name === 'internal') return json[name] === true;
  if (name in TLVS) return json.tlvs.some((tlv: Json) => tlv.name === name);
  return valuesOf(name, seen).length > 0;
}

function valuesOf(name: string, seen: Sighted): Value[] {
  const json: Json = jsonOf(seen);
  const end = ({ address, port }: Json): Value => [quad(address), port];
  const ends: Record<string, Json[]> = {
    source: [json.source],
    destination: [json.destination],
    node: [json.source, json.destination],
  };
  const [head = '', tail] = name.split('.');
  const chosen = ends[head];
  if (chosen !== undefined) {
    return chosen.map((one) =>
      tail === undefined ? end(one) : tail === 'port' ? one.port : quad(one.address),
    );
  }
  const fieldsOf = (key: string, tlvs: Json[]): Value[] =>
    tlvs
      .filter((tlv) => tlv[key] !== undefined && tlv[key] !== null)
      .map((tlv) => (key === 'address' ? quad(tlv[key]) : tlv[key]));
  if (head === 'tlv') return fieldsOf(tail ?? '', json.tlvs);
  if (head === 'peer-address') {
    const own = json.tlvs.filter((tlv: Json) => tlv.name === head);
    return tail === undefined ? own.filter((tlv: Json) => 'port' in tlv).map(end) : fieldsOf(tail, own);
  }
  if (name === 'type' || name === 'port' || name === 'address') return fieldsOf(name, json.tlvs);
  if (name === 'tlvs') return [json.tlvs.length];
  if (name === 'issue') return json.issues.map(({ code }: Json) => code);
  if (name === 'requirement') return json.issues.map(({ requirement }: Json) => requirement);
  if (name === 'time') return json.time === null ? [] : [micros(json.time)];
  return json[name] === null ? [] : [json[name]];
}

/** How the value lies to the operand; null: they cannot be compared. */
function order(name: string, value: Value, operand: string): '<' | '=' | '>' | null {
  if (typeof value === 'string') return value === operand ? '=' : null;
  if (name === 'time') return sign(Number(value) - operandMicros(operand));
  const isAddress = /(source|destination|node|address)$/.test(name);
  if (!isAddress) return sign(Number(value) - numberOf(operand));
  if (operand.includes('::')) return null;
  const [place = '', port] = operand.split(':');
  const [base = '', prefix = '32'] = place.split('/');
  const size = 2 ** (32 - Number(prefix));
  const [address, own] = typeof value === 'number' ? [value, 0] : value;
  const byAddress = Math.floor(address / size) - Math.floor(quad(base) / size);
  return sign(byAddress !== 0 || port === undefined ? byAddress : own - Number(port));
}

function isIn(name: string, value: Value, item: Item): boolean {
  if ('value' in item) return order(name, value, item.value) === '=';
  const [from, to] = [order(name, value, item.from), order(name, value, item.to)];
  return (from === '>' || from === '=') && (to === '<' || to === '=');
}

function sign(difference: number): '<' | '=' | '>' {
  return difference === 0 ? '=' : difference < 0 ? '<' : '>';
}

function numberOf(text: string): number {
  return text in TLVS ? TLVS[text as keyof typeof TLVS].type : Number(text);
}

function quad(text: string): number {
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Since the first packet; all times here are whole milliseconds. */
function micros(seconds: string): number {
  return Math.round((Number(seconds) - Number(FIRST_NS / 1_000_000_000n)) * 1e6);
}

function operandMicros(text: string): number {
  const [, ms] = /^\+(\d)(?:ms|s)$/.exec(text) ?? /00?\.?00?(\d)Z?$/.exec(text) ?? [];
  return 1000 * Number(ms);
}

function jsonOf(seen: Sighted): Json {
  return sightedJson(seen, { payload: false, file: false, live: false });
}

const ORIGIN = { zone: 'utc', first: FIRST_NS } as const;

function read(text: string): (seen: Sighted) => boolean {
  const result = parseWhere(text, WORDS);
  if (!result.ok) throw new Error(result.mistake.message);
  const predicate = compile(result.expression, WORDS);
  return (one) => predicate({ sighted: one, origin: ORIGIN });
}

describe('an expression', () => {
  test('is true exactly where a naive evaluator of the JSON says so', () => {
    let [yes, no] = [0, 0];
    fc.assert(
      fc.property(expression, fc.array(sighted, { minLength: 1, maxLength: 5 }), (wanted, seen) => {
        const predicate = compile(wanted, WORDS);
        for (const one of seen) {
          const found = predicate({ sighted: one, origin: ORIGIN });
          expect(found).toBe(naive(wanted, one));
          if (found) yes++;
          else no++;
        }
      }),
      { seed: SEED, numRuns: 2000 },
    );
    // Neither answer is so rare that nothing was tried.
    expect(Math.min(yes, no)).toBeGreaterThan((yes + no) / 20);
  });

  test('has no value that fits where the datagram has none', () => {
    const [none] = fc.sample(
      sighted.filter(({ dissection }) => dissection.tlvs.length === 0),
      1,
    );
    if (none === undefined) throw new Error('no sample');
    expect(
      ['port', 'port == 1', 'port != 1', 'port < 1', 'port in 0..65535'].map((text) => read(text)(none)),
    ).toEqual(Array(5).fill(false));
    expect(read('not port == 1')(none)).toBe(true);
  });
});

describe('the words of the language', () => {
  const row = { type: 77, title: 'Test', section: '9', fields: [u16('weight'), ipv4('address')] };
  const words = properties({ ...TLVS, test: row });

  test('follow from the table: a row more is words more', () => {
    const more = [...words.keys()].filter((name) => !WORDS.has(name));
    expect(more.sort()).toEqual(['test', 'test.address', 'test.weight', 'weight']);
    expect(words.get('type')?.values?.words).toContain('test');
    expect(words.get('weight')?.compare('65535')?.rank).toBe(65535);
    expect(words.get('weight')?.compare('65536')).toBeNull();
    expect(words.get('test.address')?.compare('10.0.0.0/8')).not.toBeNull();
  });

  test('name every field of every row, long and short', () => {
    for (const [name, { fields }] of Object.entries(TLVS)) {
      expect(WORDS.has(name)).toBe(true);
      for (const field of fields) {
        expect(WORDS.has(field.name)).toBe(true);
        expect(WORDS.has(`${name}.${field.name}`)).toBe(true);
      }
    }
  });

  test('keep their meaning where a field has the name of one', () => {
    const clash = properties({ x: { ...row, fields: [ipv4('length')] } });
    expect(clash.get('length')?.compare('10.0.0.1')).toBeNull();
    expect(clash.get('x.length')?.compare('10.0.0.1')).not.toBeNull();
  });
});
