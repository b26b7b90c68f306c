/**
 * What fails and warns of each bug on purpose, in virtual time on a perfect link: one line a bug. Made by
 * test/check/symptoms.slow.test.ts, which prints the new lines when they differ.
 */
const LINES = `
no-header-check: HDR-1 wrong-header-ignored fail
magic-not-checked: HDR-1 wrong-header-ignored fail
version-not-checked: HDR-1 wrong-header-ignored fail
single-byte-ticks: HDR-1 single-bytes-ignored fail
header-half-right: HDR-1 wrong-header-ignored fail
newer-version-accepted: HDR-1 wrong-header-ignored fail
first-tlv-only: ADR-1 announced-greeted fail; HDR-3 every-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
last-tlv-only: ADR-1 announced-greeted fail; HDR-3 every-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
body-size-8-bit: TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
hang-on-empty-body: HDR-3 every-tlv-acts fail; HDR-4 stale-bytes-ignored fail; ROB-1 survives-garbage fail
hang-on-long-body: HDR-3 every-tlv-acts fail; ROB-1 survives-garbage fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
stale-buffer: HDR-4 stale-bytes-ignored fail; REQ-10 nothing-invented fail; REQ-9 nothing-unasked warn; TLV-3 extra-bytes-ignored fail
empty-repeats-last: HDR-4 stale-bytes-ignored fail; REQ-10 nothing-invented fail
second-datagram-without-header: HDR-2 long-answer fail; HDR-2 sent-header fail
answer-without-header: HDR-2 long-answer fail; HDR-2 sent-header fail; REQ-1 request-answered fail
magic-overwritten: HDR-2 long-answer fail; HDR-2 sent-header fail
version-0-sent: HDR-2 long-answer fail; HDR-2 sent-header fail; HEL-1 hello-schedule fail; HEL-2 newcomer-added fail; REQ-1 request-answered fail
short-hello-length: HEL-1 hello-schedule fail; HEL-2 newcomer-added fail; TLV-1 length-counts-header fail; TLV-5 sent-tlvs fail
long-hello-length: TLV-5 sent-tlvs fail
stray-byte-sent: TLV-5 sent-tlvs fail
buffer-sent-whole: TLV-1 length-counts-header fail; TLV-5 sent-tlvs fail
tlv-split: TLV-5 sent-tlvs fail
length-without-header: HEL-1 hello-schedule fail; HEL-2 newcomer-added fail; REQ-1 request-answered fail; TLV-1 length-counts-header fail; TLV-4 malformed-tlv-harmless fail; TLV-5 sent-tlvs fail
length-without-header-read: ADR-1 announced-greeted fail; HDR-3 every-tlv-acts fail; TLV-1 length-counts-header fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail; TLV-4 malformed-tlv-harmless fail
length-without-header-sent: HEL-1 hello-schedule fail; HEL-2 newcomer-added fail; REQ-1 request-answered fail; TLV-1 length-counts-header fail; TLV-5 sent-tlvs fail
length-signed: TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
unknown-drops-all: TLV-2 unknown-tlv-skipped fail
unknown-long-drops-all: TLV-2 unknown-tlv-skipped fail
unknown-ends-datagram: TLV-2 unknown-tlv-skipped fail
unknown-skips-two: TLV-1 length-counts-header fail
unknown-is-hello: HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail; REQ-10 nothing-invented fail; TLV-4 malformed-tlv-harmless fail
extra-rejected: TLV-3 extra-bytes-ignored fail
hello-extra-rejected: TLV-3 extra-bytes-ignored fail
request-extra-rejected: TLV-3 extra-bytes-ignored fail
address-extra-rejected: TLV-3 extra-bytes-ignored fail
extra-ends-datagram: TLV-3 extra-bytes-ignored fail
extra-misaligned: TLV-3 extra-bytes-ignored fail
acts-on-cut-address: TLV-4 malformed-tlv-harmless fail
acts-on-stray-byte: TLV-4 malformed-tlv-harmless fail
length-1-believed: TLV-4 malformed-tlv-harmless fail
hang-on-length-0: ROB-1 survives-garbage fail; TLV-4 malformed-tlv-harmless fail
hang-on-length-1: TLV-4 malformed-tlv-harmless fail
crash-on-short: ROB-1 alive fail; ROB-1 survives-garbage fail; TLV-4 malformed-tlv-harmless fail
crash-on-cut: HDR-4 stale-bytes-ignored fail; ROB-1 alive fail; ROB-1 survives-garbage fail; TLV-4 malformed-tlv-harmless fail
crash-on-stray-byte: ROB-1 alive fail; ROB-1 survives-garbage fail; TLV-4 malformed-tlv-harmless fail
crash-on-short-address: ROB-1 alive fail; TLV-4 malformed-tlv-harmless fail
crash-on-unknown: HDR-4 stale-bytes-ignored fail; HEL-5 only-hello-renews fail; ROB-1 alive fail; ROB-1 survives-garbage fail; TLV-1 length-counts-header fail; TLV-2 unknown-tlv-skipped fail; TLV-4 malformed-tlv-harmless fail
hang-on-long-tlv: ROB-1 survives-garbage fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
hello-never: HEL-1 hello-schedule fail
hello-3s: HDR-1 single-bytes-ignored fail; HDR-3 every-tlv-acts fail; HEL-1 hello-schedule fail; TLV-3 extra-bytes-ignored fail
hello-500ms: HEL-1 hello-schedule fail
hello-slows-down: HEL-1 hello-schedule fail
hello-stops: HEL-1 hello-schedule fail
hello-burst: HEL-1 hello-schedule fail
start-peer-entered-twice: HEL-1 hello-schedule fail
hello-start-peer-only: HEL-1 hello-schedule fail; HEL-2 newcomer-added fail
hello-newest-only: ADR-1 announced-greeted fail; HDR-3 every-tlv-acts fail; HEL-1 hello-schedule fail; HEL-2 newcomer-added fail; HEL-2 newcomer-after-others fail; TLV-2 unknown-tlv-skipped fail
hello-in-turn: ADR-1 announced-greeted fail; HDR-1 single-bytes-ignored fail; HDR-3 every-tlv-acts fail; HEL-1 hello-schedule warn; HEL-2 newcomer-added fail; HEL-2 newcomer-after-others fail; TLV-3 extra-bytes-ignored fail
hello-starved: HEL-1 hello-schedule fail; HEL-2 newcomer-added fail
newcomer-ignored: HEL-1 hello-schedule fail; HEL-2 newcomer-added fail; HEL-5 only-hello-renews fail; HEL-6 dropped-comes-back fail; REQ-3 list-complete fail; REQ-5 requester-listed warn
known-never-connects: HEL-6 dropped-comes-back fail; REQ-3 list-complete fail
high-port-ignored: HEL-2 newcomer-added fail
identity-by-ip: HEL-2 newcomer-added fail
identity-by-port: HEL-2 newcomer-added fail
table-full-for-ever: HEL-2 newcomer-after-others fail; REQ-3 list-complete fail
table-overwrites: TLV-3 extra-bytes-ignored fail
hello-never-renews: HDR-3 every-tlv-acts fail; HEL-3 renewed-stays-listed fail
expiry-2s: HEL-4 silent-dropped fail
expiry-10s: HEL-4 silent-dropped fail; HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail
expiry-40s: HEL-4 silent-dropped fail; HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail
expiry-never: HEL-4 silent-dropped fail; HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail
expiry-inverted: HDR-3 every-tlv-acts fail; HEL-1 hello-schedule fail; HEL-2 newcomer-added warn; HEL-2 newcomer-after-others warn; HEL-3 renewed-stays-listed fail; REQ-3 list-complete fail
one-date-for-all: HEL-4 silent-dropped fail; HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail
dropped-never-back: HEL-6 dropped-comes-back fail; REQ-3 list-complete fail
dropped-stays-unlisted: HEL-6 dropped-comes-back fail; REQ-3 list-complete fail
announced-blocks-return: HEL-6 dropped-comes-back fail; REQ-3 list-complete fail
anything-renews: HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail
request-renews: HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail
request-connects: HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail; REQ-10 nothing-invented fail
anything-connects: HDR-4 stale-bytes-ignored fail; HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail; REQ-10 nothing-invented fail; TLV-4 malformed-tlv-harmless fail
hearsay-renews: HEL-5 only-hello-renews fail
hearsay-disconnects: HEL-5 only-hello-renews fail
hearsay-connects: REQ-4 list-connected warn
answers-last-speaker: REQ-1 request-answered fail; REQ-2 stranger-answered warn; TLV-1 length-counts-header fail
answers-last-greeter: REQ-1 request-answered fail; REQ-2 stranger-answered warn; TLV-1 length-counts-header fail
answers-start-peer: REQ-1 request-answered fail
answers-nobody: REQ-1 request-answered fail
answers-once: HDR-3 every-tlv-acts fail; REQ-1 request-answered fail; REQ-2 stranger-answered warn; ROB-1 survives-garbage fail; TLV-1 length-counts-header fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
answers-without-addresses: REQ-1 request-answered fail
answer-1500ms-late: REQ-7 answer-in-time warn
answer-5s-late: HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail; REQ-1 request-answered fail; REQ-2 stranger-answered warn; REQ-3 list-complete fail
answers-everybody: REQ-1 request-answered fail; REQ-9 nothing-unasked warn
list-unasked: REQ-1 request-answered fail; REQ-6 list-without-twins warn; REQ-9 nothing-unasked warn; TLV-1 length-counts-header fail
list-without-newest: HEL-2 newcomer-after-others fail; HEL-5 only-hello-renews fail; HEL-6 dropped-comes-back fail; REQ-3 list-complete fail; REQ-5 requester-listed warn
list-newest-only: HDR-3 every-tlv-acts fail; HEL-6 dropped-comes-back fail; REQ-1 request-answered fail; REQ-2 stranger-answered warn; REQ-3 list-complete fail; REQ-5 requester-listed warn; ROB-1 survives-garbage fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
list-without-start-peer: REQ-3 list-complete fail
listed-twice: REQ-6 list-without-twins warn
zero-entry: REQ-10 nothing-invented fail
lists-itself: REQ-10 nothing-invented fail
lists-itself-without-port: REQ-10 nothing-invented fail
listed-with-own-port: HDR-3 every-tlv-acts fail; HEL-5 only-hello-renews fail; HEL-6 dropped-comes-back fail; REQ-1 request-answered fail; REQ-10 nothing-invented fail; REQ-2 stranger-answered warn; REQ-3 list-complete fail; REQ-5 requester-listed warn; ROB-1 survives-garbage fail; TLV-1 length-counts-header fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
listed-without-high-bit: REQ-10 nothing-invented fail
announced-ignored: ADR-1 announced-greeted fail
first-address-only: ADR-1 announced-greeted fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
last-address-only: ADR-1 announced-greeted fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
announced-by-start-peer-only: ADR-1 announced-greeted fail
unasked-announcement-ignored: ADR-1 announced-greeted fail
announcement-forwarded: REQ-4 list-connected warn; REQ-6 list-without-twins warn; REQ-9 nothing-unasked warn
port-little-endian: ADR-1 announced-greeted fail; ADR-2 address-byte-order fail; HEL-2 newcomer-after-others fail; HEL-5 only-hello-renews fail; HEL-6 dropped-comes-back fail; REQ-3 list-complete fail; REQ-5 requester-listed warn
port-little-endian-read: ADR-1 announced-greeted fail; ADR-2 address-byte-order fail
port-little-endian-sent: ADR-2 address-byte-order fail; HEL-2 newcomer-after-others fail; HEL-5 only-hello-renews fail; HEL-6 dropped-comes-back fail; REQ-3 list-complete fail; REQ-5 requester-listed warn
address-reversed: ADR-1 announced-greeted fail; ADR-2 address-byte-order fail; HEL-2 newcomer-after-others fail; HEL-5 only-hello-renews fail; HEL-6 dropped-comes-back fail; REQ-3 list-complete fail; REQ-5 requester-listed warn
address-reversed-read: ADR-1 announced-greeted fail; ADR-2 address-byte-order fail
address-reversed-sent: ADR-2 address-byte-order fail; HEL-2 newcomer-after-others fail; HEL-5 only-hello-renews fail; HEL-6 dropped-comes-back fail; REQ-3 list-complete fail; REQ-5 requester-listed warn
fields-exchanged: ADR-1 announced-greeted fail; ADR-2 address-byte-order fail; HDR-3 every-tlv-acts fail; HEL-5 only-hello-renews fail; HEL-6 dropped-comes-back fail; REQ-1 request-answered fail; REQ-10 nothing-invented fail; REQ-2 stranger-answered warn; REQ-3 list-complete fail; REQ-5 requester-listed warn; ROB-1 survives-garbage fail; TLV-1 length-counts-header fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
answer-over-1400: SIZ-1 sent-size fail
header-not-counted: SIZ-1 sent-size fail
crash-on-empty: HDR-4 stale-bytes-ignored fail; ROB-1 alive fail; ROB-1 survives-garbage fail
crash-over-1400: ROB-1 alive fail; ROB-1 survives-garbage fail
crash-on-largest: ROB-1 alive fail; ROB-1 survives-garbage fail
deaf-after-empty: HDR-4 stale-bytes-ignored fail; ROB-1 survives-garbage fail
dropped-over-512: HDR-3 every-tlv-acts fail
crash-on-full-table: ROB-1 alive fail
`;

/** Bug -> its symptoms, such as `TLV-2 unknown-tlv-skipped fail`. */
export const SYMPTOMS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  LINES.trim()
    .split('\n')
    .map((line) => {
      const [name = '', symptoms = ''] = line.split(': ');
      return [name, symptoms.split('; ')];
    }),
);
