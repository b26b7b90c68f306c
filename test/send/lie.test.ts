import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lies } from '../../src/send/lie.ts';
import { wordsOutgoing } from '../../src/send/line-source.ts';
import type { Draft } from '../../src/wire/craft.ts';
import { craft } from '../../src/wire/craft.ts';

function told(...words: string[]) {
  const { draft } = wordsOutgoing(words);
  return draft === null ? [] : lies(draft);
}

describe('lies', () => {
  it('are none in an honest datagram', () => {
    expect(told('hello', 'peer-address=10.0.0.1:4200', 'hello,extra=dead', 'tlv=200:', 'raw=07')).toEqual([]);
  });

  it('are none where the given value is the true one', () => {
    expect(told('--magic', '104', '--version', '1', 'hello,len=2', 'hello,extra=dead,len=4')).toEqual([]);
  });

  it('are found where the bytes are well formed too: a Hello that swallows its neighbour', () => {
    expect(told('hello,len=4', 'peer-request')).toEqual([
      { start: 3, end: 4, text: 'on purpose: item 1 (hello), length says 4, 2 would be true' },
    ]);
  });

  it('stand in the order of their bytes, header first', () => {
    const found = told('--version', '2', '--magic', '105', 'raw=0000', 'tlv=9:aa,len=0');
    expect(found.map(({ start }) => start)).toEqual([0, 1, 5]);
    expect(found[2]?.text).toBe('on purpose: item 2 (tlv 9), length says 0, 3 would be true');
  });

  it('are none in a datagram given as bytes', () => {
    expect(told('--raw', '6902')).toEqual([]);
  });

  it('are exactly the bytes in which a draft and its honest copy differ', () => {
    const length = fc.option(fc.integer({ min: 0, max: 255 }), { nil: undefined });
    const item = fc.record({
      value: fc.uint8Array({ maxLength: 9 }),
      length,
      type: fc.integer({ min: 4, max: 255 }),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), (items) => {
        const draft = {
          items: items.map(({ value, length: given, type }) => ({
            name: 'tlv' as const,
            type,
            value,
            ...(given === undefined ? {} : { length: given }),
          })),
        } satisfies Draft;
        const honest = craft({ items: draft.items.map(({ name, type, value }) => ({ name, type, value })) });
        const differ = [...craft(draft).entries()]
          .filter(([at, byte]) => byte !== honest[at])
          .map(([at]) => at);
        expect(lies(draft).map(({ start }) => start)).toEqual(differ);
      }),
    );
  });
});
