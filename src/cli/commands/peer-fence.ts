/**
 * Whom the reference node may greet: `--allow-peer`, else loopback when bound there, else the networks of the
 * interface that it is bound to (DESIGN §3).
 */
import { networkInterfaces } from 'node:os';
import { type Cidr, contains, LOOPBACK, parseCidr } from '../../net/cidr.ts';
import { EnvironmentError } from '../../net/error.ts';
import { targetAllowed } from '../../net/fence.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import { networks } from './fence-option.ts';

/** Every interface of the machine. */
const ANY = '0.0.0.0';

/**
 * The fence of a node bound to this address; `texts` are the networks given, if any. EnvironmentError if the
 * address is none of an interface that is up: such a node would ignore everybody, and say nothing of it.
 */
export function peerFence(bound: string, texts: readonly string[]): (peer: Endpoint) => boolean {
  const allowed = texts.length > 0 ? networks(texts, '--allow-peer') : ownNetworks(bound);
  return (peer) => targetAllowed(peer, allowed);
}

function ownNetworks(bound: string): Cidr[] {
  if (contains(LOOPBACK, bound)) return [LOOPBACK];
  const own = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, address }) => family === 'IPv4' && (bound === ANY || address === bound));
  const found = own.flatMap(({ cidr }) => {
    const network = cidr === null ? null : parseCidr(cidr);
    return network === null ? [] : [network];
  });
  if (found.length > 0) return found;
  throw new EnvironmentError(
    `no interface that is up has the address ${bound}`,
    'bind an address that ip -brief address shows as UP, or name whom the node may greet with --allow-peer CIDR',
  );
}
