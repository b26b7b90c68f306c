import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bounds, numberOf } from '../../src/oracle/bounds.ts';
import { Family, GONE_MS } from '../../src/oracle/family.ts';
import type { TraceEvent } from '../../src/oracle/trace.ts';
import { fromHex } from '../../src/wire/bytes.ts';
import { craft } from '../../src/wire/craft.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import { draft, SEED } from '../support/arbitrary.ts';
import { addresses, lab, PEER, TARGET, WITNESS } from '../support/trace.ts';

const HELLO = '68010102';

function told(bounds: Bounds, at: number, hex: string, from: Endpoint = PEER): void {
  bounds.sent(at, numberOf(from), fromHex(hex) ?? new Uint8Array(0));
}

describe('bounds in lockstep', () => {
  it('calls an address invented of which nobody said anything', () => {
    const bounds = new Bounds(lab(9), TARGET);
    told(bounds, 0, HELLO);
    told(bounds, 0, addresses(lab(1)));
    const at = (peer: Endpoint): string | null => bounds.objection(numberOf(peer), 100);
    expect([at(PEER), at(lab(1)), at(lab(9)), at(lab(2)), at(WITNESS)]).toEqual([
      null,
      null,
      null,
      'invented',
      'invented',
    ]);
  });

  it('calls a peer gone that joined by its own Hello, fell silent and was announced by nobody', () => {
    const bounds = new Bounds(null, TARGET);
    told(bounds, 0, HELLO);
    told(bounds, 0, HELLO, WITNESS);
    told(bounds, 10, addresses(WITNESS));
    expect(bounds.objection(numberOf(PEER), GONE_MS)).toBe(null);
    expect(bounds.objection(numberOf(PEER), GONE_MS + 1)).toBe('gone');
    expect(bounds.objection(numberOf(WITNESS), GONE_MS + 1)).toBe(null);
    told(bounds, GONE_MS, HELLO);
    expect(bounds.objection(numberOf(PEER), GONE_MS + 1)).toBe(null);
  });

  it('takes any offset of a malformed datagram for a TLV, for what it does is free', () => {
    const inside = addresses(lab(3)).slice(4);
    const bounds = new Bounds(null, TARGET);
    // A TLV of length 0, and behind it what a reader may or may not read.
    told(bounds, 0, `68010700${inside}0102`);
    expect(bounds.objection(numberOf(lab(3)), 1)).toBe(null);
    expect(bounds.objection(numberOf(PEER), 1)).toBe(null);
    const strict = new Bounds(null, TARGET);
    // In an unknown TLV that is whole they say nothing.
    told(strict, 0, `680107${(2 + inside.length / 2).toString(16).padStart(2, '0')}${inside}`);
    expect(strict.objection(numberOf(lab(3)), 1)).toBe('invented');
  });

  it('tells what a sender is to the target', () => {
    const bounds = new Bounds(lab(9), TARGET);
    told(bounds, 0, HELLO);
    told(bounds, 0, addresses(lab(1)));
    const standing = (peer: Endpoint, at: number): string => bounds.standing(numberOf(peer), at);
    expect(standing(PEER, 100)).toBe('connected');
    expect(standing(PEER, 5000)).toBe('expired');
    expect(standing(lab(1), 100)).toBe('announced');
    expect(standing(lab(9), 100)).toBe('announced');
    expect(standing(lab(2), 100)).toBe('stranger');
  });

  it('never objects to what the bounds of a whole trace allow, and always to what they rule out', () => {
    const peers = [PEER, WITNESS, lab(1), lab(2)];
    const announcing = fc
      .subarray([...peers, lab(3), lab(4)])
      .map((some) => fromHex(addresses(...some)) ?? new Uint8Array(0));
    const bytes = fc.oneof(draft().map(craft), announcing, fc.constant(fromHex(HELLO) ?? new Uint8Array(0)));
    const event = fc.record({ gap: fc.nat(3000), from: fc.constantFrom(...peers), bytes });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (some) => {
        const bounds = new Bounds(null, TARGET);
        let at = 0;
        const events = some.map(({ gap, from, bytes }): TraceEvent => {
          at += gap;
          bounds.sent(at, numberOf(from), bytes);
          return { type: 'sent', at, from, to: TARGET, bytes };
        });
        const family = new Family({ target: TARGET, startPeer: null, events });
        const now = at + 1;
        for (const peer of [...peers, lab(3), lab(4), lab(5)]) {
          const objection = bounds.objection(numberOf(peer), now);
          expect(objection === 'invented').toBe(!family.mayBeListed(peer, now));
          const gone = !family.mayBeConnected(peer, now) && !family.isHearsay(peer, now);
          expect(objection === 'gone').toBe(gone && family.mayBeListed(peer, now));
        }
      }),
      { seed: SEED },
    );
  });
});
