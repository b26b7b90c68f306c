/**
 * The hot loop of `sniff` in lines, in AssemblyScript (count.ts says more of that): peers as text. An answer is a long row
 * of them. The digits come in tables (src/report/bulk/put.ts), so that they are made in one place.
 */
import { net16, net32 } from './bytes';

// By octet: its digits and a dot, a colon for the last one, in the lower four bytes, and how many that are above them.
declare const DOTTED: usize;
declare const WITH_COLON: usize;
// By number below 1000: its digits without leading zeros in the lower three bytes, and how many above them; or with zeros.
declare const SHORT: usize;
declare const LONG: usize;
/** What stands before each peer, sixteen bytes of which `HEAD_LENGTH` count. */
declare const HEAD: usize;
declare const HEAD_LENGTH: usize;
// Where the fields are in a TLV.
declare const ADDRESS_AT: usize;
declare const PORT_AT: usize;

/** Writes the peers of TLVs that are alike, `length` bytes each, from `from` to `end`; returns where the text ends. */
export function put(to: usize, from: usize, end: usize, length: usize): usize {
  const head = v128.load(HEAD);
  let at = to;
  for (let tlv = from; tlv < end; tlv += length) {
    v128.store(at, head);
    at = putPeer(at + HEAD_LENGTH, net32(tlv + ADDRESS_AT), net16(tlv + PORT_AT));
  }
  return at;
}

// The digits are all fetched before one is written: each place depends on the sizes alone.
function putPeer(at: usize, address: u32, port: u32): usize {
  const first = load<u64>(DOTTED + 8 * <usize>(address >> 24));
  const second = load<u64>(DOTTED + 8 * <usize>((address >> 16) & 255));
  const third = load<u64>(DOTTED + 8 * <usize>((address >> 8) & 255));
  const fourth = load<u64>(WITH_COLON + 8 * <usize>(address & 255));
  const afterFirst = at + <usize>(first >> 32);
  const afterSecond = afterFirst + <usize>(second >> 32);
  const afterThird = afterSecond + <usize>(third >> 32);
  store<u32>(at, <u32>first);
  store<u32>(afterFirst, <u32>second);
  store<u32>(afterSecond, <u32>third);
  store<u32>(afterThird, <u32>fourth);
  const above = port / 1000;
  const below = port - 1000 * above;
  const portAt = afterThird + <usize>(fourth >> 32);
  if (above === 0) return putShort(portAt, below);
  const belowAt = putShort(portAt, above);
  store<u32>(belowAt, load<u32>(LONG + 4 * <usize>below));
  return belowAt + 3;
}

function putShort(at: usize, number: u32): usize {
  const word = load<u32>(SHORT + 4 * <usize>number);
  store<u32>(at, word);
  return at + (word >> 24);
}
