/**
 * What the kernels are told by src/sniff/kernel.ts and src/report/bulk/line-kernel.ts: every number that stands in a table
 * of src/ (types, sizes), and where the tables are that they work on. Places in rows are in bytes.
 */

// What a capture is read by: src/capture.
export declare const RECORD_HEADER: u32;
export declare const PACKET_BLOCK: u32;
export declare const PACKET_AT: u32;
export declare const PLAIN_FRAME: u32;
export declare const UDP: u32;
export declare const ARPHRD_NETLINK: u32;
export declare const ARPHRD_FRAD: u32;
export declare const ARPHRD_RADIOTAP: u32;

// What a datagram is read by: src/wire/table.ts, src/sniff/internal.ts.
export declare const HEADED: u32;
export declare const HEADER_SIZE: u32;
export declare const TLV_SIZE: u32;
export declare const HELLO: u32;
export declare const REQUEST: u32;
export declare const ADDRESS: u32;
export declare const MAX_SENT: u32;
export declare const LARGEST_FALSE_MESSAGE: u32;
/** By type: the length that a TLV needs. */
export declare const NEEDED: usize;

// The tables of src/sniff/statistics: where they are, and what is where in a row, in bytes.
export declare const TYPES: usize;
export declare const FLOW_PLACES: usize;
export declare const KEY_SOURCE: usize;
export declare const KEY_DESTINATION: usize;
export declare const KEY_PORTS: usize;
export declare const KEY_NODE: usize;
export declare const FLOW_NUMBERS: usize;
export declare const FLOW_SIZE: usize;
export declare const DATAGRAMS: usize;
export declare const BYTES: usize;
export declare const FIRST: usize;
export declare const LAST: usize;
export declare const HELLOS: usize;
export declare const HELLO_FIRST: usize;
export declare const HELLO_LAST: usize;
export declare const REQUESTS: usize;
export declare const REQUEST_FIRST: usize;
export declare const REQUEST_LAST: usize;
export declare const ANSWERS: usize;
export declare const ADDRESSES: usize;
export declare const HEARD: usize;
export declare const CLAIM_COUNTS: usize;
export declare const CLAIMS_KEPT: usize;
export declare const CLAIM_FIRSTS: usize;
export declare const CLAIM_LASTS: usize;
export declare const CLAIM_NEXTS: usize;
export declare const CLAIM_PLACES: usize;
export declare const CLAIM_MASK: u32;
export declare const CLAIM_OWNERS: usize;
export declare const CLAIM_ADDRESSES: usize;
export declare const CLAIM_PORTS: usize;
export declare const MAX_CLAIMS: u32;
export declare const MAX_ALL: u32;
export declare const ADDRESS_AT: usize;
export declare const PORT_AT: usize;
export declare const INTERVAL_PLACES: usize;
export declare const INTERVAL_INDEX: usize;
export declare const INTERVAL_COUNTS: usize;
export declare const INTERVAL_NUMBERS: usize;
export declare const SIZE_PLACES: usize;
export declare const SIZE_INDEX: usize;
export declare const SIZE_COUNTS: usize;
export declare const SIZE_NUMBERS: usize;
export declare const SPREAD_SIZE: usize;
export declare const PAGE_BITS: u32;
export declare const PAGES_A_ROW: usize;
/** The scales (histogram.ts): of intervals, and up to where a size is its own bucket. */
export declare const COARSE_BITS: u32;
export declare const FINE_FROM: u32;
export declare const FINE_TO: u32;
export declare const FINE_BITS: u32;
export declare const FINE_FIRST: u32;
export declare const FAR: u32;
/** What is mixed into the places of flows (scatter.ts). */
export declare const DRAWN: u32;

// Batches under way (ring.ts): how many rows one has, how many there are, and bytes of a row (row.ts).
export declare const BATCH: u32;
export declare const RING: u32;
export declare const ROW: usize;
export declare const RING_AT: usize;
export declare const SIZES_AT: usize;
/** How many chunks a file is read into by turns, and after which turn of the ring each is counted. */
export declare const CHUNKS: u32;
export declare const MARKS_AT: usize;

// Values that are to be spread, twice, and how many begin in each of PARTS.
export declare const LOG_AT: usize;
export declare const SORTED_AT: usize;
export declare const PART_AT: usize;
export declare const LOG: u32;
export declare const PARTS: u32;

// The lists of what is left to src/sniff/counting.ts: values without a place, flows that nobody has heard of yet. LISTED
// is how long that of flows may get.
export declare const UNPLACED_AT: usize;
export declare const UNHEARD_AT: usize;
export declare const LISTED: u32;

/** What src/ may be needed for: to make a flow, to deal with a list, to end, as the second thread has failed. */
export declare const NEED_FLOW: u32;
export declare const NEED_LIST: u32;
export declare const NEED_END: u32;

// Places of numbers that the threads and src/sniff/kernel-numbers.ts share. Words: written by who reads,
export declare const WORK_BELL: usize;
export declare const HANDED: usize;
export declare const ENDED: usize;
// by who counts,
export declare const ROOM_BELL: usize;
export declare const COUNTED: usize;
export declare const NEED: usize;
/** How many rows of a batch are counted. */
export declare const NEXT: usize;
/** The flow that is needed. */
export declare const SOURCE_NEEDED: usize;
export declare const DESTINATION_NEEDED: usize;
export declare const PORTS_NEEDED: usize;
export declare const LOGGED: usize;
export declare const UNPLACED: usize;
export declare const UNHEARD: usize;
export declare const CLAIMS: usize;
export declare const CLAIMS_FULL: usize;
// and by src/: how many places flows have, less one; the flow that was needed finds no room.
export declare const FLOW_MASK: usize;
export declare const ROOMLESS: usize;
// Sums, of doubles: since somebody took them. MORE are ours whose flow found no room.
export declare const OURS: usize;
export declare const OURS_BYTES: usize;
export declare const FOREIGN_BYTES: usize;
export declare const MORE: usize;
export declare const MORE_BYTES: usize;
export declare const RIGHTS: usize;
export declare const ABSENTS: usize;
/** In microseconds since 1970; infinite if there is none. */
export declare const FIRST_TIME: usize;
export declare const LAST_TIME: usize;
