/**
 * Chance from a seed: the same seed gives the same numbers on every machine. Not for secrets.
 */

/**
 * Numbers in [0, 1). A 32-bit Weyl sequence (steps of the odd constant nearest to 2^32 / golden ratio, so that
 * every state occurs once) whose states are mixed by multiply and shift until neighbours have nothing in common.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e37_79b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
