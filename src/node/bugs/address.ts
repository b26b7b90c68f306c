/**
 * Bugs of Peer Addresses (§1.5).
 */
import type { Bug } from './bug.ts';
import { addressesThrough, readThen } from './careless.ts';

export const ADDRESS_BUGS: readonly Bug[] = [
  {
    name: 'announced-ignored',
    requirement: 'ADR-1',
    section: '1.5',
    summary: 'an announced address is not added',
    rules: (rules) => ({
      react: (item, from, scene) => (item.type === 'peer-address' ? [] : rules.react(item, from, scene)),
    }),
  },
  {
    name: 'first-address-only',
    requirement: 'ADR-1',
    section: '1.5',
    summary: 'of several Peer Addresses in a datagram only the first is added',
    rules: (rules) => ({
      read: readThen(rules, (items) => {
        const first = items.find((item) => item.type === 'peer-address');
        return items.filter((item) => item.type !== 'peer-address' || item === first);
      }),
    }),
  },
  {
    name: 'port-little-endian',
    requirement: 'ADR-2',
    section: '1.5',
    summary: 'the port of a Peer Address is read and written in host byte order (htons and ntohs forgotten)',
    rules: (rules) =>
      addressesThrough(rules, ({ address, port }) => ({ address, port: (port & 255) * 256 + (port >>> 8) })),
  },
  {
    name: 'address-reversed',
    requirement: 'ADR-2',
    section: '1.5',
    summary: 'the address of a Peer Address is read and written in host byte order',
    rules: (rules) =>
      addressesThrough(rules, ({ address, port }) => ({
        address: address.split('.').reverse().join('.'),
        port,
      })),
  },
];
