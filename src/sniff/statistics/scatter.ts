/**
 * A place in a table from two or three unsigned 32-bit numbers (the steps of MurmurHash3's 32-bit finish). Whoever
 * chooses the addresses in a capture must not choose the places: a number that is drawn at each start is mixed in.
 * What a table holds, and in what order it says it, does not depend on it.
 */

export const DRAWN = Math.floor(Math.random() * 2 ** 32);

export function scatter(a: number, b: number, c = 0): number {
  let hash = DRAWN ^ Math.imul(a ^ DRAWN, 0xcc9e2d51);
  hash = Math.imul(hash ^ (hash >>> 15) ^ b, 0x1b873593);
  hash = Math.imul(hash ^ (hash >>> 16) ^ c, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Puts `number` plus one at the first free place from `hash` on; 0 is free, and there is one up to `mask`, 2^n - 1. */
export function settle(places: Uint32Array, hash: number, number: number, mask = places.length - 1): void {
  let at = hash & mask;
  while (places[at] !== 0) at = (at + 1) & mask;
  places[at] = number + 1;
}
