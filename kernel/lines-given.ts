/** What the kernel of lines is told by src/report/bulk/line-kernel.ts, beside what given.ts has. */

// Digits (src/report/bulk/put.ts). By octet: its digits and a dot, a colon for the last one, in the lower four bytes,
// and how many that are above them.
export declare const DOTTED: usize;
export declare const WITH_COLON: usize;
// By number below 1000: its digits without leading zeros in the lower three bytes, and how many above them; or with zeros.
export declare const SHORT: usize;
export declare const LONG: usize;
/** By byte: its two hexadecimal digits. */
export declare const HEX: usize;

// By type of a TLV: how it is written (src/report/bulk/word-forms.ts), and what is where in a row, in bytes.
export declare const FORMS: usize;
export declare const FORM_SIZE: usize;
/** The length of a TLV that holds its fields and nothing else. */
export declare const OWN_LENGTH: usize;
/** 1 if the table has the type. */
export declare const IS_KNOWN: usize;
/** 1 if its fields are an address, a colon and a port. */
export declare const IS_PEER: usize;
/** How many fields it has; of each its kind, and where it is in the TLV. */
export declare const FIELDS: usize;
export declare const FIELD_KINDS: usize;
export declare const FIELD_PLACES: usize;
export declare const IPV4_KIND: u32;
/** Pieces (digits.ts): what stands before the fields, and what stands behind each. */
export declare const HEAD: usize;
export declare const TAILS: usize;
/** What stands before the bytes that are no field of a known type. */
export declare const EXTRA: usize;

/** A row of one datagram (row.ts). */
export declare const ROW_AT: usize;
/** A piece: what stands before the fraction of the second. */
export declare const SECOND_AT: usize;
/** Where in the text it is full. A line fits behind it. */
export declare const FULL_AT: usize;

// Who has spoken, and the list of those of whom nobody has heard yet. LISTED is how long that may get.
export declare const SPEAKERS: usize;
export declare const SPEAKER_MASK: u32;
export declare const MAX_SPEAKERS: u32;
export declare const UNHEARD_AT: usize;
export declare const LISTED: u32;
