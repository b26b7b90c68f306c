/**
 * Where the peers of a bombardment live.
 */
import type { LabAddresses } from '../net/lab-address.ts';
import type { Endpoint } from '../wire/endpoint.ts';

const CREW = 8;
const ABSENT = 96;

/** Eight places, of which two share their address and two their port: a peer is both (HEL-2). */
export function crewPlaces(addresses: LabAddresses): Endpoint[] {
  const places = Array.from({ length: CREW }, () => addresses.next());
  const [first, , third] = places;
  // Where there is one address alone, the system chooses the ports.
  if (!addresses.many || first === undefined || third === undefined) return places;
  return places.map(({ address, port }, i) => {
    if (i === 1) return { address: first.address, port: port === first.port ? port ^ 1 : port };
    return { address, port: i === 3 ? third.port : port };
  });
}

/** Places where nobody listens, to be announced. */
export function absentPlaces(addresses: LabAddresses): Endpoint[] {
  return Array.from({ length: ABSENT }, () => addresses.next());
}
