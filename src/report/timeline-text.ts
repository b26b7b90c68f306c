/** `sniff --timeline` for people: a line for each change of what a node must or may believe. Pure. */
import type { Language } from '../lang/language.ts';
import { inWords, type Message, tell } from '../lang/sentence.ts';
import { EXPIRY_MS } from '../node/membership.ts';
import type { BeliefEvent } from '../sniff/belief/belief-event.ts';
import { endpointText } from '../wire/endpoint.ts';
import { clockAt, type Dial, lapse } from './belief-time.ts';
import { excuseText, whyText } from './belief-words.ts';
import type { Theme } from './theme.ts';

/** `22:13:23.120 10.0.0.1:4200 connected to 10.0.0.2:4201`. */
export function beliefLine(event: BeliefEvent, dial: Dial, theme: Theme, lang: Language = 'en'): string {
  const text = `${endpointText(event.node)} ${changeText(event, dial, lang)}`;
  const shown = event.type === 'advertised' && event.excuse === null ? theme.error(text) : text;
  return `${theme.dim(clockAt(dial, event.at))} ${shown}`;
}

function changeText(event: BeliefEvent, dial: Dial, lang: Language): string {
  switch (event.type) {
    case 'heard':
      return tell(lang, event.again ? 'heard again' : 'heard for the first time');
    case 'silent':
      return tell(lang, 'silent since {time}: whom it holds connected cannot be told any more', {
        time: clockAt(dial, event.since),
      });
    case 'connected':
      return connectedText(event, lang);
    case 'may-be-connected':
      return tell(lang, 'may be connected to {peer}: {why}', {
        peer: endpointText(event.peer),
        why: whyText(event.why, event.node, lang),
      });
    case 'doubted':
      return tell(lang, 'may have dropped {peer}: no Hello since {time}', {
        peer: endpointText(event.peer),
        time: clockAt(dial, event.lastHello),
      });
    case 'expired':
      return tell(lang, 'no longer connected to {peer}: expired, {how}', {
        peer: endpointText(event.peer),
        how: expiredText(event, dial, lang),
      });
    case 'advertised':
      return advertisedText(event, lang);
  }
}

function connectedText(
  { peer, before, early }: BeliefEvent & { readonly type: 'connected' },
  lang: Language,
) {
  const text = tell(lang, HOW[before], { peer: endpointText(peer) });
  return early ? tell(lang, '{what}, perhaps since before the capture began', { what: text }) : text;
}

const HOW = {
  new: 'connected to {peer}',
  may: 'connected to {peer} for sure',
  expired: 'connected to {peer} again',
} as const;

function expiredText(event: BeliefEvent & { readonly type: 'expired' }, dial: Dial, lang: Language): string {
  const { lastHello, pauseMs } = event;
  const last = tell(lang, 'no Hello since {time}', { time: clockAt(dial, lastHello) });
  if (pauseMs <= 0) return last;
  const pause = lapse(pauseMs, lang);
  return tell(lang, '{what}; but nothing at all was captured for {time} of that', {
    what: last,
    time: pause,
  });
}

/** §1.3 disconnects after 4 s: dead it is from then on, though the clocks of nodes differ. */
function advertisedText(event: BeliefEvent & { readonly type: 'advertised' }, lang: Language): string {
  const { at, peer, to, lastHello, alive, excuse } = event;
  const text = tell(lang, alive ? DEAD_TO_IT : 'advertised {peer} to {to}, dead for {time}', {
    peer: endpointText(peer),
    to: endpointText(to),
    time: lapse(at - lastHello - EXPIRY_MS, lang),
  });
  if (excuse === null) return text;
  return tell(lang, '{what}; it may: {why}', { what: text, why: excuseText(excuse, lang) });
}

const DEAD_TO_IT = 'advertised {peer} to {to}, dead to it for {time} (it speaks to others)';

/** What stands before the first change and behind the last. */
export function timelineHead(dial: Dial, theme: Theme, lang: Language): string {
  return `${theme.dim(clockAt(dial, 0))} ${tell(lang, 'the capture begins')}`;
}

/** What the capture cannot tell, a line each under a heading; nothing for nothing. */
export function doubtLines(doubts: readonly Message[], theme: Theme, lang: Language): string[] {
  if (doubts.length === 0) return [];
  return [
    theme.strong(tell(lang, 'This capture cannot tell:')),
    ...doubts.map((text) => `  ${inWords(lang, text)}`),
  ];
}
