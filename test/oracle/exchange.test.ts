import { describe, expect, it } from 'vitest';
import { exchanges } from '../../src/oracle/exchange.ts';
import type { TraceEvent } from '../../src/oracle/trace.ts';
import { addresses, asks, lab, PEER, received, sent, traceOf, WITNESS } from '../support/trace.ts';

const REQUEST = '68010202';
const ONE = addresses(lab(1));

/** `1000 +2 clean`: the time of a request, how many datagrams answer it, whether a list may be judged by it. */
function pairs(events: readonly TraceEvent[]): string[] {
  return exchanges(traceOf(events)).map(
    ({ at, answers, clean }) => `${at} +${answers.length}${clean ? ' clean' : ''}`,
  );
}

describe('requests and their answers', () => {
  it('belong together by the socket, until the next request and for 3 s', () => {
    expect(pairs([...asks(1000, [PEER]), received(1020, ONE, WITNESS), received(1030, ONE, PEER)])).toEqual([
      '1000 +2 clean',
    ]);
    const next = [...asks(1000, [PEER]), received(2300, ONE, WITNESS), ...asks(2400, [PEER])];
    expect(pairs([...next, received(2600, ONE, WITNESS)])).toEqual(['1000 +2 clean', '2400 +2 clean']);
    expect(pairs([sent(1000, REQUEST), received(4000, ONE)])).toEqual(['1000 +1 clean']);
    expect(pairs([sent(1000, REQUEST), received(4001, ONE)])).toEqual(['1000 +0 clean']);
    expect(pairs([received(900, ONE), sent(1000, REQUEST)])).toEqual(['1000 +0 clean']);
  });

  it('are not clean while an older request is open', () => {
    expect(pairs([sent(1000, REQUEST), sent(3900, REQUEST), received(3910, ONE)])).toEqual([
      '1000 +0 clean',
      '3900 +1',
    ]);
    expect(pairs([sent(1000, REQUEST), sent(4000, REQUEST), received(4010, ONE)])[1]).toBe('4000 +1 clean');
  });

  it('are not clean within a second of another, nor where a datagram asks twice or is malformed', () => {
    expect(pairs([...asks(1000, [PEER]), ...asks(1990, [PEER])])[1]).toBe('1990 +1');
    expect(pairs([...asks(1000, [PEER]), ...asks(2000, [PEER])])[1]).toBe('2000 +1 clean');
    expect(pairs([sent(1000, '680102020202'), received(1010, ONE)])).toEqual(['1000 +1']);
    expect(pairs([sent(1000, '6801c8000202'), received(1010, ONE)])).toEqual(['1000 +1']);
    expect(pairs([sent(1000, '68010102c8040000'), received(1010, ONE)])).toEqual([]);
    // Who does not look at headers sees a request there: HDR-1's matter.
    expect(pairs([sent(1000, '69010202'), received(1010, ONE)])).toEqual(['1000 +1']);
  });

  it('hold no Hello and no request of the target, but lists in company', () => {
    const company = [received(1010, '68010102'), received(1020, '68010202'), received(1030, `${ONE}0102`)];
    expect(pairs([sent(1000, REQUEST), ...company])).toEqual(['1000 +1 clean']);
  });
});
