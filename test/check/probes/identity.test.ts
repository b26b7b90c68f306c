import { expect, it } from 'vitest';
import { PROBES } from '../../../src/check/catalogue.ts';
import { withBug } from '../../../src/node/bugs/bug.ts';
import { nodeConfig } from '../../../src/node/config.ts';
import type { Item, Rules, Scene } from '../../../src/node/rules.ts';
import type { Endpoint } from '../../../src/wire/endpoint.ts';
import { failed, virtualCheck } from '../../support/virtual-check.ts';

type React = (item: Item, from: Endpoint, scene: Scene, rules: Rules) => ReturnType<Rules['react']>;

/** What fails of the node whose TLVs set that off. */
async function failuresOf(check: string, react: React): Promise<string[]> {
  const bug = {
    name: 'x',
    requirement: 'ADR-1',
    section: '1.5',
    summary: 'x',
    rules: (rules: Rules) => ({
      react: (item: Item, from: Endpoint, scene: Scene) => react(item, from, scene, rules),
    }),
  };
  const result = await virtualCheck(
    (self, start) => withBug(nodeConfig({ self, start, random: () => 0.5, allowPeer: () => true }), bug),
    {},
    PROBES.filter((probe) => probe.check === check),
  );
  return failed(result);
}

const isKnown = ({ peers }: Scene, isSame: (one: Endpoint) => boolean): boolean =>
  peers.all().some(({ endpoint }) => isSame(endpoint));

/** Peer Addresses of which that is true are not taken. */
function refusing(isRefused: (peer: Endpoint, scene: Scene) => boolean): React {
  return (item, from, scene, rules) =>
    item.type === 'peer-address' && isRefused(item.peer, scene) ? [] : rules.react(item, from, scene);
}

it.each<[string, string, string, React]>([
  [
    'an announced address is looked for by its port alone',
    'announced-greeted',
    'ADR-1',
    refusing((peer, scene) => isKnown(scene, ({ port }) => port === peer.port)),
  ],
  [
    'an announced address is looked for without its port',
    'announced-greeted',
    'ADR-1',
    refusing((peer, scene) => isKnown(scene, ({ address }) => address === peer.address)),
  ],
  [
    'an announced 127.0.0.1 is taken for the node itself',
    'announced-greeted',
    'ADR-1',
    refusing(({ address }) => address === '127.0.0.1'),
  ],
  [
    'a Peer Address renews who sends it',
    'only-hello-renews',
    'HEL-5',
    function* (item, from, scene, rules) {
      if (item.type === 'peer-address' && scene.peers.find(from)?.state === 'connected')
        yield { type: 'join', peer: from };
      yield* rules.react(item, from, scene);
    },
  ],
])('%s: %s fails', async (_, check, row, react) => {
  expect(await failuresOf(check, react)).toContain(row);
  expect(await failuresOf(check, (item, from, scene, rules) => rules.react(item, from, scene))).toEqual([]);
});

it('who answers each Hello is not said to misread lengths', async () => {
  const failures = await failuresOf('length-counts-header', function* (item, from, scene, rules) {
    yield* rules.react(item, from, scene);
    if (item.type === 'hello') yield { type: 'answer', to: from };
  });
  expect(failures).not.toContain('TLV-1');
});
