/** The peers that nodes claim to know (src/sniff/statistics/claims.ts, owned-ends.ts). */
import { net16, net32 } from './bytes';
import { scatter } from './flow';
import {
  ADDRESS,
  ADDRESS_AT,
  CLAIM_ADDRESSES,
  CLAIM_COUNTS,
  CLAIM_FIRSTS,
  CLAIM_LASTS,
  CLAIM_MASK,
  CLAIM_NEXTS,
  CLAIM_OWNERS,
  CLAIM_PLACES,
  CLAIM_PORTS,
  CLAIMS,
  CLAIMS_FULL,
  CLAIMS_KEPT,
  HEADER_SIZE,
  MAX_ALL,
  MAX_CLAIMS,
  PORT_AT,
} from './given';
import { END, START } from './row';

/** Nothing is kept of what the node claims from now on (claims.ts). */
export function isOver(node: u32): bool {
  return load<u32>(CLAIMS_FULL) !== 0 || load<u16>(CLAIM_COUNTS + 2 * <usize>node) > MAX_CLAIMS;
}

/** Keeps the peers that the row's datagram names, the whole of which is in order. */
export function claimAll(node: u32, row: usize): void {
  const end: usize = load<u32>(row, END);
  for (let at: usize = load<u32>(row, START) + HEADER_SIZE; at < end; at += load<u8>(at + 1)) {
    if (load<u8>(at) === ADDRESS) claim(node, net32(at + ADDRESS_AT), net16(at + PORT_AT));
  }
}

function claim(node: u32, address: u32, port: u32): void {
  let at = scatter(address, port, node) & CLAIM_MASK;
  while (true) {
    const known = load<u32>(CLAIM_PLACES + 4 * <usize>at);
    if (known === 0) break;
    const number: usize = known - 1;
    const isIt =
      load<u32>(CLAIM_ADDRESSES + 4 * number) === address &&
      load<u16>(CLAIM_PORTS + 2 * number) === port &&
      load<u32>(CLAIM_OWNERS + 4 * number) === node;
    if (isIt) return;
    at = (at + 1) & CLAIM_MASK;
  }
  const countAt = CLAIM_COUNTS + 2 * <usize>node;
  const count: u32 = load<u16>(countAt);
  if (count >= MAX_CLAIMS) store<u16>(countAt, <u16>(MAX_CLAIMS + 1));
  else if (load<u32>(CLAIMS) >= MAX_ALL) store<u32>(CLAIMS_FULL, 1);
  if (isOver(node)) return;
  const number: usize = load<u32>(CLAIMS);
  const claims: u32 = <u32>number + 1;
  store<u32>(CLAIMS, claims);
  store<u32>(CLAIM_PLACES + 4 * <usize>at, claims);
  store<u32>(CLAIM_ADDRESSES + 4 * number, address);
  store<u16>(CLAIM_PORTS + 2 * number, <u16>port);
  store<u32>(CLAIM_OWNERS + 4 * number, node);
  store<u16>(countAt, <u16>(count + 1));
  const keptAt = CLAIMS_KEPT + 2 * <usize>node;
  const kept = load<u16>(keptAt);
  store<u16>(keptAt, kept + 1);
  const lastAt = CLAIM_LASTS + 4 * <usize>node;
  if (kept === 0) store<u32>(CLAIM_FIRSTS + 4 * <usize>node, claims);
  else store<u32>(CLAIM_NEXTS + 4 * (<usize>load<u32>(lastAt) - 1), claims);
  store<u32>(lastAt, claims);
}
