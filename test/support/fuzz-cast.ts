/**
 * A cast for generators, as a campaign would have it: lab addresses from a seed, of which two share an address and two
 * a port.
 */
import type { Cast } from '../../src/fuzz/case.ts';
import { LabAddresses } from '../../src/net/lab-address.ts';
import { seededRandom } from '../../src/net/random.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';

export const TARGET: Endpoint = { address: '127.0.0.1', port: 4242 };

export function fuzzCast(seed: number, unfenced: boolean, peers = 12): Cast {
  const addresses = new LabAddresses(seededRandom(seed), TARGET.port);
  const many = (count: number): Endpoint[] => Array.from({ length: count }, () => addresses.next());
  const [first, second, third, ...others] = many(peers);
  if (first === undefined || second === undefined || third === undefined)
    throw new RangeError('three at least');
  return {
    target: TARGET,
    startPeer: second,
    peers: [
      first,
      second,
      { address: first.address, port: second.port },
      { address: third.address, port: first.port },
      ...others,
    ],
    absent: many(96),
    unfenced,
  };
}
