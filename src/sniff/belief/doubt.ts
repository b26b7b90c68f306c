/** What a capture cannot tell of what its nodes believe, in words. */
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
export function doubts(study: Study, { selection, count, from, to }: DoubtOptions): string[] {
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
  const all: [boolean, string][] = [
    [to < 0, 'the capture begins after that time'],
    [
      to >= 0 && from <= GONE_MS,
      `who said Hello before the capture began: in its first ${seconds(GONE_MS)} others may be connected too`,
    ],
    [to > clock.now, `what was said in the ${seconds(to - clock.now)} after the capture's last packet`],
    [dropped > 0n, `what the ${dropped} packets said that the capture dropped`],
    [cut > 0, `what was behind the snap length, which cut ${cut} datagrams`],
    [pieces > 0, `what ${pieces} datagrams said that came in pieces and are not whole`],
    [
      pauses.length > 0,
      `what was said while it holds nothing at all: ${times(pauses.length)}, at most ${seconds(longest)}`,
    ],
    [clock.timeless, 'when the packets came that have no time: they count as at the time before them'],
    [clock.backwards, 'the order of what was said: times run backwards'],
    [hides(selection), 'what the filters left out: beliefs rest on what they let through alone'],
    [count !== null && summary.selected >= count, 'what came after --count datagrams'],
    [beliefs.limited, 'what there is beyond 65,536 addresses, or 100,000 acquaintances: no more are kept'],
    [unheard.length > 0, `whether these live, for nothing was captured from them: ${names(unheard)}`],
    [untold.length > 0, `what these were told, for nothing was captured to them: ${names(untold)}`],
  ];
  return all.flatMap(([is, text]) => (is ? [text] : []));
}

/** Whether the selection leaves datagrams out; a window of time and the nodes that are shown do not. */
function hides({ ports, peers, types, malformed, where }: Selection): boolean {
  return ports.length + peers.length + types.length > 0 || malformed || where !== EVERYTHING.where;
}

function names(parties: readonly { readonly endpoint: Endpoint }[]): string {
  const shown = parties.slice(0, NAMED).map(({ endpoint }) => endpointText(endpoint));
  const more = parties.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
