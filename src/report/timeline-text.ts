/** `sniff --timeline` for people: a line for each change of what a node must or may believe. Pure. */
import { EXPIRY_MS } from '../node/membership.ts';
import type { BeliefEvent } from '../sniff/belief/belief-event.ts';
import { endpointText } from '../wire/endpoint.ts';
import { clockAt, type Dial, lapse } from './belief-time.ts';
import { excuseText, whyText } from './belief-words.ts';
import type { Theme } from './theme.ts';

/** `22:13:23.120 10.0.0.1:4200 connected to 10.0.0.2:4201`. */
export function beliefLine(event: BeliefEvent, dial: Dial, theme: Theme): string {
  const text = `${endpointText(event.node)} ${changeText(event, dial)}`;
  const shown = event.type === 'advertised' && event.excuse === null ? theme.error(text) : text;
  return `${theme.dim(clockAt(dial, event.at))} ${shown}`;
}

function changeText(event: BeliefEvent, dial: Dial): string {
  switch (event.type) {
    case 'heard':
      return event.again ? 'heard again' : 'heard for the first time';
    case 'silent':
      return `silent since ${clockAt(dial, event.since)}: whom it holds connected cannot be told any more`;
    case 'connected':
      return `connected to ${endpointText(event.peer)}${HOW[event.before]}${event.early ? EARLY : ''}`;
    case 'may-be-connected':
      return `may be connected to ${endpointText(event.peer)}: ${whyText(event.why, event.node)}`;
    case 'doubted':
      return `may have dropped ${endpointText(event.peer)}: no Hello since ${clockAt(dial, event.lastHello)}`;
    case 'expired':
      return `no longer connected to ${endpointText(event.peer)}: expired, ${expiredText(event, dial)}`;
    case 'advertised':
      return advertisedText(event);
  }
}

const HOW = { new: '', may: ' for sure', expired: ' again' } as const;
const EARLY = ', perhaps since before the capture began';

function expiredText(event: BeliefEvent & { readonly type: 'expired' }, dial: Dial): string {
  const { lastHello, pauseMs } = event;
  const pause = pauseMs > 0 ? `; but nothing at all was captured for ${lapse(pauseMs)} of that` : '';
  return `no Hello since ${clockAt(dial, lastHello)}${pause}`;
}

/** §1.3 disconnects after 4 s: dead it is from then on, though the clocks of nodes differ. */
function advertisedText(event: BeliefEvent & { readonly type: 'advertised' }): string {
  const { at, peer, to, lastHello, alive, excuse } = event;
  const dead = `${alive ? 'dead to it' : 'dead'} for ${lapse(at - lastHello - EXPIRY_MS)}`;
  const others = alive ? ' (it speaks to others)' : '';
  const may = excuse === null ? '' : `; it may: ${excuseText(excuse)}`;
  return `advertised ${endpointText(peer)} to ${endpointText(to)}, ${dead}${others}${may}`;
}

/** What stands before the first change and behind the last. */
export function timelineHead(dial: Dial, theme: Theme): string {
  return `${theme.dim(clockAt(dial, 0))} the capture begins`;
}

/** What the capture cannot tell, a line each under a heading; nothing for nothing. */
export function doubtLines(doubts: readonly string[], theme: Theme): string[] {
  if (doubts.length === 0) return [];
  return [theme.strong('This capture cannot tell:'), ...doubts.map((text) => `  ${text}`)];
}
