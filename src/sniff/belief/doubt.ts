/** What a capture cannot tell of what its nodes believe, in words. */
import { type Message, plainly, sentence } from '../../lang/sentence.ts';
import { secondsSaid, type Value } from '../../lang/value.ts';
import { GONE_MS } from '../../oracle/family.ts';
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { isPeer } from '../filter.ts';
import { EVERYTHING, type Selection } from '../selection.ts';
import { NEVER } from './acquaintance.ts';
import type { Study } from './study.ts';

export interface DoubtOptions {
  readonly selection: Selection;
  /** No more datagrams were looked at. */
  readonly count: number | null;
  /** The time that is spoken of begins and ends there, in ms from the first packet. */
  readonly from: number;
  readonly to: number;
}

/** Addresses that a text names; of more it says how many. */
const NAMED = 5;

/** Each on one line. Empty only if the capture seems to hold all that matters. */
export function doubts(study: Study, { selection, count, from, to }: DoubtOptions): Message[] {
  const { clock, beliefs, summary } = study;
  const { dropped, cut, fragments } = summary;
  const pieces = fragments.unfinished + fragments.overlapping;
  const { nodes } = selection;
  const shown = [...beliefs.parties()].filter(
    ({ endpoint }) => nodes.length === 0 || nodes.some((one) => isPeer(one, endpoint)),
  );
  const unheard = shown.filter(({ firstAt }) => firstAt === NEVER);
  const untold = shown.filter(({ told }) => told === 0);
  const pauses = clock.gaps.filter((gap) => gap.from < to && gap.to > from - GONE_MS);
  const longest = pauses.reduce((most, gap) => Math.max(most, gap.to - gap.from), 0);
  const all: [boolean, Message][] = [
    [to < 0, 'the capture begins after that time'],
    [
      to >= 0 && from <= GONE_MS,
      sentence('who said Hello before the capture began: in its first {time} others may be connected too', {
        time: secondsSaid(GONE_MS),
      }),
    ],
    [
      to > clock.now,
      sentence("what was said in the {time} after the capture's last packet", {
        time: secondsSaid(to - clock.now),
      }),
    ],
    [
      dropped > 0n,
      sentence('what the {count} packets said that the capture dropped', { count: String(dropped) }),
    ],
    [cut > 0, sentence('what was behind the snap length, which cut {count} datagrams', { count: cut })],
    [
      pieces > 0,
      sentence('what {count} datagrams said that came in pieces and are not whole', { count: pieces }),
    ],
    [
      pauses.length > 0,
      sentence('what was said while it holds nothing at all: {times}, at most {time}', {
        times: times(pauses.length),
        time: secondsSaid(longest),
      }),
    ],
    [
      study.overIpv6 > 0,
      sentence('who is connected over IPv6, which the protocol has no addresses for ({datagrams})', {
        datagrams: plainly(study.overIpv6, 'datagram'),
      }),
    ],
    [clock.timeless, 'when the packets came that have no time: they count as at the time before them'],
    [clock.backwards, 'the order of what was said: times run backwards'],
    [hides(selection), 'what the filters left out: beliefs rest on what they let through alone'],
    [count !== null && summary.selected >= count, 'what came after --count datagrams'],
    [beliefs.limited, 'what there is beyond 65,536 addresses, or 100,000 acquaintances: no more are kept'],
    [
      unheard.length > 0,
      sentence('whether these live, for nothing was captured from them: {nodes}', { nodes: names(unheard) }),
    ],
    [
      untold.length > 0,
      sentence('what these were told, for nothing was captured to them: {nodes}', { nodes: names(untold) }),
    ],
  ];
  return all.flatMap(([is, text]) => (is ? [text] : []));
}

/** Whether the selection leaves datagrams out; a window of time and the nodes that are shown do not. */
function hides({ ports, peers, types, malformed, where }: Selection): boolean {
  return ports.length + peers.length + types.length > 0 || malformed || where !== EVERYTHING.where;
}

function names(parties: readonly { readonly endpoint: Endpoint }[]): Value {
  const shown = parties.slice(0, NAMED).map(({ endpoint }) => endpointText(endpoint));
  const more = parties.length - shown.length;
  const pairs = shown.join(', ');
  return more > 0 ? sentence('{pairs} and {count} more', { pairs, count: more }) : pairs;
}

function times(count: number): Value {
  return count === 1 ? sentence('once') : plainly(count, 'time');
}
