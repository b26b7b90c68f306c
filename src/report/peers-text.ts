/** `sniff --peers-at` for people: node by node, whom it must and may hold connected, know and list. Pure. */
import type { NodeBelief, PeerBelief } from '../sniff/belief/snapshot.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { clockAt, type Dial, dateAt, lapse } from './belief-time.ts';
import { excuseText, whyText } from './belief-words.ts';
import type { Theme } from './theme.ts';

/** The state at a time, lines joined by `\n`. */
export function peersText(nodes: readonly NodeBelief[], at: number, dial: Dial, theme: Theme): string {
  const where = at < 0 ? `${lapse(-at)} before the first packet` : `${lapse(at)} after the first packet`;
  return [
    `${dateAt(dial, at)}, ${where}`,
    ...nodes.flatMap((one) => nodeLines(one, dial, theme)),
    ...(nodes.length === 0 ? ['no node has been heard or spoken to'] : []),
  ].join('\n');
}

function nodeLines({ node, heard, mute, told, peers }: NodeBelief, dial: Dial, theme: Theme): string[] {
  const notes = [
    ...(heard === null ? ['nothing from it was captured'] : []),
    ...(mute && heard !== null ? [`silent since ${clockAt(dial, heard.last)}`] : []),
    ...(told === 0 ? ['nothing to it was captured'] : []),
  ];
  // That others announce it to itself tells nobody anything.
  const others = peers.filter(({ peer }) => endpointText(peer) !== endpointText(node));
  const rows = others.map((peer) => `  ${peerText(peer, node, dial)}`);
  return [
    `${theme.strong(endpointText(node))}${notes.length > 0 ? `: ${notes.join(', ')}` : ''}`,
    ...(rows.length > 0 ? rows : ['  nobody has said Hello to it']),
  ];
}

function peerText(belief: PeerBelief, node: Endpoint, dial: Dial): string {
  const { connected, known, listed, since, lastHello, excuse } = belief;
  const peer = endpointText(belief.peer);
  const last = lastHello === null ? '' : `last Hello ${clockAt(dial, lastHello)}`;
  if (connected === 'must') return `connected to ${peer} since ${clockAt(dial, since ?? 0)}, ${last}`;
  if (connected === 'may')
    return `may be connected to ${peer}, ${last}: ${whyText(belief.why ?? 'late', node)}`;
  if (lastHello === null)
    return `${known === 'must' ? 'knows' : 'may know'} ${peer}: ${source(belief, dial)}`;
  const list =
    listed === 'no'
      ? 'may not be listed'
      : `may be listed${excuse === null ? '' : `: ${excuseText(excuse)}`}`;
  return `no longer connected to ${peer}: expired, ${last}; ${list}`;
}

/** How one knows of somebody who said no Hello to it. */
function source({ announced, greetedAt, claimedAt }: PeerBelief, dial: Dial): string {
  if (announced !== null) return `announced by ${endpointText(announced.by)} ${clockAt(dial, announced.at)}`;
  if (greetedAt !== null) return `it said Hello there ${clockAt(dial, greetedAt)}`;
  return claimedAt === null ? 'it sent something there' : `it named it ${clockAt(dial, claimedAt)}`;
}
