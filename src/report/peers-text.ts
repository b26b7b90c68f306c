/** `sniff --peers-at` for people: node by node, whom it must and may hold connected, know and list. Pure. */
import type { Language } from '../lang/language.ts';
import { tell } from '../lang/sentence.ts';
import type { NodeBelief, PeerBelief } from '../sniff/belief/snapshot.ts';
import { type Endpoint, endpointText, isSameEndpoint } from '../wire/endpoint.ts';
import { clockAt, type Dial, dateAt, lapse } from './belief-time.ts';
import { excuseText, whyText } from './belief-words.ts';
import type { Theme } from './theme.ts';

/** The state at a time, lines joined by `\n`. */
export function peersText(
  nodes: readonly NodeBelief[],
  at: number,
  dial: Dial,
  theme: Theme,
  lang: Language,
): string {
  const time = lapse(Math.abs(at), lang);
  const where = tell(lang, at < 0 ? '{time} before the first packet' : '{time} after the first packet', {
    time,
  });
  return [
    `${dateAt(dial, at)}, ${where}`,
    ...nodes.flatMap((one) => nodeLines(one, dial, theme, lang)),
    ...(nodes.length === 0 ? [tell(lang, 'no node has been heard or spoken to')] : []),
  ].join('\n');
}

function nodeLines(
  { node, heard, mute, told, peers }: NodeBelief,
  dial: Dial,
  theme: Theme,
  lang: Language,
): string[] {
  const notes = [
    ...(heard === null ? [tell(lang, 'nothing from it was captured')] : []),
    ...(mute && heard !== null
      ? [tell(lang, 'silent since {time}', { time: clockAt(dial, heard.last) })]
      : []),
    ...(told === 0 ? [tell(lang, 'nothing to it was captured')] : []),
  ];
  // That others announce it to itself tells nobody anything.
  const others = peers.filter(({ peer }) => !isSameEndpoint(peer, node));
  const rows = others.map((peer) => `  ${peerText(peer, node, dial, lang)}`);
  return [
    notes.length > 0
      ? tell(lang, '{name}: {text}', { name: theme.strong(endpointText(node)), text: notes.join(', ') })
      : theme.strong(endpointText(node)),
    ...(rows.length > 0 ? rows : [`  ${tell(lang, 'nobody has said Hello to it')}`]),
  ];
}

function peerText(belief: PeerBelief, node: Endpoint, dial: Dial, lang: Language): string {
  const { connected, known, listed, since, lastHello, excuse } = belief;
  const peer = endpointText(belief.peer);
  const last = lastHello === null ? '' : tell(lang, 'last Hello {time}', { time: clockAt(dial, lastHello) });
  if (connected === 'must')
    return tell(lang, 'connected to {peer} since {time}, {last}', {
      peer,
      time: clockAt(dial, since ?? 0),
      last,
    });
  if (connected === 'may')
    return tell(lang, 'may be connected to {peer}, {last}: {why}', {
      peer,
      last,
      why: whyText(belief.why ?? 'late', node, lang),
    });
  if (lastHello === null)
    return tell(lang, known === 'must' ? 'knows {peer}: {how}' : 'may know {peer}: {how}', {
      peer,
      how: source(belief, dial, lang),
    });
  const list =
    listed === 'no'
      ? tell(lang, 'may not be listed')
      : excuse === null
        ? tell(lang, 'may be listed')
        : tell(lang, 'may be listed: {why}', { why: excuseText(excuse, lang) });
  return tell(lang, 'no longer connected to {peer}: expired, {last}; {list}', { peer, last, list });
}

/** How one knows of somebody who said no Hello to it. */
function source({ announced, greetedAt, claimedAt }: PeerBelief, dial: Dial, lang: Language): string {
  if (announced !== null)
    return tell(lang, 'announced by {node} {time}', {
      node: endpointText(announced.by),
      time: clockAt(dial, announced.at),
    });
  if (greetedAt !== null) return tell(lang, 'it said Hello there {time}', { time: clockAt(dial, greetedAt) });
  return claimedAt === null
    ? tell(lang, 'it sent something there')
    : tell(lang, 'it named it {time}', { time: clockAt(dial, claimedAt) });
}
