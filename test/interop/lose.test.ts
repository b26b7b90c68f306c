import { describe, expect, it } from 'vitest';
import { judgeLose } from '../../src/interop/judges/lose.ts';
import { type Meeting, type MeetingEvent, sideOf } from '../../src/interop/meeting.ts';
import type { TestResult } from '../../src/interop/outcome.ts';
import { encode } from '../../src/wire/encode.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';

// HEL-4 by hand: the joiner says its last Hello at 10 s, and is stopped then; the witness asks every 1.2 s.
const [JOINER, HUB, WITNESS] = [place(1), place(2), place(3)];
const LAST = 10_000;
const HELLO = encode({ tlvs: [{ name: 'hello' }] });
const REQUEST = encode({ tlvs: [{ name: 'peer-request' }] });

function place(low: number): Endpoint {
  return { address: '127.9.8.127', port: 32_600 + low };
}

function listing(...peers: readonly Endpoint[]): Uint8Array {
  return encode({ tlvs: peers.map((peer) => ({ name: 'peer-address' as const, ...peer })) });
}

/** The hub lists the joiner until `listedMs` after its last Hello, and lives until then. */
function meeting(listedMs: number, more: readonly MeetingEvent[] = [], livesMs = 9500): Meeting {
  const said = (at: number, from: Endpoint, to: Endpoint, bytes: Uint8Array): MeetingEvent => ({
    type: 'said',
    at,
    from,
    to,
    bytes,
  });
  const events: MeetingEvent[] = [...more];
  for (let at = 1000; at <= LAST; at += 1000) events.push(said(at, JOINER, HUB, HELLO));
  events.push({ type: 'stopped', at: LAST + 1, role: 'joiner' });
  for (let at = 500; at < LAST + livesMs; at += 1000)
    events.push(said(at, WITNESS, HUB, HELLO), said(at + 100, HUB, WITNESS, HELLO));
  for (let at = 1300; at < LAST + 9400; at += 1200) {
    events.push(said(at, WITNESS, HUB, REQUEST));
    if (at > LAST + livesMs) continue;
    const isListed = at - LAST <= listedMs;
    events.push(said(at + 2, HUB, WITNESS, isListed ? listing(JOINER, WITNESS) : listing(WITNESS)));
  }
  events.sort((a, b) => a.at - b.at);
  const base = { bound: null, startedAt: 0 };
  return {
    kind: 'pair',
    starts: {},
    endedAt: LAST + 9500,
    actors: [
      { role: 'hub', name: 'B', place: HUB, startPeer: WITNESS, ...base },
      { role: 'joiner', name: 'A', place: JOINER, startPeer: HUB, ...base },
      { role: 'witness', name: 'our witness', place: WITNESS, startPeer: null, bound: null, startedAt: null },
    ],
    events,
  };
}

function judged(one: Meeting): TestResult {
  const [joiner, hub] = [sideOf(one, 'joiner'), sideOf(one, 'hub')];
  if (joiner === null || hub === null) throw new Error('both were started');
  return judgeLose(one, joiner, hub);
}

describe('a stopped node', () => {
  it.each([
    [4000, 'pass'],
    [6400, 'pass'],
    // Asked once behind the bound: an answer may have been long on its way.
    [7000, 'inconclusive'],
    [20_000, 'fail'],
  ])('that is listed for another %i ms: %s', (listedMs, outcome) => {
    const result = judged(meeting(listedMs));
    expect(result.outcome).toBe(outcome);
    expect(result.faults.map(({ requirement, by }) => `${requirement} ${by}`)).toEqual(
      outcome === 'fail' ? ['HEL-4 hub'] : [],
    );
  });

  it('that somebody else announced may be kept', () => {
    const rumour: MeetingEvent = {
      type: 'said',
      at: 2000,
      from: WITNESS,
      to: HUB,
      bytes: listing(JOINER),
    };
    expect(judged(meeting(20_000, [rumour])).outcome).toBe('unsupported');
  });

  it('is looked for as much later as we were late ourselves', () => {
    const late: MeetingEvent = { type: 'late', at: LAST + 5000, ms: 2500 };
    expect(judged(meeting(20_000, [late])).outcome).not.toBe('fail');
  });

  it('tells nothing of a hub that is gone itself', () => {
    expect(judged(meeting(4000, [], 3000)).outcome).toBe('inconclusive');
  });
});
