/**
 * What the target's datagrams tell a peer: Hellos, and the addresses that it lists. Read leniently, so that one
 * malformed TLV (judged elsewhere) does not hide what stands before it.
 */
import { dissect } from '../wire/dissect.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import type { DatagramEvent, Trace } from './trace.ts';

/** What one datagram says. */
export interface Told {
  readonly hello: boolean;
  readonly request: boolean;
  readonly listed: readonly Endpoint[];
}

/** Reads one datagram; with a wrong header it says nothing. */
export function told(bytes: Uint8Array): Told {
  const { tlvs } = dissect(bytes);
  const listed: Endpoint[] = [];
  for (const { fields } of tlvs) {
    const { port, address } = fields ?? {};
    if (typeof port === 'number' && typeof address === 'string') listed.push({ address, port });
  }
  const has = (name: string): boolean => tlvs.some((tlv) => tlv.name === name && tlv.fields !== null);
  return { hello: has('hello'), request: has('peer-request'), listed };
}

/** A datagram from the target to a lab peer, read; `index` is its place in the trace. */
export interface Received extends Told {
  readonly index: number;
  readonly at: number;
  readonly event: DatagramEvent;
}

/** All datagrams from the target's address and port, in order; to one peer if one is given. */
export function fromTarget(trace: Trace, peer?: Endpoint): Received[] {
  const target = endpointText(trace.target);
  const wanted = peer === undefined ? null : endpointText(peer);
  return trace.events.flatMap((event, index) => {
    if (event.type !== 'received' || endpointText(event.from) !== target) return [];
    if (wanted !== null && endpointText(event.to) !== wanted) return [];
    return [{ ...told(event.bytes), index, at: event.at, event }];
  });
}
