/**
 * What fails and warns of each bug on purpose, in virtual time on a perfect link: one line a bug; then what tells bugs
 * apart that fail the same. Made by test/check/symptoms.slow.test.ts, which prints the new lines
 * when they differ.
 */
import type { Behaviour } from './likeness.ts';
import { type Manner, USUAL } from './manner.ts';

const LINES = `
no-header-check: HDR-1 wrong-header-ignored fail
magic-not-checked: HDR-1 wrong-header-ignored fail
version-not-checked: HDR-1 wrong-header-ignored fail
single-byte-ticks: HDR-1 single-bytes-ignored fail
header-half-right: HDR-1 wrong-header-ignored fail
newer-version-accepted: HDR-1 wrong-header-ignored fail
first-tlv-only: ADR-1 announced-greeted fail; ADR-5 odd-addresses-harmless fail; HDR-3 every-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
last-tlv-only: ADR-1 announced-greeted fail; HDR-3 every-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
tlv-count-limited: HDR-3 every-tlv-acts fail
request-ends-datagram: HDR-3 every-tlv-acts fail
body-size-8-bit: HDR-3 every-tlv-acts fail; SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
hang-on-empty-body: HDR-3 every-tlv-acts fail; HDR-4 stale-bytes-ignored fail; ROB-1 alive fail; ROB-1 awake-after-empty-body fail; ROB-1 survives-garbage fail; SIZ-2 any-size-harmless fail
hang-on-long-body: HDR-3 every-tlv-acts fail; ROB-1 alive fail; ROB-1 survives-garbage fail; SIZ-2 any-size-harmless fail; SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
stale-buffer: HDR-4 stale-bytes-ignored fail; REQ-10 nothing-invented fail; REQ-6 list-without-twins warn; REQ-9 nothing-unasked warn; TLV-3 extra-bytes-ignored fail; TLV-4 malformed-tlv-harmless fail
empty-repeats-last: HDR-4 stale-bytes-ignored fail; REQ-10 nothing-invented fail
second-datagram-without-header: HDR-2 long-answer fail; HDR-2 sent-header fail; REQ-3 list-complete fail; REQ-3 long-list-complete fail
answer-without-header: HDR-2 long-answer fail; HDR-2 sent-header fail; REQ-1 everybody-answered fail; REQ-1 request-answered fail
magic-overwritten: HDR-2 long-answer fail; HDR-2 sent-header fail; REQ-3 list-complete fail; REQ-3 long-list-complete fail
version-0-sent: HDR-2 long-answer fail; HDR-2 sent-header fail; HEL-1 hello-schedule fail; HEL-1 hello-schedule-in-traffic fail; HEL-1 silent-start-peer-greeted fail; HEL-2 newcomer-added fail; REQ-1 request-answered fail
short-hello-length: HEL-1 hello-schedule fail; HEL-1 hello-schedule-in-traffic fail; HEL-1 silent-start-peer-greeted fail; HEL-2 newcomer-added fail; SIZ-3 last-tlv-acts fail; TLV-5 sent-tlvs fail
long-hello-length: TLV-5 sent-tlvs fail
stray-byte-sent: TLV-5 sent-tlvs fail
buffer-sent-whole: TLV-5 sent-tlvs fail
tlv-split: REQ-3 list-complete fail; REQ-3 long-list-complete fail; TLV-5 sent-tlvs fail
length-without-header: HEL-1 hello-schedule fail; HEL-1 hello-schedule-in-traffic fail; HEL-1 silent-start-peer-greeted fail; HEL-2 newcomer-added fail; REQ-1 request-answered fail; TLV-1 length-counts-header fail; TLV-5 sent-tlvs fail
length-without-header-read: ADR-1 announced-greeted fail; ADR-5 odd-addresses-harmless fail; HDR-3 every-tlv-acts fail; REQ-9 nothing-unasked warn; TLV-1 length-counts-header fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail; TLV-4 malformed-tlv-harmless fail
length-without-header-sent: HEL-1 hello-schedule fail; HEL-1 hello-schedule-in-traffic fail; HEL-1 silent-start-peer-greeted fail; HEL-2 newcomer-added fail; REQ-1 request-answered fail; TLV-1 length-counts-header fail; TLV-5 sent-tlvs fail
length-signed: SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
unknown-drops-all: TLV-2 unknown-tlv-skipped fail
unknown-long-drops-all: SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail
unknown-ends-datagram: TLV-2 unknown-tlv-skipped fail
type-0-ends-datagram: TLV-2 unknown-tlv-skipped fail
high-type-ends-datagram: TLV-2 unknown-tlv-skipped fail
type-0-is-padding: TLV-2 unknown-tlv-skipped fail
unknown-skips-two: REQ-9 nothing-unasked warn; TLV-1 length-counts-header fail; TLV-2 unknown-tlv-skipped fail
unknown-is-hello: HEL-5 only-hello-renews fail; REQ-10 nothing-invented fail; TLV-2 unknown-tlv-skipped fail; TLV-4 malformed-tlv-harmless fail
extra-rejected: TLV-3 extra-bytes-ignored fail
hello-extra-rejected: TLV-3 extra-bytes-ignored fail
request-extra-rejected: TLV-3 extra-bytes-ignored fail
address-extra-rejected: TLV-3 extra-bytes-ignored fail
extra-ends-datagram: TLV-3 extra-bytes-ignored fail
extra-misaligned: TLV-3 extra-bytes-ignored fail
acts-on-cut-address: TLV-4 malformed-tlv-harmless fail
acts-on-stray-byte: TLV-4 malformed-tlv-harmless fail
length-1-believed: TLV-4 malformed-tlv-harmless fail
hang-on-length-0: ROB-1 alive fail; ROB-1 survives-garbage fail; TLV-4 malformed-tlv-harmless fail
hang-on-length-1: ROB-1 alive fail; ROB-1 survives-garbage fail; TLV-4 malformed-tlv-harmless fail
crash-on-short: ROB-1 alive fail; ROB-1 survives-garbage fail; TLV-4 malformed-tlv-harmless fail
crash-on-cut: ROB-1 alive fail; ROB-1 survives-garbage fail; TLV-4 malformed-tlv-harmless fail
crash-on-stray-byte: ROB-1 alive fail; ROB-1 survives-garbage fail; TLV-4 malformed-tlv-harmless fail
crash-on-short-address: ROB-1 alive fail; ROB-1 survives-garbage fail; TLV-4 malformed-tlv-harmless fail
crash-on-unknown: HEL-1 hello-schedule-in-traffic fail; HEL-5 only-hello-renews fail; ROB-1 alive fail; ROB-1 survives-garbage fail; ROB-3 flood-borne warn; ROB-5 nothing-kept fail; SIZ-2 any-size-harmless fail; TLV-2 unknown-tlv-skipped fail; TLV-4 malformed-tlv-harmless fail
hang-on-long-tlv: ROB-1 alive fail; SIZ-2 any-size-harmless fail; SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
hello-never: HEL-1 hello-schedule fail; HEL-1 hello-schedule-in-traffic fail; HEL-1 silent-start-peer-greeted fail; HEL-2 newcomer-added fail; SIZ-3 last-tlv-acts fail
hello-3s: ADR-5 odd-addresses-harmless fail; HDR-1 single-bytes-ignored fail; HDR-3 every-tlv-acts fail; HEL-1 hello-schedule fail; ROB-3 flood-borne warn; SIZ-2 any-size-harmless fail; SIZ-3 last-tlv-acts fail; TLV-3 extra-bytes-ignored fail
hello-500ms: HEL-1 hello-schedule fail; HEL-1 hello-schedule-in-traffic fail
hello-slows-down: HEL-1 hello-schedule fail; ROB-3 flood-borne warn; TLV-2 unknown-tlv-skipped fail
hello-stops: HEL-1 hello-schedule fail
hello-burst: HEL-1 hello-schedule fail; HEL-1 hello-schedule-in-traffic fail
start-peer-entered-twice: HEL-1 hello-schedule fail
hello-start-peer-only: HEL-1 hello-schedule fail; HEL-2 newcomer-added fail; SIZ-3 last-tlv-acts fail
hello-newest-only: ADR-1 announced-greeted fail; HEL-1 hello-schedule fail; HEL-2 newcomer-added fail; HEL-2 newcomer-after-others fail; ROB-1 survives-garbage fail; ROB-2 icmp-survived fail; ROB-3 flood-borne warn; ROB-5 nothing-kept fail; SIZ-2 any-size-harmless fail; SIZ-3 last-tlv-acts fail
hello-in-turn: ADR-1 announced-greeted fail; ADR-5 odd-addresses-harmless fail; HDR-1 single-bytes-ignored fail; HDR-3 every-tlv-acts fail; HEL-1 hello-schedule fail; HEL-2 newcomer-added fail; HEL-2 newcomer-after-others fail; ROB-1 survives-garbage fail; ROB-2 icmp-survived fail; ROB-3 flood-borne warn; ROB-5 nothing-kept fail; SIZ-2 any-size-harmless fail; SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
hello-starved: HEL-1 hello-schedule fail; HEL-2 newcomer-added fail; ROB-1 alive fail; SIZ-3 last-tlv-acts fail
hello-waits-for-traffic: HEL-1 silent-start-peer-greeted fail
start-peer-not-greeted: HEL-1 silent-start-peer-greeted fail
announced-greeted-once: HEL-1 hello-schedule fail
hello-ping-pong: HEL-7 hello-not-returned warn
newcomer-ignored: HEL-2 newcomer-added fail; HEL-6 dropped-comes-back fail; SIZ-3 last-tlv-acts fail
known-never-connects: HEL-2 newcomer-added fail; HEL-6 dropped-comes-back fail; REQ-3 list-complete fail
high-port-ignored: HEL-2 newcomer-added fail
identity-by-ip: ADR-1 announced-greeted fail; HEL-2 newcomer-added fail
identity-by-port: ADR-1 announced-greeted fail; HEL-2 newcomer-added fail; TLV-3 extra-bytes-ignored fail
table-full-for-ever: HEL-2 newcomer-after-others fail
table-overwrites: HEL-3 renewed-stays-listed fail; REQ-3 list-complete fail; REQ-3 long-list-complete fail; REQ-5 requester-listed warn
hello-never-renews: ADR-5 odd-addresses-harmless fail; HEL-3 renewed-stays-listed fail; SIZ-3 last-tlv-acts fail
expiry-2s: HEL-4 silent-dropped fail
expiry-10s: HEL-4 silent-dropped fail; HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail
expiry-40s: HEL-4 silent-dropped fail; HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail
expiry-never: HEL-4 silent-dropped fail; HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail
expiry-inverted: ADR-5 odd-addresses-harmless fail; HDR-1 single-bytes-ignored fail; HDR-3 every-tlv-acts fail; HEL-1 hello-schedule warn; HEL-1 hello-schedule-in-traffic warn; HEL-3 renewed-stays-listed fail; REQ-5 requester-listed warn; ROB-2 icmp-survived fail; SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
one-date-for-all: HEL-4 silent-dropped fail; HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail
dropped-never-back: HEL-6 dropped-comes-back fail; REQ-3 list-complete fail
dropped-stays-unlisted: HEL-6 dropped-comes-back fail; REQ-3 list-complete fail
announced-blocks-return: HEL-6 dropped-comes-back fail; REQ-3 list-complete fail
anything-renews: HEL-5 only-hello-renews fail
request-renews: HEL-5 only-hello-renews fail
request-connects: HEL-5 only-hello-renews fail; REQ-10 nothing-invented fail
anything-connects: HDR-4 stale-bytes-ignored fail; HEL-5 only-hello-renews fail; REQ-10 nothing-invented fail; TLV-2 unknown-tlv-skipped fail; TLV-4 malformed-tlv-harmless fail
hearsay-renews: HEL-5 only-hello-renews fail
hearsay-disconnects: HEL-5 only-hello-renews fail
hearsay-connects: REQ-4 list-connected warn
answers-last-speaker: REQ-1 request-answered fail; REQ-2 stranger-answered warn; REQ-9 nothing-unasked warn; ROB-3 flood-borne warn; ROB-5 nothing-kept fail
answers-last-greeter: HDR-3 every-tlv-acts fail; REQ-1 everybody-answered fail; REQ-1 request-answered fail; REQ-2 stranger-answered warn; REQ-9 nothing-unasked warn; ROB-1 survives-garbage fail; ROB-3 flood-borne warn; ROB-5 nothing-kept fail
answers-start-peer: REQ-1 everybody-answered fail; REQ-1 request-answered fail; REQ-9 nothing-unasked warn
answers-nobody: REQ-1 everybody-answered fail; REQ-1 request-answered fail
answers-once: ADR-5 odd-addresses-harmless fail; HDR-3 every-tlv-acts fail; REQ-1 everybody-answered fail; REQ-1 request-answered fail; REQ-2 stranger-answered warn; ROB-1 survives-garbage fail; ROB-2 icmp-survived fail; ROB-3 flood-borne warn; ROB-5 nothing-kept fail; SIZ-2 any-size-harmless fail; SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
answers-every-other: REQ-1 everybody-answered fail; REQ-1 request-answered fail
answers-without-addresses: REQ-1 everybody-answered fail; REQ-1 request-answered fail
answer-1500ms-late: REQ-7 answer-in-time warn
answer-5s-late: HEL-4 silent-unlisted fail; HEL-5 only-hello-renews fail; REQ-1 request-answered fail; REQ-9 nothing-unasked warn
answers-everybody: REQ-6 list-without-twins warn; REQ-9 nothing-unasked warn
request-answered-with-request: REQ-9 request-not-returned warn
list-unasked: ADR-3 announcement-waits warn; REQ-6 list-without-twins warn; REQ-9 nothing-unasked warn
list-cut-10: REQ-3 list-complete fail; REQ-3 long-list-complete fail
list-cut-174: REQ-3 list-complete fail; REQ-3 long-list-complete fail
list-cut-255: REQ-3 list-complete fail; REQ-3 long-list-complete fail
list-without-newest: HEL-2 newcomer-added fail; HEL-5 only-hello-renews fail; HEL-6 dropped-comes-back fail; REQ-3 list-complete fail; REQ-3 long-list-complete fail; REQ-5 requester-listed warn
list-newest-only: ADR-5 odd-addresses-harmless fail; HDR-3 every-tlv-acts fail; HEL-2 newcomer-added fail; HEL-6 dropped-comes-back fail; REQ-1 everybody-answered fail; REQ-2 stranger-answered warn; REQ-3 list-complete fail; REQ-3 long-list-complete fail; REQ-5 requester-listed warn; ROB-3 flood-borne warn; SIZ-2 any-size-harmless fail; SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
list-without-start-peer: REQ-3 list-complete fail
list-loses-one-between-datagrams: REQ-3 list-complete fail; REQ-3 long-list-complete fail
second-datagram-repeats-first: REQ-3 list-complete fail; REQ-3 long-list-complete fail
listed-twice: REQ-6 list-without-twins warn
zero-entry: REQ-10 nothing-invented fail; REQ-4 list-connected warn
lists-itself: REQ-10 nothing-invented fail
lists-itself-without-port: REQ-10 nothing-invented fail; REQ-4 list-connected warn
listed-with-own-port: ADR-5 odd-addresses-harmless fail; HDR-3 every-tlv-acts fail; HEL-2 newcomer-added fail; HEL-6 dropped-comes-back fail; REQ-1 everybody-answered fail; REQ-10 nothing-invented fail; REQ-2 stranger-answered warn; REQ-3 list-complete fail; REQ-3 long-list-complete fail; REQ-5 requester-listed warn; REQ-6 list-without-twins warn; ROB-1 survives-garbage fail; ROB-2 icmp-survived fail; ROB-3 flood-borne warn; ROB-5 nothing-kept fail; SIZ-2 any-size-harmless fail; SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
listed-without-high-bit: HEL-2 newcomer-added fail; REQ-10 nothing-invented fail; REQ-3 list-complete fail
requests-at-each-hello: REQ-8 hello-not-returned warn
announced-ignored: ADR-1 announced-greeted fail; ADR-5 odd-addresses-harmless fail
first-address-only: ADR-1 announced-greeted fail; ADR-5 odd-addresses-harmless fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
last-address-only: ADR-1 announced-greeted fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
announced-by-start-peer-only: ADR-1 announced-greeted fail; ADR-5 odd-addresses-harmless fail
announced-high-port-ignored: ADR-1 announced-greeted fail
unasked-announcement-ignored: ADR-1 announced-greeted fail; ADR-5 odd-addresses-harmless fail
announced-greeted-at-once: ADR-3 announcement-waits warn; ADR-5 odd-addresses-harmless fail
announcement-forwarded: ADR-3 announcement-waits warn; REQ-4 list-connected warn; REQ-6 list-without-twins warn; REQ-9 nothing-unasked warn
port-little-endian: ADR-1 announced-greeted fail; ADR-2 address-byte-order fail; ADR-5 odd-addresses-harmless fail; HEL-2 newcomer-added fail; HEL-2 newcomer-after-others fail; HEL-6 dropped-comes-back fail; REQ-3 list-complete fail; REQ-3 long-list-complete fail; REQ-5 requester-listed warn; ROB-3 flood-borne warn
port-little-endian-read: ADR-1 announced-greeted fail; ADR-2 address-byte-order fail; ADR-5 odd-addresses-harmless fail
port-little-endian-sent: ADR-2 address-byte-order fail; HEL-2 newcomer-added fail; HEL-2 newcomer-after-others fail; HEL-6 dropped-comes-back fail; REQ-3 list-complete fail; REQ-3 long-list-complete fail; REQ-5 requester-listed warn; ROB-3 flood-borne warn
address-reversed: ADR-1 announced-greeted fail; ADR-2 address-byte-order fail; ADR-5 odd-addresses-harmless fail; HEL-2 newcomer-added fail; HEL-2 newcomer-after-others fail; HEL-6 dropped-comes-back fail; REQ-3 list-complete fail; REQ-3 long-list-complete fail; REQ-5 requester-listed warn; ROB-3 flood-borne warn
address-reversed-read: ADR-1 announced-greeted fail; ADR-2 address-byte-order fail; ADR-5 odd-addresses-harmless fail
address-reversed-sent: ADR-2 address-byte-order fail; HEL-2 newcomer-added fail; HEL-2 newcomer-after-others fail; HEL-6 dropped-comes-back fail; REQ-3 list-complete fail; REQ-3 long-list-complete fail; REQ-5 requester-listed warn; ROB-3 flood-borne warn
fields-exchanged: ADR-1 announced-greeted fail; ADR-2 address-byte-order fail; ADR-5 odd-addresses-harmless fail; HDR-3 every-tlv-acts fail; HEL-2 newcomer-added fail; HEL-6 dropped-comes-back fail; REQ-1 everybody-answered fail; REQ-10 nothing-invented fail; REQ-2 stranger-answered warn; REQ-3 list-complete fail; REQ-3 long-list-complete fail; REQ-5 requester-listed warn; ROB-1 survives-garbage fail; ROB-2 icmp-survived fail; ROB-3 flood-borne warn; ROB-5 nothing-kept fail; SIZ-2 any-size-harmless fail; SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail; TLV-3 extra-bytes-ignored fail
crash-on-failed-send: ADR-5 odd-addresses-harmless fail; ROB-1 alive fail
hang-on-zero-address: ADR-5 odd-addresses-harmless fail; ROB-1 alive fail
hang-on-own-address: ADR-5 odd-addresses-harmless fail; ROB-1 alive fail
port-0-ends-datagram: ADR-5 odd-addresses-harmless fail
odd-address-bans-announcer: ADR-5 odd-addresses-harmless fail
announced-again-entered-again: ADR-5 odd-addresses-harmless fail
answer-over-1400: SIZ-1 sent-size fail
header-not-counted: SIZ-1 sent-size fail
crash-on-empty: HDR-4 stale-bytes-ignored fail; ROB-1 alive fail; ROB-1 survives-garbage fail; SIZ-2 any-size-harmless fail
crash-over-1400: ROB-1 alive fail; SIZ-2 any-size-harmless fail
crash-on-largest: ROB-1 alive fail; SIZ-2 any-size-harmless fail
deaf-after-empty: HDR-4 stale-bytes-ignored fail; ROB-1 survives-garbage fail; SIZ-2 any-size-harmless fail
cut-at-512: HDR-3 every-tlv-acts fail; SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail
cut-at-1024: SIZ-3 last-tlv-acts fail
dropped-over-512: HDR-3 every-tlv-acts fail; SIZ-3 last-tlv-acts fail; TLV-2 unknown-tlv-skipped fail
crash-on-full-table: REQ-3 long-list-complete fail; ROB-1 alive fail
hello-waits-for-flood: ROB-3 flood-borne warn
deaf-after-500: ROB-1 survives-garbage fail; ROB-3 flood-borne warn; ROB-5 nothing-kept fail
`;

