import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/net/random.ts';
import type { Node } from '../../../src/node/node.ts';
import { Beliefs } from '../../../src/sniff/belief/belief.ts';
import type { BeliefEvent } from '../../../src/sniff/belief/belief-event.ts';
import { snapshot } from '../../../src/sniff/belief/snapshot.ts';
import { endpointText } from '../../../src/wire/endpoint.ts';
import { SEED } from '../../support/arbitrary.ts';
import { COMBINATIONS } from '../../support/combination.ts';
import { conversation, place, type Spoken } from '../../support/conversation.ts';

/** What is believed of what was said, up to `end`. */
function believed(spoken: readonly Spoken[], end: number) {
  const beliefs = new Beliefs(() => 0);
  const events: BeliefEvent[] = [];
  for (const { at, from, to, bytes } of spoken)
    if (at <= end) events.push(...beliefs.take({ at, from, to, bytes, whole: true, file: 'f', frame: 0 }));
  events.push(...beliefs.advance(end));
  return { events, nodes: snapshot(beliefs, end) };
}

/** Nodes of any dialect that come and go, and their tables at the end. */
async function life(seed: number) {
  const random = seededRandom(seed);
  const ms = 9000 + 12_000 * random();
  const nodes = new Map<string, { readonly node: Node; readonly lives: boolean }>();
  const parts = Array.from({ length: 5 }, (_, i) => {
    const start = i === 0 ? 0 : 12_000 * random() * random();
    const end = i > 1 && random() < 0.5 ? Math.min(ms, start + 6000 * random()) : ms;
    const born = (node: Node) => nodes.set(endpointText(place(i)), { node, lives: end === ms });
    const dialect = COMBINATIONS[Math.floor(random() * COMBINATIONS.length)] ?? {};
    return { startPeer: i === 0 ? null : Math.floor(random() * i), start, end, dialect, born };
  });
  return { ms, nodes, spoken: await conversation(parts, ms, { seed }) };
}

test('nodes hold connected whom they must, and nobody whom none may; none of them advertises the dead', async () => {
  let [sure, held] = [0, 0];
  for (let round = 0; round < 20; round++) {
    const seed = SEED + round;
    const { ms, nodes, spoken } = await life(seed);
    const { events, nodes: state } = believed(spoken, ms);
    expect([seed, events.filter((event) => event.type === 'advertised' && event.excuse === null)]).toEqual([
      seed,
      [],
    ]);
    for (const { node, peers } of state) {
      const own = nodes.get(endpointText(node));
      if (own === undefined || !own.lives) continue;
      const table = [...own.node.peers.all()];
      const connected = new Set(
        table.filter((peer) => peer.state === 'connected').map((peer) => endpointText(peer.endpoint)),
      );
      const known = new Set(table.map((peer) => endpointText(peer.endpoint)));
      for (const belief of peers) {
        const key = endpointText(belief.peer);
        const name = `seed ${seed}: ${endpointText(node)} of ${key}`;
        if (belief.connected !== 'may')
          expect([name, connected.has(key)]).toEqual([name, belief.connected === 'must']);
        if (belief.known === 'must') expect([name, known.has(key)]).toEqual([name, true]);
        sure += belief.connected === 'must' ? 1 : 0;
        held += connected.has(key) ? 1 : 0;
      }
      connected.delete(endpointText(node));
      const may = peers.filter((one) => one.connected !== 'no').map((one) => endpointText(one.peer));
      expect([...connected].filter((key) => !may.includes(key))).toEqual([]);
    }
  }
  // Not by believing nothing.
  expect(sure).toBeGreaterThan(0.7 * held);
  expect(held).toBeGreaterThan(100);
});
