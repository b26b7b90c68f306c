/**
 * Bugs of the order of bytes and fields in a Peer Address (§1.5).
 */
import { addressNumber, addressText, type Endpoint } from '../../wire/endpoint.ts';
import type { Bug } from './bug.ts';
import { addressesRead, addressesSent } from './careless.ts';

export const ORDER_BUGS: readonly Bug[] = [
  {
    name: 'port-little-endian',
    requirement: 'ADR-2',
    section: '1.5',
    summary: 'the port of a Peer Address is read and written in host byte order (htons and ntohs forgotten)',
    rules: (rules) => ({
      read: addressesRead(rules, portReversed),
      encode: addressesSent(rules, portReversed),
    }),
  },
  {
    name: 'port-little-endian-read',
    requirement: 'ADR-2',
    section: '1.5',
    summary: 'the port of a Peer Address is read in host byte order (ntohs forgotten) and written right',
    rules: (rules) => ({ read: addressesRead(rules, portReversed) }),
  },
  {
    name: 'port-little-endian-sent',
    requirement: 'ADR-2',
    section: '1.5',
    summary: 'the port of a Peer Address is written in host byte order (htons twice) and read right',
    rules: (rules) => ({ encode: addressesSent(rules, portReversed) }),
  },
  {
    name: 'address-reversed',
    requirement: 'ADR-2',
    section: '1.5',
    summary: 'the address of a Peer Address is read and written in host byte order',
    rules: (rules) => ({
      read: addressesRead(rules, addressReversed),
      encode: addressesSent(rules, addressReversed),
    }),
  },
  {
    name: 'address-reversed-read',
    requirement: 'ADR-2',
    section: '1.5',
    summary: 'the address of a Peer Address is read in host byte order and written right',
    rules: (rules) => ({ read: addressesRead(rules, addressReversed) }),
  },
  {
    name: 'address-reversed-sent',
    requirement: 'ADR-2',
    section: '1.5',
    summary:
      'the address of a Peer Address is written in host byte order (htonl once too often) and read right',
    rules: (rules) => ({ encode: addressesSent(rules, addressReversed) }),
  },
  {
    name: 'fields-exchanged',
    requirement: 'ADR-2',
    section: '1.5',
    summary: 'a Peer Address is read and written with the address before the port',
    rules: (rules) => ({
      read: addressesRead(rules, addressFirst),
      encode: addressesSent(rules, portLast),
    }),
  },
];

function portReversed({ address, port }: Endpoint): Endpoint {
  return { address, port: (port & 255) * 256 + (port >>> 8) };
}

function addressReversed({ address, port }: Endpoint): Endpoint {
  return { address: address.split('.').reverse().join('.'), port };
}

/** What a reader takes for the endpoint that expects four bytes of address, then two of port. */
function addressFirst({ address, port }: Endpoint): Endpoint {
  const number = addressNumber(address) ?? 0;
  return { address: addressText(port * 65_536 + (number >>> 16)), port: number & 65_535 };
}

/** What stands there for others when a writer puts four bytes of address, then two of port. */
function portLast({ address, port }: Endpoint): Endpoint {
  const number = addressNumber(address) ?? 0;
  return { address: addressText((number & 65_535) * 65_536 + port), port: number >>> 16 };
}
