import { describe, expect, it } from 'vitest';
import { CALM_CHECK, judgeFlooded } from '../../src/fuzz/flooded.ts';
import type { Member } from '../../src/fuzz/squad.ts';
import { symptomsOf } from '../../src/fuzz/symptoms.ts';
import { Uproar } from '../../src/fuzz/uproar.ts';
import type { MarkEvent, TraceEvent } from '../../src/oracle/trace.ts';
import { addresses, hellos, PEER, received, says, sent, traceOf, WITNESS } from '../support/trace.ts';

const MARK: MarkEvent = {
  type: 'mark',
  at: 1000,
  check: CALM_CHECK,
  part: 'calm',
  peer: PEER,
  until: 2600,
};

/** So many, evenly spread over the time of the mark. */
function times(count: number): number[] {
  return Array.from({ length: count }, (_, i) => 1001 + (1598 * i) / count);
}

function flood(events: readonly TraceEvent[]): string | null {
  return judgeFlooded(traceOf(events), MARK)?.signature ?? null;
}

describe('a flood', () => {
  it('is what comes unasked, many a second, for a second and more', () => {
    expect(flood(hellos(times(40)))).toBe('Hellos unasked');
    expect(flood(times(40).map((at) => received(at, '68010202')))).toBe('datagrams unasked');
    expect(flood(times(40).map((at) => received(at, addresses(WITNESS))))).toBe('lists unasked');
  });

  it('is not a Hello now and then, nor a burst, nor what comes to somebody else or came before', () => {
    expect(flood(hellos(times(16)))).toBeNull();
    expect(flood(hellos(Array.from({ length: 400 }, (_, i) => 1010 + i)))).toBeNull();
    expect(flood(hellos(times(400), WITNESS))).toBeNull();
    expect(flood(hellos(times(400).map((at) => at - 1600)))).toBeNull();
  });

  it('is not an answer in many datagrams, to whatever may be a request', () => {
    const list = times(40).map((at) => received(at, addresses(WITNESS)));
    expect(flood([sent(900, '68010202'), ...list])).toBeNull();
    expect(flood([sent(900, '680102'), ...list])).toBeNull();
    expect(flood([sent(900, '68010202'), ...times(40).map((at) => received(at, '6801'))])).toBeNull();
    // Who only says Hello asks for nothing.
    expect(flood([...says([900]), ...list])).toBe('lists unasked');
    expect(flood([sent(900, '68010202', WITNESS), ...list])).toBe('lists unasked');
  });

  it('shows in less time where it is watched for less, if so much comes in each part of it', () => {
    const brief = { ...MARK, until: MARK.at + 640 };
    const seen = (count: number): string | null =>
      judgeFlooded(traceOf(hellos(Array.from({ length: count }, (_, i) => 1001 + (638 * i) / count))), brief)
        ?.signature ?? null;
    expect(seen(40)).toBe('Hellos unasked');
    expect(seen(30)).toBeNull();
  });

  it('is a symptom of the trace in which the peer was let alone', () => {
    const trace = traceOf([...says([500]), ...hellos(times(400)), MARK]);
    expect(symptomsOf(trace)).toMatchObject([{ kind: 'storm', requirement: 'HEL-1' }]);
    expect(symptomsOf(traceOf([...says([500]), ...hellos([600, 1600, 2600]), MARK]))).toEqual([]);
  });
});

describe('an uproar', () => {
  const [quiet, loud] = [{ unasked: 0 } as Member, { unasked: 0 } as Member];
  const uproar = new Uproar([quiet]);
  /** Of the datagrams so far the newest `kept` are there, each with its number as its time. */
  const cause = (unasked: number, sent: number, kept = sent): readonly number[] => {
    loud.unasked += unasked;
    quiet.unasked += 1;
    uproar.look([quiet, loud], sent);
    const all = Array.from({ length: kept }, (_, i) => sent - kept + i);
    const { steps, last } = uproar.cause({
      count: sent,
      steps: () => all.map((at) => ({ at, from: PEER, bytes: new Uint8Array(0) })),
    });
    return [steps[0]?.at ?? -1, steps.at(-1)?.at ?? -1, last];
  };

  it('began behind the last look at which all was calm, and is over when it is', () => {
    expect(cause(1, 100)).toEqual([0, 99, 100]);
    expect(cause(2, 200)).toEqual([0, 199, 200]);
    expect(cause(40, 300)).toEqual([0, 299, 100]);
    expect(cause(60, 400)).toEqual([0, 299, 100]);
    expect(cause(0, 500)).toEqual([0, 499, 500]);
    expect(cause(60, 600)).toEqual([0, 599, 100]);
  });

  it('lasts if it goes on for two seconds, among those who are let alone', () => {
    const [alone, other] = [{ unasked: 0 } as Member, { unasked: 0 } as Member];
    const clamour = new Uproar([alone]);
    const looks = (count: number, more: number, otherMore: number): boolean => {
      for (let i = 0; i < count; i++) {
        alone.unasked += more;
        other.unasked += otherMore;
        clamour.look([alone, other], i);
      }
      return clamour.isLasting;
    };
    expect(looks(100, 2, 50)).toBe(false);
    expect(looks(39, 5, 0)).toBe(false);
    expect(looks(1, 5, 0)).toBe(true);
    expect(looks(1, 1, 0)).toBe(false);
  });

  it('may have begun with what is kept no more', () => {
    expect(cause(60, 700, 150)).toEqual([550, 599, 50]);
    expect(cause(60, 900, 200)).toEqual([700, 899, 200]);
  });
});
