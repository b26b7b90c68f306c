/**
 * Scenes of header, body and TLVs (§1.1, §1.2).
 */
import { toHex } from '../../../src/wire/bytes.ts';
import type { Tlv } from '../../../src/wire/table.ts';
import { HELLO, named, REQUEST } from '../bench.ts';
import {
  A,
  B,
  bytes,
  C,
  crowd,
  known,
  lifeAfter,
  type Scene,
  START,
  said,
  sentHex,
  tlv,
  UNKNOWN,
  untilDeath,
} from './scene.ts';

const EXTRA_HELLO: Tlv = { name: 'hello', extra: Uint8Array.of(7) };
const LONG = Array.from({ length: 150 }, () => 0);

export const WIRE_SCENES: Record<string, Scene> = {
  'no-header-check': { act: bytes(9, 9, 1, 2), right: [], wrong: [A] },
  'magic-not-checked': { act: bytes(9, 1, 1, 2), right: [], wrong: [A] },
  'version-not-checked': { act: bytes(104, 2, 1, 2), right: [], wrong: [A] },
  'header-half-right': { act: bytes(104, 9, 1, 2), right: [], wrong: [A] },
  'newer-version-accepted': { act: bytes(104, 2, 1, 2), right: [], wrong: [A] },
  'single-byte-ticks': {
    act: (node) => node.during(() => [1, 2, 3].map((tick) => node.receive(A, Uint8Array.of(tick)))),
    right: [],
    wrong: [`${START} hello`, `${START} peer-request`],
  },
  'second-datagram-without-header': {
    act: (node) => {
      crowd(node, 180);
      node.say(A, HELLO);
      return sentHex(node, () => node.say(A, REQUEST)).map((hex) => hex.slice(0, 8));
    },
    right: ['68010308', '68010308'],
    wrong: ['68010308', '03081388'],
  },
  'answer-without-header': {
    act: (node) => {
      node.say(A, HELLO);
      return sentHex(node, () => node.say(A, REQUEST));
    },
    right: ['6801030813887f010001'],
    wrong: ['030813887f010001'],
  },
  'magic-overwritten': {
    act: (node) =>
      [127, 1].flatMap((count) => {
        crowd(node, count);
        node.say(A, HELLO);
        if (count === 1) node.say(B, HELLO);
        return sentHex(node, () => node.say(A, REQUEST)).map((hex) => hex.slice(0, 4));
      }),
    right: ['6801', '6801'],
    wrong: ['6801', '0001'],
  },
  'version-0-sent': {
    act: (node) => sentHex(node, () => node.run(1000)),
    right: ['68010102'],
    wrong: ['68000102'],
  },
  'first-tlv-only': { act: said(HELLO, named(B)), right: [A, B], wrong: [A] },
  'last-tlv-only': { act: said(HELLO, named(B)), right: [A, B], wrong: [B] },
  'tlv-count-limited': {
    act: said(...Array.from({ length: 16 }, () => HELLO), named(B)),
    right: [A, B],
    wrong: [A],
  },
  'request-ends-datagram': { act: said(HELLO, REQUEST, named(B)), right: [A, B], wrong: [A] },
  'body-size-8-bit': {
    // 2 + 2 * 127 + 8 bytes are 264: read as 8.
    act: said(...Array.from({ length: 127 }, () => HELLO), named(B)),
    right: [A, B],
    wrong: [A],
  },
  'hang-on-empty-body': { act: lifeAfter(bytes(104, 1)), right: [3, true], wrong: [0, false] },
  'hang-on-long-body': {
    act: lifeAfter(said(...Array.from({ length: 128 }, () => HELLO))),
    right: [3, true],
    wrong: [0, false],
  },
  'stale-buffer': {
    act: (node) => {
      node.say(A, UNKNOWN, named(B), HELLO);
      node.receive(C, Uint8Array.of(104, 1));
      return known(node);
    },
    right: [B, A],
    wrong: [B, A, C],
  },
  'empty-repeats-last': {
    act: (node) => {
      node.say(A, HELLO);
      node.receive(C, new Uint8Array(0));
      return known(node);
    },
    right: [A],
    wrong: [A, C],
  },
  'length-without-header': {
    // Read its way, 03 06 ... is a whole Peer Address and the Hello behind it begins where it should.
    act: (node) => {
      node.receive(A, Uint8Array.of(104, 1, 3, 6, 19, 136, 127, 1, 0, 2, 1, 0));
      return [known(node), ...sentHex(node, () => node.run(1000))];
    },
    right: [[], '68010102'],
    wrong: [[B, A], '68010100', '68010100', '68010100'],
  },
  'length-without-header-read': {
    act: (node) => {
      node.receive(A, Uint8Array.of(104, 1, 3, 6, 19, 136, 127, 1, 0, 2, 1, 0));
      return [known(node), ...sentHex(node, () => node.run(1000))];
    },
    right: [[], '68010102'],
    wrong: [[B, A], '68010102', '68010102', '68010102'],
  },
  'length-without-header-sent': {
    act: (node) => {
      node.say(A, HELLO);
      return sentHex(node, () => {
        node.say(A, REQUEST);
        node.run(1000);
      });
    },
    right: ['6801030813887f010001', '68010102', '68010102'],
    wrong: ['6801030613887f010001', '68010100', '68010100'],
  },
  'length-signed': { act: said(HELLO, tlv(77, ...LONG), named(B)), right: [A, B], wrong: [A] },
  'unknown-drops-all': { act: said(HELLO, UNKNOWN, named(B)), right: [A, B], wrong: [] },
  'unknown-long-drops-all': { act: said(HELLO, tlv(77, ...LONG), named(B)), right: [A, B], wrong: [] },
  'unknown-ends-datagram': { act: said(HELLO, UNKNOWN, named(B)), right: [A, B], wrong: [A] },
  'type-0-ends-datagram': { act: said(HELLO, tlv(0, 9), named(B)), right: [A, B], wrong: [A] },
  'high-type-ends-datagram': { act: said(HELLO, tlv(128, 9), named(B)), right: [A, B], wrong: [A] },
  // 00 04 01 02: with 00 for padding 04 01 is a malformed TLV, then comes the end.
  'type-0-is-padding': { act: said(tlv(0, 1, 2), named(B), HELLO), right: [B, A], wrong: [] },
  'unknown-skips-two': { act: said(UNKNOWN), right: [], wrong: [A] },
  'unknown-is-hello': { act: said(UNKNOWN), right: [], wrong: [A] },
  'extra-rejected': { act: said(EXTRA_HELLO, named(B)), right: [A, B], wrong: [B] },
  'hello-extra-rejected': { act: said(EXTRA_HELLO, named(B)), right: [A, B], wrong: [B] },
  'request-extra-rejected': {
    act: (node) => {
      node.say(A, HELLO);
      return node.during(() => node.say(A, { name: 'peer-request', extra: Uint8Array.of(7) }));
    },
    right: [`${A} ${A}`],
    wrong: [],
  },
  'address-extra-rejected': {
    act: said(HELLO, { name: 'peer-address', port: 5000, address: '127.1.0.2', extra: Uint8Array.of(7) }),
    right: [A, B],
    wrong: [A],
  },
  'extra-ends-datagram': { act: said(EXTRA_HELLO, named(B)), right: [A, B], wrong: [A] },
  'extra-misaligned': {
    act: said({ name: 'peer-request', extra: Uint8Array.of(1, 2) }),
    right: [],
    wrong: [A],
  },
  'acts-on-cut-address': { act: bytes(104, 1, 3, 4, 19, 136, 127, 1, 0, 2), right: [], wrong: [B] },
  'acts-on-stray-byte': { act: bytes(104, 1, 1), right: [], wrong: [A] },
  'length-1-believed': { act: bytes(104, 1, 5, 1, 2), right: [], wrong: [A] },
  'hang-on-length-0': { act: lifeAfter(bytes(104, 1, 5, 0)), right: [3, true], wrong: [0, false] },
  'hang-on-length-1': { act: lifeAfter(bytes(104, 1, 5, 1)), right: [3, true], wrong: [0, false] },
  'hang-on-long-tlv': { act: lifeAfter(said(tlv(77, ...LONG))), right: [3, true], wrong: [0, false] },
  'crash-on-short': {
    act: untilDeath(bytes(104, 1, 1, 0)),
    right: [],
    wrong: 'Error: bug on purpose: crash-on-short',
  },
  'crash-on-cut': {
    act: untilDeath(bytes(104, 1, 77, 9)),
    right: [],
    wrong: 'Error: bug on purpose: crash-on-cut',
  },
  'crash-on-stray-byte': {
    act: untilDeath(bytes(104, 1, 77)),
    right: [],
    wrong: 'Error: bug on purpose: crash-on-stray-byte',
  },
  'crash-on-short-address': {
    act: untilDeath(bytes(104, 1, 3, 4, 19, 136)),
    right: [],
    wrong: 'Error: bug on purpose: crash-on-short-address',
  },
  'crash-on-unknown': {
    act: untilDeath(said(tlv(200))),
    right: [],
    wrong: 'Error: bug on purpose: crash-on-unknown',
  },
  'short-hello-length': {
    act: (node) => sentHex(node, () => node.run(1000)),
    right: ['68010102'],
    wrong: ['68010100'],
  },
  'long-hello-length': {
    act: (node) => sentHex(node, () => node.run(1000)),
    right: ['68010102'],
    wrong: ['68010108'],
  },
  'stray-byte-sent': {
    act: (node) => sentHex(node, () => node.run(1000)),
    right: ['68010102'],
    wrong: ['6801010200'],
  },
  'buffer-sent-whole': {
    act: (node) => sentHex(node, () => node.run(1000)),
    right: ['68010102'],
    wrong: [`68010102${'00'.repeat(60)}`],
  },
  'tlv-split': {
    // 175 entries are 1400 bytes: with the header two more than there is room for.
    act: (node) => {
      crowd(node, 174);
      node.say(A, HELLO);
      node.say(A, REQUEST);
      return node.sent.slice(-2).map((sent) => [sent.bytes.length, toHex(sent.bytes.slice(-10))]);
    },
    right: [
      [1394, '00bc030813887f0100bd'],
      [10, '6801030813887f010001'],
    ],
    wrong: [
      [1400, '7f0100bd030813887f01'],
      [4, '68010001'],
    ],
  },
};
