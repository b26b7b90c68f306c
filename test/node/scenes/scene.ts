/**
 * What a scene is: something small that happens to a node with one start peer, and what the conforming node and
 * the one with the bug show of it.
 */
import { toHex } from '../../../src/wire/bytes.ts';
import type { Tlv } from '../../../src/wire/table.ts';
import { type Bench, HELLO, lab } from '../bench.ts';

export interface Scene {
  readonly act: (node: Bench) => unknown;
  readonly right: unknown;
  readonly wrong: unknown;
}

export type Act = (node: Bench) => unknown;

export const [A, B, C, START] = [lab(1), lab(2), lab(3), lab(9)];
export const UNKNOWN: Tlv = { name: 'tlv', type: 77, value: Uint8Array.of(1, 2) };

/** The table, start peer aside. */
export function known(node: Bench): string[] {
  return Object.keys(node.table()).filter((peer) => peer !== START);
}

/** The table after these bytes from A. */
export function bytes(...bytes: number[]): Act {
  return (node) => {
    node.receive(A, Uint8Array.from(bytes));
    return known(node);
  };
}

/** The table after these TLVs from A. */
export function said(...tlvs: Tlv[]): Act {
  return (node) => {
    node.say(A, ...tlvs);
    return known(node);
  };
}

/** An unknown TLV with this value. */
export function tlv(type: number, ...value: number[]): Tlv {
  return { name: 'tlv', type, value: Uint8Array.from(value) };
}

/** The datagrams of what happens in hexadecimal. */
export function sentHex(node: Bench, act: () => void): string[] {
  const before = node.sent.length;
  act();
  return node.sent.slice(before).map((sent) => toHex(sent.bytes));
}

/** So many peers of the lab say Hello, from the 16th on. */
export function crowd(node: Bench, count: number): void {
  for (let i = 0; i < count; i += 1) node.say(lab(16 + i), HELLO);
}

/** What came out, or the error that it died of. */
export function untilDeath(act: Act): Act {
  return (node) => {
    try {
      return act(node);
    } catch (error) {
      return String(error);
    }
  };
}

/** How many Hellos each of these gets in the 3 s after `act`, and whether A is answered then. */
export function lifeAfter(act: Act): Act {
  return (node) => {
    node.say(A, HELLO);
    act(node);
    const before = node.times(A, 'hello').length;
    node.run(node.now + 3000);
    return [node.times(A, 'hello').length - before, node.ask(A) !== null];
  };
}
