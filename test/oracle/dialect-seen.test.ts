import { describe, expect, it } from 'vitest';
import { NOBODY } from '../../src/oracle/choice/list.ts';
import { type DialectSeen, dialectSeen } from '../../src/oracle/dialect-seen.ts';
import type { TraceEvent } from '../../src/oracle/trace.ts';
import {
  addresses,
  asks,
  hellos,
  lab,
  mark,
  PEER,
  received,
  says,
  sent,
  traceOf,
  WITNESS,
} from '../support/trace.ts';

const REQUEST = '68010202';
const SECONDS = Array.from({ length: 30 }, (_, i) => 1000 * (i + 1));

function seen(...traces: readonly (readonly TraceEvent[])[]): DialectSeen {
  return dialectSeen(traces.map((events) => traceOf(events)));
}

describe('the dialect that was seen', () => {
  it('is unknown where nothing tells', () => {
    expect(new Set(Object.values(seen([])))).toEqual(new Set([null]));
  });

  it('takes a greeting within 60 ms for one at once; what varies is named, an accident is not', () => {
    const greeted = (ms: number): TraceEvent[] => [...says([1000]), ...hellos([1000 + ms])];
    expect(seen(greeted(60)).greeting).toBe('at-once');
    expect(seen(greeted(61)).greeting).toBe('none');
    expect(seen(greeted(60), greeted(500)).greeting).toBe('at-once|none');
    const many = Array.from({ length: 9 }, () => greeted(500));
    expect(seen(...many.slice(1), greeted(60)).greeting).toBe('at-once|none');
    expect(seen(...many, greeted(60)).greeting).toBe('none'); // one of ten
  });

  it('names the interval of requests, at once or not; who comes back after a silence is asked anew', () => {
    const asked = (...times: number[]): TraceEvent[] => times.map((at) => received(at, REQUEST));
    expect(seen([...says(SECONDS), ...asked(1060, 11_060, 21_060)]).requestInterval).toBe('10s+at-once');
    expect(seen([...says(SECONDS), ...asked(1061, 11_060, 21_060)]).requestInterval).toBe('10s');
    expect(seen([...says(SECONDS), ...asked(5000)]).requestInterval).toBe(null);
    const pause = SECONDS.filter((at) => at < 3000 || at > 9000);
    expect(seen([...says(pause), ...asked(1020, 10_020)]).requestInterval).toBe(null);
  });

  it('tells phases from jitter, and a lost Hello from both', () => {
    const other = SECONDS.slice(0, 10).map((at) => at + 300);
    const phase = (first: readonly number[], second: readonly number[] = other): string | null =>
      seen([...hellos(first), ...hellos(second, WITNESS)]).helloPhase;
    expect(
      phase(
        SECONDS.slice(0, 10),
        SECONDS.slice(0, 10).map((at) => at + 25),
      ),
    ).toBe('together');
    expect(phase(SECONDS.slice(0, 10))).toBe('spread');
    expect(phase(SECONDS.slice(0, 10).filter((at) => at !== 5000))).toBe('spread');
    expect(phase(SECONDS.slice(0, 10).map((at, i) => at + (i % 2) * 60))).toBe('jitter');
    expect(phase(SECONDS.slice(0, 5))).toBe(null); // too few to call them regular
  });

  it('takes silence with nobody to list for a choice only of a node that answers strangers', () => {
    const nobody = [mark(500, NOBODY, 800, lab(1)), sent(500, REQUEST, lab(1))];
    const stranger = [...says(SECONDS), ...asks(5000, [PEER], lab(2))];
    const ignored = [...says(SECONDS), sent(5000, REQUEST, lab(2))];
    expect(seen(nobody, stranger).emptyAnswer).toBe('silence');
    expect(seen(nobody, ignored).emptyAnswer).toBe(null);
    expect(seen([...nobody, received(510, '6801', lab(1))], stranger).emptyAnswer).toBe('datagram');
  });

  it('knows what is done with odd addresses only where lists hold hearsay', () => {
    // 127.0.0.1 port 0, and lab 1, announced by a connected peer.
    const told = [...says(SECONDS), sent(2000, addresses({ address: '127.0.0.1', port: 0 }))];
    const lists = (...peers: Parameters<typeof asks>[1]): TraceEvent[] => asks(3000, peers);
    const rumour = sent(2500, addresses(lab(1)));
    expect(seen([...told, rumour, ...lists(PEER, lab(1))]).oddAddresses).toBe('filtered');
    const odd = { address: '127.0.0.1', port: 0 };
    expect(seen([...told, rumour, ...lists(PEER, lab(1), odd)]).oddAddresses).toBe('added');
    expect(seen([...told, rumour, ...lists(PEER)]).oddAddresses).toBe(null);
    expect(seen([...says(SECONDS), rumour, ...lists(PEER, lab(1))]).oddAddresses).toBe(null);
  });
});
