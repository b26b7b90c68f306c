/**
 * Who sends a case that was found elsewhere: peers whose addresses are none of this machine's toward the target get
 * some that are. What the datagrams say of them stays as it is.
 */
import { isLoopback } from '../net/cidr.ts';
import type { LabAddresses } from '../net/lab-address.ts';
import { type Endpoint, endpointText } from '../wire/endpoint.ts';
import type { Case } from './case.ts';

export interface Relocated {
  readonly case: Case;
  readonly startPeer: Endpoint | null;
}

/** The same case from places of ours; `own` is the one address toward a target that is not on loopback. */
export function relocated(
  { steps, repeat }: Case,
  startPeer: Endpoint | null,
  addresses: LabAddresses,
  own: string | null,
): Relocated {
  const places = new Map<string, Endpoint>();
  const taken = new Set<string>();
  const place = (from: Endpoint): Endpoint => {
    const known = places.get(endpointText(from));
    if (known !== undefined) return known;
    const found = own === null ? onLoopback(from, addresses) : free({ address: own, port: from.port }, taken);
    places.set(endpointText(from), found);
    taken.add(endpointText(found));
    return found;
  };
  const first = startPeer === null ? null : place(startPeer);
  return {
    startPeer: first,
    case: { repeat, steps: steps.map((step) => ({ ...step, from: place(step.from) })) },
  };
}

function onLoopback(from: Endpoint, addresses: LabAddresses): Endpoint {
  return isLoopback(from.address) ? from : addresses.next();
}

/** Peers that shared a port have the next free ones: they differ in nothing else here. */
function free({ address, port }: Endpoint, taken: ReadonlySet<string>): Endpoint {
  for (let next = port; ; next = next === MAX_PORT ? FIRST_PORT : next + 1) {
    if (!taken.has(endpointText({ address, port: next }))) return { address, port: next };
  }
}

const [FIRST_PORT, MAX_PORT] = [1024, 65_535];
