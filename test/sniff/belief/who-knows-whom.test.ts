import { expect, test } from 'vitest';
import type { NodeBelief, PeerBelief } from '../../../src/sniff/belief/snapshot.ts';
import { whoKnowsWhom } from '../../../src/sniff/belief/who-knows-whom.ts';
import { type Endpoint, endpointText } from '../../../src/wire/endpoint.ts';

function end(address: string, port = 4200): Endpoint {
  return { address, port };
}

/** A node that names these. */
function naming(node: Endpoint, ...peers: readonly Endpoint[]): NodeBelief {
  const beliefs = peers.map(
    (peer) => ({ peer, connected: 'no', greetedAt: null, claimedAt: 1 }) as PeerBelief,
  );
  return { node, heard: { first: 0, last: 1 }, mute: false, told: 0, peers: beliefs };
}

test('has its nodes in the order of their addresses, by value and then by port', () => {
  const [first, second, third, last] = [
    end('9.255.0.1', 65_535),
    end('10.0.0.9', 900),
    end('10.0.0.9', 10_000),
    end('200.0.0.1', 1),
  ];
  const { nodes, more } = whoKnowsWhom([naming(last, third, first), naming(second)], 0);
  expect(nodes.map(({ endpoint }) => endpoint)).toEqual([first, second, third, last]);
  expect(nodes.map(({ heard }) => heard)).toEqual([false, true, false, true]);
  expect(more).toBe(0);
});

test('keeps those with the most edges, and of equal ones the first', () => {
  const others = Array.from({ length: 110 }, (_, i) => end(`10.0.0.${i + 1}`));
  const state = [naming(end('10.9.9.9'), ...others.toReversed()), naming(end('10.9.9.8'), end('10.0.0.110'))];
  const { nodes, edges, more } = whoKnowsWhom(state, 0);
  const kept = nodes.map(({ endpoint }) => endpointText(endpoint));
  expect(kept).toEqual([...others.slice(0, 98).map(endpointText), '10.0.0.110:4200', '10.9.9.9:4200']);
  expect([edges.length, more]).toEqual([99, 12]);
});
