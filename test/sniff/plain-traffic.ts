/** Datagrams that are in order, of as many nodes as a test wants. */
import { concat } from '../../src/wire/bytes.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import { hex } from '../capture/sample.ts';

export const HELLO = hex('6801 0102');
export const REQUEST = hex('6801 0202');

export function node(number: number): Endpoint {
  return { address: `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`, port: 4200 + (number % 7) };
}

/** Names so many peers, from that number on. */
export function answer(first: number, count: number): Uint8Array {
  const peers = Array.from({ length: count }, (_, i) => {
    const peer = first + i;
    return Uint8Array.of(3, 8, 16, 104, 10, peer >> 16, peer >> 8, peer);
  });
  return concat([hex('6801'), ...peers]);
}
