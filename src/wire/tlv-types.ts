/** What the TLVs of a datagram are, where nobody asks what they hold: no object is made for one. */
import { Fault, Walk } from './walk.ts';

const walk = new Walk();

/** The type numbers in order; a row of TLVs that are alike is told once. */
export function tlvTypes(bytes: Uint8Array): number[] {
  const types: number[] = [];
  for (walk.start(bytes, 0, bytes.length); walk.next(); ) {
    types.push(walk.type);
    if (walk.fault === Fault.none) walk.repeat();
  }
  return types;
}

/** How many there are, broken ones too. */
export function tlvCount(bytes: Uint8Array): number {
  let count = 0;
  for (walk.start(bytes, 0, bytes.length); walk.next(); ) {
    count += walk.fault === Fault.none ? 1 + walk.repeat() : 1;
  }
  return count;
}
