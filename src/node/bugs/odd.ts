/**
 * Bugs of addresses that no peer can have, and of those named more than once (§1.5).
 */
import { type Endpoint, endpointText } from '../../wire/endpoint.ts';
import { isOdd, isSelf } from '../address.ts';
import type { Rules } from '../rules.ts';
import type { Bug } from './bug.ts';
import { crash, mayHang, readThen } from './careless.ts';

export const ODD_BUGS: readonly Bug[] = [
  {
    name: 'crash-on-failed-send',
    requirement: 'ADR-5',
    section: '1.5',
    summary: 'an announced address to which nothing can be sent (port 0, 255.255.255.255) ends the program',
    rules: (rules) =>
      onAddress(rules, ({ address, port }) => {
        if (port === 0 || address === '255.255.255.255') throw crash('crash-on-failed-send');
      }),
  },
  {
    name: 'hang-on-zero-address',
    requirement: 'ADR-5',
    section: '1.5',
    summary: 'the address 0.0.0.0, the mark of an empty place in the table, makes the search for one endless',
    rules: (rules) => {
      const { hang, rules: hanging } = mayHang(rules);
      return {
        ...hanging,
        ...onAddress({ ...rules, ...hanging }, ({ address }) => {
          if (address === '0.0.0.0') hang();
        }),
      };
    },
  },
  {
    name: 'hang-on-own-address',
    requirement: 'ADR-5',
    section: '1.5',
    summary: 'told its own address, the node greets itself, replies to its own Hello, and so on without end',
    rules: (rules) => {
      const { hang, rules: hanging } = mayHang(rules);
      return {
        ...hanging,
        ...onAddress({ ...rules, ...hanging }, (peer, _from, scene) => {
          if (isSelf(peer, scene.config.self)) hang();
        }),
      };
    },
  },
  {
    name: 'port-0-ends-datagram',
    requirement: 'ADR-5',
    section: '1.5',
    summary: 'reading stops at a Peer Address with port 0',
    rules: (rules) => ({
      read: readThen(rules, (items) => {
        const zero = items.findIndex((item) => item.type === 'peer-address' && item.peer.port === 0);
        return zero < 0 ? items : items.slice(0, zero);
      }),
    }),
  },
  {
    name: 'odd-address-bans-announcer',
    requirement: 'ADR-5',
    section: '1.5',
    summary: 'who announces an address that no peer can have is dropped and never listened to again',
    rules: (rules) => {
      const banned = new Set<string>();
      return {
        react: function* (item, from, scene) {
          if (banned.has(endpointText(from))) return;
          if (item.type === 'peer-address' && isOdd(item.peer)) {
            banned.add(endpointText(from));
            yield { type: 'forget', peer: from };
          } else yield* rules.react(item, from, scene);
        },
      };
    },
  },
  {
    name: 'announced-again-entered-again',
    requirement: 'ADR-5',
    section: '1.5',
    summary: 'an address is added each time that it is announced, and greeted as often in each second',
    rules: (rules) => {
      const times = new Map<string, number>();
      return {
        ...onAddress(rules, (peer) => {
          times.set(endpointText(peer), (times.get(endpointText(peer)) ?? 0) + 1);
        }),
        greet: (peer, scene) =>
          Array.from({ length: Math.max(1, times.get(endpointText(peer.endpoint)) ?? 0) }, () => [
            ...rules.greet(peer, scene),
          ]).flat(),
      };
    },
  },
];

/** Does that for each announced address, then reacts as the rules do. */
function onAddress(
  rules: Rules,
  act: (peer: Endpoint, from: Endpoint, scene: Parameters<Rules['react']>[2]) => void,
): Partial<Rules> {
  return {
    react: (item, from, scene) => {
      if (item.type === 'peer-address') act(item.peer, from, scene);
      return rules.react(item, from, scene);
    },
  };
}
