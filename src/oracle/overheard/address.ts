/**
 * Addresses that a node lists in a stranger's capture and that nobody else speaks of. What was said before the
 * capture began cannot be known, so such an address alone accuses nobody:
 *
 *  - ADR-2: it is a wrong reading of a peer's that is missing in the same answer, though its Hello is fresh;
 *  - REQ-10: the node was started during the capture, and does not greet it as it would its start peer.
 */

import { sentence, verbatim } from '../../lang/sentence.ts';
import type { Sentence } from '../../lang/value.ts';
import { endpointText } from '../../wire/endpoint.ts';
import { fromTarget } from '../answer.ts';
import { BORN_MS, type Family } from '../family.ts';
import { swaps } from '../swap.ts';
import { eventsOf, type Trace } from '../trace.ts';
import { broken, type Judgement, judging } from '../verdict.ts';

/** Who speaks of addresses, in the whole capture. */
export interface Hearsay {
  /** True if nobody but this node ever named the address, and nobody spoke from it; both as texts. */
  isAlone(node: string, address: string): boolean;
}

const ENOUGH = 2;

/** ADR-2. */
export function judgeOrderOverheard(trace: Trace, family: Family, hearsay: Hearsay): Judgement {
  const say = judging('ADR-2', 'order-overheard');
  const wrong = wrongReadings(trace);
  const found: { readonly text: Sentence; readonly index: number }[] = [];
  let right = 0;
  const node = endpointText(trace.target);
  for (const { keys: listed, index, at, event } of fromTarget(trace)) {
    if (listed.length === 0) continue;
    const keys = new Set(listed);
    const owed = family.mustBeConnected(at).filter((key) => key !== endpointText(event.to));
    right += owed.filter((key) => keys.has(key)).length;
    for (const key of listed) {
      const reading = wrong.get(key);
      if (reading === undefined || keys.has(reading.peer) || !owed.includes(reading.peer)) continue;
      if (!hearsay.isAlone(node, key)) continue;
      const { peer } = reading;
      const listed = { peer, listed: key, fault: verbatim(reading.fault) };
      found.push({ text: sentence('{peer} is listed as {listed}: {fault}', listed), index });
    }
  }
  const [first] = found;
  if (first !== undefined && found.length >= ENOUGH)
    return say('fail', first.text, found.map(({ index }) => index).slice(0, 8), HINT);
  if (right === 0) return say('not-observed', 'no answer listed a peer that said Hello');
  return say('pass', sentence('{count} addresses of peers that said Hello listed right', { count: right }));
}

const HINT = 'port and address go in network byte order: htons once, and the address as sin_addr has it';

/** REQ-10; null where the capture cannot tell, or all is well. */
export function judgeInventedOverheard(trace: Trace, hearsay: Hearsay): Judgement | null {
  const spoken = fromTarget(trace);
  const birth = spoken[0]?.at ?? 0;
  // Times count from the first packet of the capture.
  if (birth < BORN_MS) return null;
  const greeted = new Set(eventsOf(trace, 'received').map((event) => endpointText(event.to)));
  const wrong = wrongReadings(trace);
  const node = endpointText(trace.target);
  const found = spoken.flatMap(({ keys, index }) => {
    const key = keys.find((one) => !greeted.has(one) && !wrong.has(one) && hearsay.isAlone(node, one));
    return key === undefined ? [] : [{ key, index }];
  });
  const [first] = found;
  if (first === undefined || found.length < ENOUGH) return null;
  const actual = sentence(
    '{peer} is listed; nobody in the capture speaks from there or names it, and the node does not greet it',
    { peer: first.key },
  );
  const evidence = found.map(({ index }) => index).slice(0, 8);
  return judging('REQ-10', 'invented-overheard')(broken('REQ-10'), actual, evidence);
}

/** What mixed up bytes make of the addresses that spoke to the node. Bounded by the trace. */
function wrongReadings(trace: Trace): Map<string, { readonly peer: string; readonly fault: string }> {
  const peers = new Map(eventsOf(trace, 'sent').map(({ from }) => [endpointText(from), from]));
  const wrong = new Map<string, { readonly peer: string; readonly fault: string }>();
  for (const [peer, endpoint] of peers) {
    for (const { endpoint: swapped, fault } of swaps(endpoint)) {
      const key = endpointText(swapped);
      if (!peers.has(key)) wrong.set(key, { peer, fault });
    }
  }
  return wrong;
}