/** How it says Hello, in ms from one to the next, and whether it ends by itself: of bugs that differ from the others. */
const WAYS = `
version-0-sent: none
short-hello-length: none
length-without-header: none
length-without-header-sent: none
crash-on-short: 1000, ends
crash-on-cut: 1000, ends
crash-on-stray-byte: 1000, ends
crash-on-short-address: 1000, ends
crash-on-unknown: 1000, ends
hello-never: none
hello-3s: 3000
hello-500ms: 500
hello-slows-down: uneven
hello-burst: uneven
start-peer-entered-twice: uneven
hello-in-turn: 2000
hello-starved: unknown
hello-waits-for-traffic: uneven
hello-ping-pong: uneven
crash-on-failed-send: 1000, ends
crash-on-empty: 1000, ends
crash-over-1400: 1000, ends
crash-on-largest: 1000, ends
crash-on-full-table: 1000, ends
`;

/** What was said to it where it first broke its row: of bugs with the same symptoms that differ in it. */
const TRIGGERS = `
no-header-check: --magic 105 hello peer-request
magic-not-checked: --magic 105 hello peer-request
version-not-checked: --version 0 hello peer-request
header-half-right: --magic 105 hello peer-request
newer-version-accepted: --version 2 hello peer-request
tlv-count-limited: 49 times hello, then peer-request
request-ends-datagram: a peer-address behind a peer-request
unknown-drops-all: tlv=0: hello
unknown-ends-datagram: tlv=0: hello
type-0-ends-datagram: tlv=0: hello
high-type-ends-datagram: tlv=128:7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f
type-0-is-padding: unknown TLVs alone from a stranger
extra-rejected: peer-request,extra=00
hello-extra-rejected: hello,extra=01 from a newcomer
request-extra-rejected: peer-request,extra=00
address-extra-rejected: this address in a peer-address of length 9
extra-ends-datagram: hello with 8 extra bytes, then peer-request
extra-misaligned: this address in extra bytes that look like a peer-address
acts-on-cut-address: this address across the end of a peer-address of length 2
acts-on-stray-byte: malformed TLVs from a stranger, such as tlv=5:,len=1 followed by 02
length-1-believed: malformed TLVs from a stranger, such as tlv=5:,len=1 followed by 02
port-little-endian-read: a wrong reading of an announced address: port in little-endian order
address-reversed-read: a wrong reading of an announced address: address in reverse order
hang-on-zero-address: a connected peer after odd addresses were announced
hang-on-own-address: a connected peer after odd addresses were announced
port-0-ends-datagram: an address announced behind one with port 0
odd-address-bans-announcer: a connected peer after odd addresses were announced
announced-again-entered-again: an address that is announced nine times by two peers
`;

/** Bug -> what a check sees of it. */
export const BEHAVIOURS: Readonly<Record<string, Behaviour>> = behaviours();

function behaviours(): Record<string, Behaviour> {
  const [ways, triggers] = [new Map(rows(WAYS)), new Map(rows(TRIGGERS))];
  const entries = rows(LINES).map(([name, text]): [string, Behaviour] => {
    const manner = mannerIn(ways.get(name) ?? null);
    return [name, { symptoms: text.split('; '), manner, trigger: triggers.get(name) ?? null }];
  });
  return Object.fromEntries(entries);
}

function mannerIn(text: string | null): Manner {
  if (text === null) return USUAL;
  const [word = '', ends] = text.split(', ');
  const rhythm = word === 'none' || word === 'uneven' ? word : word === 'unknown' ? null : Number(word);
  return { rhythm, ends: ends === 'ends' };
}

/** Name and text of each line. */
function rows(lines: string): [string, string][] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const end = line.indexOf(': ');
      return [line.slice(0, end), line.slice(end + 2)];
    });
}
