/**
 * ADR-5: addresses that no peer can have, announced by a connected peer.
 */
import type { DraftItem } from '../../wire/craft.ts';
import type { Endpoint } from '../../wire/endpoint.ts';
import type { Probe } from '../probe.ts';

const REQUEST: readonly DraftItem[] = [{ name: 'peer-request' }];

function named({ address, port }: Endpoint): DraftItem {
  return { name: 'peer-address', address, port };
}

/** Those that can be announced only where nothing leaves; the fence holds them back elsewhere. */
const ODD: readonly Endpoint[] = [
  { address: '0.0.0.0', port: 4200 },
  { address: '0.0.0.0', port: 0 },
  { address: '127.0.0.1', port: 0 },
  { address: '127.255.255.255', port: 4200 },
  { address: '255.255.255.255', port: 4200 },
  { address: '224.0.0.1', port: 4200 },
];

export const oddAddresses: Probe = {
  check: 'odd-addresses-harmless',
  late: 1,
  peers: 3,
  requirement: 'ADR-5',
  title:
    "0.0.0.0, port 0, broadcasts, multicast, the node's own address, one address many times and from several peers",
  seconds: 6,
  alone: true,
  async run(scene) {
    const asker = await scene.connected();
    const other = await scene.connected();
    if (!(await scene.control(asker, 'before'))) return;
    const { target } = scene.trace;
    const own = [
      target,
      { address: '127.0.0.1', port: target.port },
      { address: '127.9.8.7', port: target.port },
    ];
    for (const endpoint of [...ODD, ...own]) await scene.say(asker, [named(endpoint)]);
    // What stands behind an odd address in its datagram is announced like any other.
    const behind = await scene.newcomer();
    const odd: Endpoint = { address: '127.0.0.1', port: 0 };
    const again = (): Promise<boolean> => scene.say(asker, [named(odd), named(behind.endpoint)]);
    if (await again()) await scene.greeted(behind, 'an address announced behind one with port 0', { again });
    const often = await scene.newcomer();
    const many = Array.from({ length: 6 }, () => named(often.endpoint));
    const told = await scene.say(asker, many);
    for (const peer of [asker, other, asker]) await scene.say(peer, [named(often.endpoint)]);
    const calm = told
      ? [scene.calm(often, 'an address that is announced nine times by two peers', 2_200)]
      : [];
    await Promise.all([
      ...calm,
      scene.calm(asker, 'odd addresses announced by this peer', 2_200),
      scene.calm(other, 'odd addresses announced by another peer', 2_200),
    ]);
    const newcomer = await scene.newcomer();
    await newcomer.greet();
    await Promise.all([
      scene.answered(asker, REQUEST, 'peer-request after odd addresses were announced'),
      scene.greeted(asker, 'a connected peer after odd addresses were announced'),
      scene.greeted(newcomer, 'a newcomer after odd addresses were announced'),
    ]);
  },
};
