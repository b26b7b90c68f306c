/** Records of captures, little-endian: those that hold a packet and nothing else (src/capture/pcap.ts, pcapng.ts). */
import { PACKET_BLOCK, PLAIN_FRAME, RECORD_HEADER } from './given';

/** How many bytes of a packet the pcap record at `at` has; -1 if it is not whole, or has more than `most`. */
export function pcapCaptured(at: usize, to: usize, most: u32): i32 {
  if (to - at < RECORD_HEADER) return -1;
  const captured = load<u32>(at + 8);
  return captured > most || captured > <u32>(to - at) - RECORD_HEADER ? -1 : captured;
}

/** The same of an Enhanced Packet Block of the interface; -1 too if it has options. */
export function pcapngCaptured(at: usize, to: usize, most: u32, index: u32): i32 {
  if (to - at < PLAIN_FRAME || load<u32>(at) !== PACKET_BLOCK || load<u32>(at + 8) !== index) return -1;
  const length = load<u32>(at + 4);
  const captured = load<u32>(at + 20);
  if (captured > most || length !== plainLength(captured) || length > <u32>(to - at)) return -1;
  return load<u32>(at + length - 4) === length ? captured : -1;
}

/** The length of an Enhanced Packet Block without options. */
export function plainLength(captured: u32): u32 {
  return PLAIN_FRAME + ((captured + 3) & ~3);
}
