/** Peers as words: an answer is a long row of them, so each step counts. */
import { net16, net32 } from './bytes';
import { PIECE } from './digits';
import { DOTTED, FIELD_PLACES, HEAD, LONG, SHORT, WITH_COLON } from './lines-given';

/** Writes the peers of TLVs that are alike, `length` bytes each, as their form says; returns where they end. */
export function putPeers(to: usize, form: usize, from: usize, end: usize, length: usize): usize {
  // No longer than this (word-forms.ts).
  const head = v128.load(form + HEAD);
  const size: usize = load<u8>(form + HEAD + PIECE - 1);
  const addressAt: usize = load<u8>(form + FIELD_PLACES);
  const portAt: usize = load<u8>(form + FIELD_PLACES + 1);
  let at = to;
  for (let tlv = from; tlv < end; tlv += length) {
    v128.store(at, head);
    at = putPeer(at + size, net32(tlv + addressAt), net16(tlv + portAt));
  }
  return at;
}

/** An address, a colon and a port. The digits are fetched before one is written: each place depends on sizes alone. */
function putPeer(at: usize, address: u32, port: u32): usize {
  const first = load<u64>(DOTTED + 8 * <usize>(address >> 24));
  const second = load<u64>(DOTTED + 8 * <usize>((address >> 16) & 255));
  const third = load<u64>(DOTTED + 8 * <usize>((address >> 8) & 255));
  const fourth = load<u64>(WITH_COLON + 8 * <usize>(address & 255));
  const above = port / 1000;
  const below = port - 1000 * above;
  const high = load<u32>(SHORT + 4 * <usize>above);
  const afterFirst = at + <usize>(first >> 32);
  const afterSecond = afterFirst + <usize>(second >> 32);
  const afterThird = afterSecond + <usize>(third >> 32);
  const portAt = afterThird + <usize>(fourth >> 32);
  store<u32>(at, <u32>first);
  store<u32>(afterFirst, <u32>second);
  store<u32>(afterSecond, <u32>third);
  store<u32>(afterThird, <u32>fourth);
  if (above === 0) {
    const low = load<u32>(SHORT + 4 * <usize>below);
    store<u32>(portAt, low);
    return portAt + (low >> 24);
  }
  store<u32>(portAt, high);
  const behind = portAt + (high >> 24);
  store<u32>(behind, load<u32>(LONG + 4 * <usize>below));
  return behind + 3;
}
