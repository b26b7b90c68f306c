import { describe, expect, it } from 'vitest';
import type { AttemptEvent } from '../../src/interop/event.ts';
import { pairingsOf } from '../../src/interop/interop.ts';
import { configured, englishLeft, faults, open, virtualInterop } from '../support/virtual-interop.ts';

describe('the pairings', () => {
  it('are all, with a third that is neither of the two where there is one', () => {
    expect(pairingsOf(2)).toEqual([
      { joiner: 0, hub: 0, third: 1 },
      { joiner: 0, hub: 1, third: null },
      { joiner: 1, hub: 0, third: null },
      { joiner: 1, hub: 1, third: 0 },
    ]);
    const three = pairingsOf(3);
    expect(three).toHaveLength(9);
    expect(three.find(({ joiner, hub }) => joiner === 0 && hub === 1)?.third).toBe(2);
    expect(three.every(({ joiner, hub, third }) => third !== joiner && third !== hub)).toBe(true);
  });
});

describe('nodes in virtual time', () => {
  it('that conform pass every test, with each other and with themselves', async () => {
    const shy = { requester: 'excluded', emptyAnswer: 'silence', hearsay: 'peers' } as const;
    const result = await virtualInterop([configured(null), configured(null, shy)]);
    expect(open(result)).toEqual([]);
    expect(result.verdict).toBe('pass');
    const [keep] = (result.pairings[1]?.tests ?? []).filter(({ test }) => test === 'keep');
    expect(keep?.text).toMatch(/^the Hellos of A to B: n 14, median 1\.00 s, /);
    expect(result.pairings).toHaveLength(4);
    expect(result.pairings.every(({ attempts }) => attempts.length === 1)).toBe(true);
    expect(englishLeft(result)).toEqual([]);
    expect(result.dialects.map(({ requester }) => requester)).toEqual(['included', 'excluded']);
  });

  it('that answer each other are cut off, and named, within bounds', async () => {
    const attempts: AttemptEvent[] = [];
    const result = await virtualInterop([configured(null), configured('hello-ping-pong')], {
      listen: (event) => {
        if (event.type === 'attempt') attempts.push(event);
      },
    });
    // To one that does not answer it replies beside its schedule: HEL-7 alone, and no failure.
    expect(faults(result)).toEqual(['calm HEL-7 B']);
    const storm = result.pairings.find(({ joiner, hub }) => joiner === 1 && hub === 1);
    expect(storm?.tests.find(({ test }) => test === 'calm')?.text).toMatch(
      /^B' and B answered each other, \d+ and \d+ datagrams in \d+ ms, mostly Hellos: cut there$/,
    );
    expect(englishLeft(result)).toEqual([]);
    const stormy = attempts.filter(({ pairing }) => pairing.joiner === 1 && pairing.hub === 1);
    expect(stormy.length).toBeGreaterThan(1);
    for (const { meetings } of stormy)
      for (const { events } of meetings) {
        expect(events.filter(({ type }) => type === 'cut')).toHaveLength(1);
        expect(events.filter(({ type }) => type === 'said').length).toBeLessThan(400);
      }
  });
});

describe('a run that is stopped', () => {
  it('tells what was done until then', async () => {
    const stop = new AbortController();
    const result = await virtualInterop([configured(null), configured(null), configured(null)], {
      signal: stop.signal,
      listen: (event) => {
        if (event.type === 'pairing' && event.done === 2) stop.abort();
      },
    });
    expect(result.pairings.length).toBeGreaterThanOrEqual(2);
    expect(result.pairings.length + result.left).toBe(9);
    expect(result.left).toBeGreaterThan(0);
  });
});
