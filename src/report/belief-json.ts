/**
 * What nodes must and may believe, as programs read it: a line for each change (`sniff --timeline --json`), and the
 * state at one time (`sniff --peers-at --json`). Times are seconds since 1970 as decimal strings with nine digits.
 */
import { asSentence, inWords, type Message } from '../lang/sentence.ts';
import type { BeliefEvent } from '../sniff/belief/belief-event.ts';
import type { NodeBelief, PeerBelief } from '../sniff/belief/snapshot.ts';
import { type Dial, secondsAt } from './belief-time.ts';
import { endpointJson } from './datagram-json.ts';

type Json = Record<string, unknown>;

/** One change. `file` tells frames of several captures apart. */
export function beliefJson(event: BeliefEvent, dial: Dial, file: boolean): Json {
  const { type, at, node } = event;
  const time = (ms: number) => secondsAt(dial, ms);
  return {
    time: time(at),
    event: type,
    node: endpointJson(node),
    ...('peer' in event ? { peer: endpointJson(event.peer) } : {}),
    ...('to' in event ? { to: endpointJson(event.to) } : {}),
    ...('again' in event ? { again: event.again } : {}),
    ...('since' in event ? { since: time(event.since) } : {}),
    ...('before' in event ? { before: event.before, early: event.early } : {}),
    ...('why' in event ? { why: event.why } : {}),
    ...('lastHello' in event ? { lastHello: time(event.lastHello) } : {}),
    ...('pauseMs' in event ? { pauseMs: event.pauseMs } : {}),
    ...('excuse' in event ? { alive: event.alive, excuse: excuseJson(event.excuse) } : {}),
    ...('cause' in event ? { frame: event.cause.frame, ...(file ? { file: event.cause.file } : {}) } : {}),
  };
}

/** The first line of a timeline, and the last. */
export function beginJson(dial: Dial): Json {
  return { schemaVersion: 1, time: secondsAt(dial, 0), event: 'begin' };
}

export function endJson(dial: Dial, at: number, cannotTell: readonly Message[]): Json {
  return { time: secondsAt(dial, at), event: 'end', cannotTell: inEnglish(cannotTell) };
}

/** The state at a time. */
export function peersJson(
  nodes: readonly NodeBelief[],
  at: number,
  dial: Dial,
  cannotTell: readonly Message[],
): Json {
  const time = (ms: number | null) => (ms === null ? null : secondsAt(dial, ms));
  return {
    schemaVersion: 1,
    time: time(at),
    begin: time(0),
    nodes: nodes.map(({ node, heard, mute, told, peers }) => ({
      node: endpointJson(node),
      heard: heard === null ? null : { first: time(heard.first), last: time(heard.last) },
      mute,
      told,
      peers: peers.map((peer) => peerJson(peer, time)),
    })),
    cannotTell: inEnglish(cannotTell),
  };
}

function peerJson(
  { peer, announced, excuse, connected, known, listed, why, ...times }: PeerBelief,
  time: (ms: number | null) => string | null,
): Json {
  return {
    peer: endpointJson(peer),
    connected,
    known,
    listed,
    why,
    since: time(times.since),
    lastHello: time(times.lastHello),
    expiredAt: time(times.expiredAt),
    announced: announced === null ? null : { time: time(announced.at), by: endpointJson(announced.by) },
    excuse: excuseJson(excuse),
    greetedAt: time(times.greetedAt),
    claimedAt: time(times.claimedAt),
  };
}

function excuseJson(excuse: PeerBelief['excuse']): Json | null {
  return excuse === null ? null : { ...excuse, ...('by' in excuse ? { by: endpointJson(excuse.by) } : {}) };
}

function inEnglish(messages: readonly Message[]): string[] {
  return messages.map((text) => inWords('en', asSentence(text)));
}
