/** The words for what is uncertain about a belief. */
import type { Excuse, Uncertainty } from '../sniff/belief/belief-event.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import { lapse } from './belief-time.ts';

/** Why a peer may be connected, and need not. */
export function whyText(why: Uncertainty, node: Endpoint): string {
  switch (why) {
    case 'unheard':
      return `nothing from ${endpointText(node)} was captured before`;
    case 'mute':
      return `${endpointText(node)} has been silent itself`;
    case 'unreadable':
      return 'not every reader finds a Hello in that datagram';
    case 'crowded':
      return 'the table may be full';
    case 'late':
      return 'a clock of whole seconds may have dropped it';
    case 'fresh':
      return 'its Hello has only just come';
  }
}

/** Why a peer that has expired may be listed all the same. */
export function excuseText(excuse: Excuse): string {
  switch (excuse.type) {
    case 'announced':
      return `${endpointText(excuse.by)} announced it`;
    case 'start':
      return 'it may have been given at start';
    case 'pause':
      return `nothing at all was captured for ${lapse(excuse.ms)} of its silence`;
  }
}
