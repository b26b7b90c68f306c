import fc from 'fast-check';
import { emptyView } from '../../../src/capture/packet.ts';
import { timestampOf } from '../../../src/capture/timestamp.ts';
import { WORDS } from '../../../src/sniff/filter.ts';
import type { Sighted } from '../../../src/sniff/sniffer.ts';
import type { Expression, Item, Operator } from '../../../src/sniff/where/expression.ts';
import { dissect } from '../../../src/wire/dissect.ts';
import { endpointText } from '../../../src/wire/endpoint.ts';
import { ISSUES } from '../../../src/wire/issue.ts';
import { HEADER, TLV_NAMES } from '../../../src/wire/table.ts';
import { datagram } from '../../support/arbitrary.ts';

/** Few addresses, ports and times, near each other: so that comparisons hit. */
const ADDRESSES = ['10.0.0.1', '10.0.0.2', '10.0.1.1', '127.0.0.1', '0.0.0.0', '255.255.255.255'];
const PORTS = [0, 1, 4200, 4201, 65535];
export const FIRST_NS = 1_700_000_000_000_000_000n;

const end = fc.record({ address: fc.constantFrom(...ADDRESSES), port: fc.constantFrom(...PORTS) });

/** Any datagram, as a sniffer would give it. */
export const sighted: fc.Arbitrary<Sighted> = fc
  .record({
    bytes: datagram(),
    more: fc.constantFrom(0, 0, 0, 7),
    kind: fc.constantFrom('ours', 'ours', 'foreign', 'internal'),
    source: end,
    destination: end,
    frame: fc.integer({ min: 1, max: 5 }),
    ms: fc.option(fc.integer({ min: 0, max: 5 })),
  })
  .map(({ bytes, more, kind, source, destination, frame, ms }) => {
    const whole = dissect(bytes, bytes.length + more);
    return {
      kind: kind as Sighted['kind'],
      file: 'f',
      packet: {
        ...emptyView(),
        frame,
        time: ms === null ? null : timestampOf(FIRST_NS + BigInt(ms) * 1_000_000n),
      },
      udp: {
        type: 'udp',
        source,
        destination,
        family: 4,
        payload: bytes,
        length: whole.length,
        checksum: 'right',
        fragments: 1,
      } as Sighted['udp'],
      inOrder: kind === 'ours' && more === 0 && whole.issues.length === 0,
      dissection: kind === 'ours' ? whole : { ...whole, issues: [] },
    };
  });

const number = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 4, 8, 9, HEADER.magic, 255).map(String),
  fc.constantFrom('0x68', '0x01', '0xff'),
);
const port = fc.constantFrom(...PORTS.map(String), '0x1068');
const address = fc.oneof(
  fc.constantFrom(...ADDRESSES),
  fc.constantFrom(
    '10.0.0.0/8',
    '10.0.0.0/24',
    '0.0.0.0/0',
    '127.0.0.1/32',
    '10.0.0.128/1',
    '::1',
    'fe80::/10',
  ),
);
const endText = fc.oneof(address, end.map(endpointText));
const time = fc.constantFrom(
  '+0s',
  '+1ms',
  '+3ms',
  '22:13:20.002',
  '2023-11-14T22:13:20.004Z',
  '1700000000.001',
);

/** Values that a property takes, by how its name ends. */
function valuesOf(name: string): fc.Arbitrary<string> {
  if (name === 'time') return time;
  if (name === 'issue') return fc.constantFrom(...Object.keys(ISSUES));
  if (name === 'requirement') return fc.constantFrom('HDR-2', 'TLV-5', 'SIZ-1');
  if (name === 'type') return fc.oneof(number, fc.constantFrom(...TLV_NAMES));
  if (/(^|\.)port$/.test(name)) return port;
  if (/(^|\.)address$/.test(name)) return address;
  return ['source', 'destination', 'node', 'peer-address'].includes(name) ? endText : number;
}

const VALUED = [...WORDS.values()].filter(({ values }) => values !== null).map(({ name }) => name);
const ORDERED = new Set([...WORDS.values()].flatMap(({ name, values }) => (values?.ordered ? [name] : [])));
const OPERATORS: readonly Operator[] = ['==', '!=', '<', '<=', '>', '>='];

const relation: fc.Arbitrary<Expression> = fc.oneof(
  fc.constantFrom(...WORDS.keys()).map((name): Expression => ({ type: 'has', name })),
  fc.constantFrom(...VALUED).chain((name) =>
    fc
      .record({
        operator: fc.constantFrom(...OPERATORS.slice(0, ORDERED.has(name) ? 6 : 2)),
        value: valuesOf(name),
      })
      .map((parts): Expression => ({ type: 'compare', name, ...parts })),
  ),
  fc
    .constantFrom(...VALUED)
    .chain((name) =>
      fc
        .array(item(name), { minLength: 1, maxLength: 3 })
        .map((items): Expression => ({ type: 'in', name, items })),
    ),
);

function item(name: string): fc.Arbitrary<Item> {
  const one = valuesOf(name).map((value) => ({ value }));
  if (!ORDERED.has(name)) return one;
  const range = fc
    .tuple(valuesOf(name), valuesOf(name))
    .map(([from, to]) => ({ from, to }))
    .filter(({ from, to }) => {
      const [low, high] = [from, to].map((text) => WORDS.get(name)?.compare(text)?.rank ?? null);
      return low === null || high === null || low === undefined || high === undefined || low <= high;
    });
  return fc.oneof(one, range);
}

/** Expressions as the parser makes them: no `and` directly in an `and`. */
export const expression: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression; joined: Expression }>(
  (tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      relation,
      tie('joined'),
      tie('tree').map((term): Expression => ({ type: 'not', term })),
    ),
    joined: fc
      .record({
        type: fc.constantFrom('and' as const, 'or' as const),
        terms: fc.array(tie('tree'), { minLength: 2, maxLength: 4 }),
      })
      .map(
        ({ type, terms }): Expression => ({
          type,
          terms: terms.flatMap((term) => (term.type === type ? term.terms : [term])),
        }),
      ),
  }),
).tree;
