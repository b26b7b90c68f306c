import { describe, expect, it } from 'vitest';
import { causeOf } from '../../src/fuzz/cause.ts';
import { shapeOf } from '../../src/fuzz/shape.ts';
import { slowSuffixes, suffixes } from '../../src/fuzz/suffix.ts';
import { craft, type DraftItem } from '../../src/wire/craft.ts';
import { endpointText } from '../../src/wire/endpoint.ts';
import { PLACE, peer, step } from '../support/virtual-fuzz.ts';

const HELLO: DraftItem = { name: 'hello' };
const unknown = (size: number, length = size + 2): DraftItem => ({
  name: 'tlv',
  type: 200,
  length,
  value: new Uint8Array(size),
});

describe('what is tried first', () => {
  const steps = Array.from({ length: 100 }, (_, i) => step(i < 50 ? [HELLO] : [unknown(1)], i % 5, 10 * i));

  it('is the last steps, without a pause; everything in its time is the last thing', () => {
    const all = suffixes({ steps, last: 10 });
    expect(all.slice(0, 4).map((one) => one.steps.length)).toEqual([1, 2, 4, 8]);
    expect(all[0]?.steps[0]).toMatchObject({ bytes: steps.at(-1)?.bytes, at: 0 });
    expect(all.at(-1)?.steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at));
    expect(all.every(({ steps: some }) => some.every(({ at }, i) => at >= (some[i - 1]?.at ?? 0)))).toBe(
      true,
    );
  });

  it('puts the last Hello of each peer in front where the plain end does not show it', () => {
    const one = suffixes({ steps, last: 1 }).find((some) => some.steps.length === 6);
    expect(one?.steps.slice(0, 5).map(({ bytes }) => shapeOf(bytes))).toEqual(Array(5).fill('hello'));
    expect(new Set(one?.steps.slice(0, 5).map(({ from }) => endpointText(from))).size).toBe(5);
    expect(one?.steps[5]?.bytes).toEqual(steps.at(-1)?.bytes);
  });

  it('is never empty', () => {
    const [only] = steps;
    if (only === undefined) throw new Error('a step');
    for (const last of [0, 1, 1000]) {
      const some = [...suffixes({ steps: [only], last }), ...slowSuffixes({ steps: [only], last })];
      expect(some.length).toBeGreaterThan(0);
      expect(some.every((one) => one.steps.length === 1)).toBe(true);
    }
  });
});

describe('the shape of a datagram', () => {
  it.each<[string, Uint8Array]>([
    ['empty', new Uint8Array(0)],
    ['cut header', Uint8Array.of(104)],
    ['wrong header', Uint8Array.of(105, 1, 1, 2)],
    ['no TLV', Uint8Array.of(104, 1)],
    ['hello, unknown cut', craft({ items: [HELLO, unknown(1, 255)] })],
    ['unknown of length 0', craft({ items: [unknown(0, 0)] })],
    ['hello x several, stray byte', Uint8Array.of(104, 1, 1, 2, 1, 2, 9)],
    ['unknown x many', craft({ items: Array.from({ length: 40 }, () => unknown(3)) })],
    ['long unknown', craft({ items: [unknown(200)] })],
    ['long unknown x several, long', craft({ items: Array.from({ length: 8 }, () => unknown(200)) })],
    ['hello with more', craft({ items: [{ name: 'hello', extra: Uint8Array.of(1) }] })],
    ['peer-address without its fields', Uint8Array.of(104, 1, 3, 4, 1, 2)],
  ])('%s', (shape, bytes) => {
    expect(shapeOf(bytes)).toBe(shape);
  });
});

describe('the likely cause', () => {
  it.each<[string, 'crash' | 'hang' | 'leak' | 'wrong-answer', Uint8Array, string, RegExp | null]>([
    ['a loop', 'hang', craft({ items: [unknown(0, 0)] }), 'TLV-4', /never advanced over/],
    ['a negative size', 'crash', craft({ items: [unknown(0, 1)] }), 'TLV-4', /below 2/],
    ['a believed length', 'crash', craft({ items: [unknown(0, 255)] }), 'TLV-4', /believed/],
    [
      'a small buffer',
      'crash',
      craft({ items: Array.from({ length: 8 }, () => unknown(200)) }),
      'SIZ-2',
      /1400/,
    ],
    ['an end of file that is none', 'crash', new Uint8Array(0), 'SIZ-2', /empty datagram/],
    ['an unknown type', 'crash', craft({ items: [unknown(3)] }), 'TLV-2', /unknown type/],
    ['a wrong header', 'crash', Uint8Array.of(9, 9, 9), 'HDR-1', /header/],
    [
      'an address',
      'crash',
      craft({ items: [{ name: 'peer-address', address: '127.0.0.9', port: 9 }] }),
      'ADR-5',
      /address/,
    ],
    ['a leak', 'leak', craft({ items: [HELLO] }), 'ROB-5', /free or close/],
    [
      'an answer, of which the judge says enough',
      'wrong-answer',
      craft({ items: [unknown(3)] }),
      'REQ-10',
      null,
    ],
    ['nothing in particular', 'crash', craft({ items: [HELLO] }), 'ROB-1', null],
  ])('%s', (_, kind, bytes, requirement, hint) => {
    const own = kind === 'wrong-answer' ? 'REQ-10' : 'ROB-1';
    const symptom = { kind, signature: 'x', requirement: own, expected: '', actual: '' };
    const cause = causeOf({ steps: [step(bytes)], repeat: 1 }, symptom);
    expect(cause.requirement).toBe(requirement);
    if (hint === null) expect(cause.hint).toBeNull();
    else expect(cause.hint).toMatch(hint);
  });

  it('is also what the program said at last, or how it ended', () => {
    const symptom = {
      kind: 'exit',
      signature: 'status 1',
      requirement: 'ROB-1',
      expected: '',
      actual: '',
    } as const;
    const steps = [step([{ name: 'peer-address', address: '127.0.0.9', port: 9 }])];
    const cause = causeOf({ steps, repeat: 1 }, symptom, 'recvfrom: Connection refused');
    expect(cause).toMatchObject({ requirement: 'ROB-2', hint: expect.stringMatching(/closed port/) });
    const hang = { ...symptom, kind: 'hang', signature: 'hang blocked' } as const;
    const quiet = causeOf({ steps, repeat: 1 }, hang, '', PLACE);
    expect(quiet).toMatchObject({ requirement: 'ROB-2', hint: expect.stringMatching(/ECONNREFUSED/) });
    // Somebody is there, or the address is odd, or the datagram is: then that is the cause.
    for (const [items, requirement] of [
      [[{ name: 'peer-address', ...peer(0) }], 'ADR-5'],
      [[{ name: 'peer-address', ...PLACE.startPeer }], 'ADR-5'],
      [[{ name: 'peer-address', address: '127.0.0.9', port: 0 }], 'ADR-5'],
      [[{ name: 'peer-address', ...PLACE.target }], 'ADR-5'],
      [[{ name: 'peer-address', address: '127.0.0.9', port: 9 }, unknown(3)], 'TLV-2'],
    ] as const satisfies [DraftItem[], string][])
      expect(causeOf({ steps: [step(items)], repeat: 1 }, hang, '', PLACE).requirement).toBe(requirement);
    const divided = { ...symptom, kind: 'crash', signature: 'SIGFPE' } as const;
    expect(causeOf({ steps, repeat: 1 }, divided).hint).toMatch(/divided/);
  });
});
