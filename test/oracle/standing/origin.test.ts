import { describe, expect, it } from 'vitest';
import { judgeInvented, judgeUnasked } from '../../../src/oracle/standing/origin.ts';
import type { TraceEvent } from '../../../src/oracle/trace.ts';
import type { Endpoint } from '../../../src/wire/endpoint.ts';
import {
  addresses,
  asks,
  dropsBy,
  lab,
  PEER,
  received,
  says,
  sent,
  TARGET,
  verdictOf,
  WITNESS,
} from '../../support/trace.ts';

const ONE = addresses(PEER);

describe('REQ-9: no list comes to a peer that did not ask', () => {
  const asked = [...says([500]), ...asks(1000, [PEER])];

  it('warns of two; one may have been long on its way', () => {
    const stray = [received(4001, ONE, WITNESS), received(4500, ONE, WITNESS)];
    expect(verdictOf(judgeUnasked, asked)).toBe('pass');
    expect(verdictOf(judgeUnasked, [...asked, ...stray.slice(1)])).toBe('pass');
    expect(verdictOf(judgeUnasked, [...asked, ...stray])).toBe('warn');
    expect(
      verdictOf(judgeUnasked, [...asked, received(4000, ONE, WITNESS), received(4500, ONE, WITNESS)]),
    ).toBe('pass');
    expect(verdictOf(judgeUnasked, [...asked, ...stray, ...dropsBy(9000)])).toBe('warn'); // seen is seen
  });

  it('warns of what comes to somebody else, or to who asked in no reading', () => {
    expect(verdictOf(judgeUnasked, [...asked, received(1010, ONE), received(1020, ONE)])).toBe('warn');
    const maybe = [sent(900, '6801c8000202'), received(1010, ONE), received(1020, ONE)];
    expect(verdictOf(judgeUnasked, [...asked, ...maybe])).toBe('pass');
    expect(verdictOf(judgeUnasked, says([500]))).toBe('not-observed');
  });

  it('does not know what was asked before the record began, nor what a stranger lost', () => {
    const early = [received(100, ONE, WITNESS), received(2900, ONE, WITNESS)];
    expect(verdictOf(judgeUnasked, early, { startedAt: null })).toBe('pass');
    const later = Array.from({ length: 4 }, (_, i) => received(4000 + i, ONE, WITNESS));
    expect(verdictOf(judgeUnasked, [...early, ...later], { startedAt: null, alone: false })).toBe('warn');
    expect(verdictOf(judgeUnasked, [...early, ...later.slice(1)], { startedAt: null, alone: false })).toBe(
      'pass',
    );
  });
});

describe('REQ-10: no listed address is invented', () => {
  const lists = (...peers: readonly Endpoint[]): TraceEvent[] => [
    ...says([500]),
    ...says([500], WITNESS),
    ...asks(1000, peers),
  ];

  it('passes whoever said Hello, was announced, or was given at start', () => {
    expect(verdictOf(judgeInvented, lists(PEER, WITNESS))).toBe('pass');
    expect(verdictOf(judgeInvented, lists(lab(1)), { startPeer: lab(1) })).toBe('pass');
    expect(verdictOf(judgeInvented, [...lists(lab(1)), sent(900, addresses(lab(1)))])).toBe('pass');
    expect(verdictOf(judgeInvented, says([500]))).toBe('not-observed');
  });

  it('fails an address from nowhere, an empty one, the target itself, and one named only later', () => {
    for (const endpoint of [lab(1), { address: '0.0.0.0', port: 0 }, TARGET])
      expect(verdictOf(judgeInvented, lists(PEER, endpoint)), endpoint.address).toBe('fail');
    expect(verdictOf(judgeInvented, [...lists(lab(1)), sent(2000, addresses(lab(1)))])).toBe('fail');
    expect(verdictOf(judgeInvented, [...lists(lab(1)), ...dropsBy(9000)])).toBe('fail'); // seen is seen
  });

  it('passes the target itself once it was told of itself, by any address that it may have', () => {
    const at = (address: string): Endpoint => ({ address, port: TARGET.port });
    const told = at('127.9.8.7');
    for (const own of [told, at('0.0.0.0'), TARGET])
      expect(verdictOf(judgeInvented, [...lists(PEER, TARGET), sent(900, addresses(own))])).toBe('pass');
    // The port is that of many a node elsewhere.
    const other = [...lists(PEER, TARGET), sent(900, addresses(at('10.0.0.1')))];
    expect(verdictOf(judgeInvented, other)).toBe('fail');
    expect(verdictOf(judgeInvented, [...lists(PEER, TARGET), sent(2000, addresses(told))])).toBe('fail');
  });

  it('leaves swapped addresses of peers to ADR-2', () => {
    // 127.10.20.127:32530 is 7f12 7f0a147f: port swapped, address reversed, both, fields exchanged.
    for (const fields of ['127f7f0a147f', '7f127f140a7f', '127f7f140a7f', '147f7f127f0a'])
      expect(
        verdictOf(judgeInvented, [...lists(PEER), received(1020, `68010308${fields}`, WITNESS)]),
        fields,
      ).toBe('pass');
  });

  it('accuses nobody where others may have said it', () => {
    expect(verdictOf(judgeInvented, lists(PEER, lab(1)), { alone: false })).toBe('pass');
    expect(verdictOf(judgeInvented, lists(lab(1)), { alone: false })).toBe('not-observed');
    expect(verdictOf(judgeInvented, lists(PEER, lab(1)), { startedAt: null })).toBe('pass');
  });
});
