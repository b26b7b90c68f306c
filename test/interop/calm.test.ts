import { describe, expect, it } from 'vitest';
import { judgeCalm } from '../../src/interop/judges/calm.ts';
import type { Meeting, MeetingEvent } from '../../src/interop/meeting.ts';
import { encode } from '../../src/wire/encode.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';

// By hand: each datagram of one is followed by one of the other, until the cut.
const [JOINER, HUB] = [
  { address: '127.9.8.127', port: 32_601 },
  { address: '127.9.8.127', port: 32_602 },
];
const HELLO = encode({ tlvs: [{ name: 'hello' }] });
const REQUEST = encode({ tlvs: [{ name: 'peer-request' }] });
const BOTH = encode({ tlvs: [{ name: 'hello' }, { name: 'peer-request' }] });
const LIST = encode({ tlvs: [{ name: 'peer-address', address: '127.9.8.127', port: 32_603 }] });
const MOST = 100;

/** The joiner says `one` and the hub `other`, each that often; the way from there is cut. */
function meeting(one: Uint8Array, other: Uint8Array, often: [number, number], from: Endpoint): Meeting {
  const events: MeetingEvent[] = [];
  for (let at = 0; at < MOST; at++) {
    if (at < often[0]) events.push({ type: 'said', at, from: JOINER, to: HUB, bytes: one });
    if (at < often[1]) events.push({ type: 'said', at, from: HUB, to: JOINER, bytes: other });
  }
  events.push({ type: 'cut', at: MOST, from, to: from === HUB ? JOINER : HUB });
  const base = { bound: null, startPeer: null, startedAt: 0 };
  return {
    kind: 'pair',
    starts: {},
    endedAt: MOST,
    actors: [
      { role: 'hub', name: 'B', place: HUB, ...base },
      { role: 'joiner', name: 'A', place: JOINER, ...base },
    ],
    events,
  };
}

describe('what is cut off', () => {
  it.each([
    ['a Hello', HELLO, 'HEL-7'],
    ['a Peer Request', REQUEST, 'REQ-9'],
    ['a Peer Address', LIST, 'ADR-3'],
  ])('is held against both where %s is answered by its like', (_, bytes, requirement) => {
    const { outcome, faults } = judgeCalm(meeting(bytes, bytes, [MOST, MOST], HUB));
    expect(outcome).toBe('fail');
    expect(faults.map((fault) => `${fault.requirement} ${fault.by}`)).toEqual([
      `${requirement} hub`,
      `${requirement} joiner`,
    ]);
  });

  it.each([
    ['requests', REQUEST, JOINER],
    ['requests, told by the answers', REQUEST, HUB],
    ['Hellos with a request', BOTH, JOINER],
    ['Hellos with a request, told by the answers', BOTH, HUB],
  ])('is never held against who answers what is asked: %s', (_, bytes, from) => {
    const { outcome, text, faults } = judgeCalm(meeting(bytes, LIST, [MOST, MOST], from));
    expect([outcome, faults.map(({ by }) => by)]).toEqual(['fail', ['joiner']]);
    expect(text).toMatch(/^A sent B 100 datagrams in 100 ms, mostly /);
  });

  it('is held against who sends alone', () => {
    const { faults } = judgeCalm(meeting(HELLO, LIST, [1, MOST], HUB));
    expect(faults.map(({ requirement, by }) => [requirement, by])).toEqual([['HEL-1', 'hub']]);
  });
});
