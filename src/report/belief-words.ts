/** The words for what is uncertain about a belief. */
import type { Language } from '../lang/language.ts';
import { tell } from '../lang/sentence.ts';
import type { Excuse, Uncertainty } from '../sniff/belief/belief-event.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { lapse } from './belief-time.ts';

/** Why a peer may be connected, and need not. */
export function whyText(why: Uncertainty, node: Endpoint, lang: Language): string {
  switch (why) {
    case 'unheard':
      return tell(lang, 'nothing from {node} was captured before', { node: endpointText(node) });
    case 'mute':
      return tell(lang, '{node} has been silent itself', { node: endpointText(node) });
    case 'unreadable':
      return tell(lang, 'not every reader finds a Hello in that datagram');
    case 'crowded':
      return tell(lang, 'the table may be full');
    case 'late':
      return tell(lang, 'a clock of whole seconds may have dropped it');
    case 'fresh':
      return tell(lang, 'its Hello has only just come');
  }
}

/** Why a peer that has expired may be listed all the same. */
export function excuseText(excuse: Excuse, lang: Language): string {
  switch (excuse.type) {
    case 'announced':
      return tell(lang, '{node} announced it', { node: endpointText(excuse.by) });
    case 'start':
      return tell(lang, 'it may have been given at start');
    case 'pause':
      return tell(lang, 'nothing at all was captured for {time} of its silence', {
        time: lapse(excuse.ms, lang),
      });
  }
}
