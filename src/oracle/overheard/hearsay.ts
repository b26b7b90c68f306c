/** Which addresses the nodes of a capture speak of, and from where anybody speaks. Bounded by MAX_ADDRESSES. */

import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { type Told, told } from '../answer.ts';
import type { Hearsay } from './address.ts';

const MAX_ADDRESSES = 200_000;
const MANY = 'many';

/** A datagram of anybody in the capture. */
export interface Saying {
  readonly from: Endpoint;
  readonly bytes: Uint8Array;
}

/** What all that was said tells together. */
export function hearsayOf(said: Iterable<Saying>): Hearsay {
  /** By address: the only one that named it, or MANY. */
  const named = new Map<string, string>();
  const speakers = new Set<string>();
  let full = false;
  const note = (by: string, { keys }: Told): void => {
    for (const key of keys) {
      full ||= named.size >= MAX_ADDRESSES;
      if (!full || named.has(key)) named.set(key, (named.get(key) ?? by) === by ? by : MANY);
    }
  };
  for (const { from, bytes } of said) {
    const by = endpointText(from);
    speakers.add(by);
    note(by, told(bytes));
  }
  return {
    isAlone: (node, address) => !full && !speakers.has(address) && named.get(address) === node,
  };
}
