import { describe, expect, it } from 'vitest';
import { Family } from '../../src/oracle/family.ts';
import type { TraceEvent } from '../../src/oracle/trace.ts';
import { endpointText } from '../../src/wire/endpoint.ts';
import { addresses, lab, PEER, says, sent, traceOf, WITNESS } from '../support/trace.ts';

const KEY = endpointText(PEER);
const ABOUT_LAB_1 = addresses(lab(1)).slice(4);

function family(events: readonly TraceEvent[], startPeer = false): Family {
  return new Family({ ...traceOf(events), startPeer: startPeer ? PEER : null });
}

describe('the family of conforming nodes', () => {
  it('owes a peer its place from 50 ms to 2.9 s after its Hello, and may keep it for 6.5 s', () => {
    const one = family(says([1000]));
    const must = [1049, 1050, 3900, 3901].map((at) => one.mustBeConnected(at).includes(KEY));
    expect(must).toEqual([false, true, true, false]);
    const may = [999, 1000, 7500, 7501].map((at) => one.mayBeConnected(PEER, at));
    expect(may).toEqual([false, true, true, false]);
  });

  it('is obliged by a Hello alone in a well-formed datagram; any reading of a Hello permits', () => {
    // In company, of length 0, behind a broken length, in a short Peer Address; a wrong header is HDR-1's matter.
    for (const hex of ['680101020202', '68010100', '6801c8000102', '6801030401020000', '69010102']) {
      const one = family([sent(1000, hex)]);
      expect(one.mustBeConnected(1500), hex).toEqual([]);
      expect(one.mayBeConnected(PEER, 1500), hex).toBe(true);
    }
    for (const hex of ['6801c8040102', '68010202', '02', '']) {
      const one = family([sent(1000, hex)]);
      expect(one.mayBeConnected(PEER, 1500), hex).toBe(false);
    }
  });

  it('may list whom anybody named, in any reading of a malformed datagram, from then on', () => {
    const told = (hex: string, at: number): boolean =>
      family([sent(1000, hex, WITNESS)]).mayBeListed(lab(1), at);
    expect(told(`6801${ABOUT_LAB_1}`, 900)).toBe(false);
    expect(told(`6801${ABOUT_LAB_1}`, 1100)).toBe(true);
    expect(told(`6801c800${ABOUT_LAB_1}`, 1100)).toBe(true);
    expect(told(`6801c8ff${ABOUT_LAB_1}`, 1100)).toBe(true);
    expect(told(`6801c80a${ABOUT_LAB_1}`, 1100)).toBe(false); // well formed: the value of an unknown TLV
    expect(told(`6801c800${ABOUT_LAB_1}`.slice(0, -2), 1100)).toBe(false); // its last byte is missing
  });

  it('knows the start peer by hearsay, and lists it', () => {
    expect(family([], true).isHearsay(PEER, 0)).toBe(true);
    expect(family([], true).mayBeListed(PEER, 0)).toBe(true);
    expect(family([]).isHearsay(PEER, 0)).toBe(false);
  });

  it('counts as silent whom a Hello connected and who has sent nothing since', () => {
    const quiet = says([1000]);
    expect(family(quiet).silentFor(6500, 7501)).toEqual([KEY]);
    expect(family(quiet).silentFor(6500, 7500)).toEqual([]);
    expect(family([...quiet, sent(5000, '68010202')]).silentFor(6500, 7501)).toEqual([]);
    expect(family([sent(1000, '68010202')]).silentFor(6500, 9000)).toEqual([]);
  });

  it('is steady for a peer whose Hellos leave no time to be dropped, and heard twice', () => {
    expect(family(says([1000, 3900])).isSteady(KEY)).toBe(true);
    expect(family(says([1000, 3901])).isSteady(KEY)).toBe(false);
    expect(family(says([1000, 2000])).saidTwice(KEY, 1000, 2000)).toBe(true);
    expect(family(says([1000, 2000])).saidTwice(KEY, 1001, 2000)).toBe(false);
  });
});
