/** A row of the batch, which is a packet: where in it is what, in bytes. */

export const TIME: usize = 0;
/** The time since the last Hello and request of the flow, once it is counted; less than 0 for none. */
export const HELLO_INTERVAL: usize = 8;
export const REQUEST_INTERVAL: usize = 16;
export const START: usize = 28;
export const END: usize = 32;
export const SOURCE: usize = 36;
export const DESTINATION: usize = 40;
export const PORTS: usize = 44;
/** The number of its flow; less than 0 of none (flow.ts says why). */
export const FLOW: usize = 48;
/** TLVs that say Hello, that ask, that name a peer. */
export const SAYS_HELLO: usize = 52;
export const ASKS: usize = 54;
export const NAMES: usize = 56;
export const IS_OURS: usize = 58;
export const CHECKSUM: usize = 59;
export const HAS_OTHERS: usize = 60;
/** States of a checksum. */
export const WRONG: u8 = 0;
export const RIGHT: u8 = 1;
export const ABSENT: u8 = 2;
