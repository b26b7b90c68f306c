/** Integers in network order, and sums of numbers where they lie. */

export function net16(at: usize): u32 {
  return bswap<u16>(load<u16>(at));
}

export function net32(at: usize): u32 {
  return bswap<u32>(load<u32>(at));
}

export function bump(at: usize, by: f64): void {
  store<f64>(at, load<f64>(at) + by);
}
