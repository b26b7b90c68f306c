/**
 * Whom a Peer Address may name. What the fence would hold back is there only where nothing can leave.
 */
import type { Endpoint } from '../../wire/endpoint.ts';
import type { Cast } from '../case.ts';

export interface Announceable {
  readonly peers: readonly Endpoint[];
  readonly absent: readonly Endpoint[];
  /** Under which a node may find itself: any address of its machine with its port. */
  readonly own: readonly Endpoint[];
  /** ADR-5: those that no peer can have. */
  readonly odd: readonly Endpoint[];
}

export function announceable({ target, peers, absent, unfenced }: Cast): Announceable {
  if (!unfenced) return { peers, absent, own: [], odd: [] };
  const { port } = target;
  return {
    peers,
    absent,
    own: [target, { address: '127.0.0.1', port }, { address: '127.9.8.7', port }],
    odd: [
      { address: '0.0.0.0', port: 0 },
      { address: '0.0.0.0', port },
      { address: '127.0.0.1', port: 0 },
      { address: '127.255.255.255', port },
      { address: '255.255.255.255', port },
      { address: '224.0.0.1', port },
      { address: '127.0.0.1', port: 65_535 },
      { address: '10.255.255.1', port: 1 },
    ],
  };
}
