import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translated } from '../../src/interop/translation.ts';
import { encode } from '../../src/wire/encode.ts';

const PLACE = { address: '127.9.8.127', port: 32_600 };
const BOUND = { address: '127.0.0.1', port: 40_000 };
const OTHER = { address: '127.9.8.127', port: 32_601 };

function announcing(...peers: readonly { readonly address: string; readonly port: number }[]): Uint8Array {
  return encode({ tlvs: peers.map((peer) => ({ name: 'peer-address' as const, ...peer })) });
}

describe('an address in place of another', () => {
  it('stands wherever the other stood, and nothing else changes', () => {
    expect(translated(announcing(OTHER, PLACE, PLACE), PLACE, BOUND)).toEqual(
      announcing(OTHER, BOUND, BOUND),
    );
    const without = announcing(OTHER);
    expect(translated(without, PLACE, BOUND)).toBe(without);
  });

  it('leaves what it was given as it is', () => {
    const bytes = announcing(PLACE);
    const before = bytes.slice();
    translated(bytes, PLACE, BOUND);
    expect(bytes).toEqual(before);
  });

  it('is found in any bytes, and comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (head, tail) => {
        const fields = announcing(PLACE).subarray(4);
        const bytes = Uint8Array.from([...head, ...fields, ...tail]);
        const there = translated(bytes, PLACE, BOUND);
        expect(there).toHaveLength(bytes.length);
        expect(there).not.toEqual(bytes);
        expect(translated(there, BOUND, PLACE)).toEqual(bytes);
      }),
    );
  });

  it('of a cut one nothing is changed', () => {
    const cut = announcing(PLACE).subarray(0, 9);
    expect(translated(cut, PLACE, BOUND)).toBe(cut);
  });
});
