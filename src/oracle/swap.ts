/**
 * Wrong readings of an address (ADR-2): what a node makes of it that mixes up byte order or fields.
 */
import { addressNumber, addressText, type Endpoint } from '../wire/endpoint.ts';

/** A wrong reading, in words, and the endpoint that comes of it. */
export interface Swap {
  readonly fault: string;
  readonly endpoint: Endpoint;
}

/** The wrong readings of an endpoint that differ from the right one. */
export function swaps({ address, port }: Endpoint): Swap[] {
  const number = addressNumber(address) ?? 0;
  const swappedPort = ((port & 255) << 8) | (port >>> 8);
  const reversed = addressText(
    (((number & 255) << 24) | ((number & 0xff00) << 8) | ((number >>> 8) & 0xff00) | (number >>> 24)) >>> 0,
  );
  const exchanged = {
    address: addressText(((port << 16) | (number >>> 16)) >>> 0),
    port: number & 0xffff,
  };
  const all: Swap[] = [
    { fault: 'port in little-endian order', endpoint: { address, port: swappedPort } },
    { fault: 'address in reverse order', endpoint: { address: reversed, port } },
    { fault: 'port and address in little-endian order', endpoint: { address: reversed, port: swappedPort } },
    { fault: 'address before port', endpoint: exchanged },
  ];
  return all.filter(({ endpoint }) => endpoint.address !== address || endpoint.port !== port);
}
