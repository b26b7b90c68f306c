import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Grammar } from '../../../src/fuzz/generate/grammar.ts';
import { Mend } from '../../../src/fuzz/generate/mend.ts';
import { productions } from '../../../src/fuzz/generate/production.ts';
import { LOOPBACK } from '../../../src/net/cidr.ts';
import { toHex } from '../../../src/wire/bytes.ts';
import { type Dissection, dissect } from '../../../src/wire/dissect.ts';
import { endpointText } from '../../../src/wire/endpoint.ts';
import { parse } from '../../../src/wire/parse.ts';
import { MAX_DATAGRAM, MAX_SENT, TLV_NAMES } from '../../../src/wire/table.ts';
import { SEED } from '../../support/arbitrary.ts';
import { fuzzCast } from '../../support/fuzz-cast.ts';
import { RUNS } from '../../support/runs.ts';

const open = fuzzCast(11, true);
const fenced = fuzzCast(11, false);

function codes(bytes: Uint8Array): string[] {
  return dissect(bytes).issues.map(({ code }) => code);
}

function names(tree: Dissection): string[] {
  return tree.tlvs.map(({ name }) => name ?? 'unknown');
}

// What a datagram of each kind is, in terms of another reader; null: anything.
const KINDS: Record<string, ((bytes: Uint8Array) => boolean) | null> = {
  valid: (bytes) => codes(bytes).length === 0 && dissect(bytes).tlvs.length > 0,
  addresses: (bytes) => names(dissect(bytes)).every((name) => name === 'peer-address'),
  'same-again': (bytes) => {
    const { tlvs } = dissect(bytes);
    return (
      tlvs.length > 1 && new Set(tlvs.map(({ start, end }) => toHex(bytes.subarray(start, end)))).size === 1
    );
  },
  'long-list': (bytes) => [1, 2, 50, 173, 174, 175, 300, 600].includes(dissect(bytes).tlvs.length),
  extra: (bytes) => !codes(bytes).some((code) => /wrong|cut|short|stray|tlv-fields/.test(code)),
  'extra-looks-like-tlv': (bytes) =>
    !codes(bytes).some((code) => /wrong|cut|short|stray|tlv-fields/.test(code)),
  unknown: (bytes) => names(dissect(bytes)).includes('unknown'),
  'length-lie': null,
  'fields-missing': (bytes) => codes(bytes).some((code) => /tlv-(fields|cut|stray)/.test(code)),
  cut: (bytes) => /tlv-(cut|stray)/.test(codes(bytes).join()),
  'lone-byte': (bytes) => codes(bytes).includes('tlv-stray'),
  bait: null,
  'wrong-header': (bytes) => codes(bytes).some((code) => /(magic|version)-wrong/.test(code)),
  'hardly-any': (bytes) => bytes.length < 2,
  'no-body': (bytes) => toHex(bytes) === '6801',
  'behind-header': (bytes) => toHex(bytes).startsWith('6801'),
  raw: null,
  size: (bytes) => bytes.length >= 256 && parse(bytes).ok,
};

test.each(productions(open).map((production) => [production.name, production] as const))(
  '%s is what it is called, and gives many',
  (name, production) => {
    const is = KINDS[name];
    expect(is).not.toBeUndefined();
    const made = new Set<string>();
    const numRuns = RUNS / 4;
    fc.assert(
      fc.property(production.datagram, (bytes) => {
        expect(bytes.length).toBeLessThanOrEqual(MAX_DATAGRAM);
        expect(is?.(bytes) ?? true, toHex(bytes.subarray(0, 64))).toBe(true);
        made.add(toHex(bytes));
      }),
      { numRuns },
    );
    expect(made.size).toBeGreaterThan(name === 'no-body' ? 0 : 15);
  },
);

test('seed and number give a datagram again, in order or not', () => {
  const inOrder = new Grammar(open, SEED, null);
  const made = Array.from({ length: 1000 }, () => toHex(inOrder.next()));
  const direct = new Grammar(open, SEED, null);
  for (const number of [999, 0, 256, 255, 511, 512, 3]) expect(toHex(direct.at(number))).toBe(made[number]);
  const other = new Grammar(open, SEED + 1, null);
  expect(made.filter((text) => text === toHex(other.next())).length).toBeLessThan(100);
  expect(new Set(made).size).toBeGreaterThan(800);
});

test('20,000 datagrams hold every class of the format', () => {
  const grammar = new Grammar(open, SEED, null);
  const seen = new Map<string, number>();
  const note = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  const named = new Map(
    [...open.peers, ...open.absent, open.target].map((peer) => [endpointText(peer), 'peer']),
  );
  for (let i = 0; i < 20_000; i++) {
    const bytes = grammar.next();
    const tree = dissect(bytes);
    if (bytes.length < 2) note(`${bytes.length} bytes`);
    if (bytes.length > MAX_SENT) note('too long');
    if (bytes.length === MAX_DATAGRAM) note('longest');
    for (const { code } of tree.issues) note(code);
    note(`${tree.tlvs.length} tlvs`);
    for (const { name, type, length, fault } of tree.tlvs) {
      if (name === null && fault === 0) note(`unknown of ${length}`);
      if (name === null && fault === 0) note(`unknown type ${type}`);
      if (name !== null) note(`${name} of ${length}`);
    }
    const message = parse(bytes);
    if (!message.ok) continue;
    for (const tlv of message.message.tlvs) {
      if (tlv.name !== 'peer-address') continue;
      note(named.get(endpointText(tlv)) ?? tlv.address);
      if (tlv.port === 0) note('port 0');
    }
  }
  const wanted = [
    ...['0 bytes', '1 bytes', 'too long', 'longest', 'header-cut', 'magic-wrong', 'version-wrong'],
    ...['tlv-cut', 'tlv-short', 'tlv-stray', 'tlv-fields'],
    ...[0, 1, 2, 50, 173, 174, 175, 300, 600].map((count) => `${count} tlvs`),
    ...[2, 3, 127, 128, 129, 254, 255].map((length) => `unknown of ${length}`),
    ...[0, 4, 127, 128, 255].map((type) => `unknown type ${type}`),
    ...TLV_NAMES.flatMap((name) =>
      [0, 1, 2, 3, 7, 8, 9, 127, 128, 255].map((length) => `${name} of ${length}`),
    ),
    ...['peer', 'port 0', '0.0.0.0', '127.255.255.255', '255.255.255.255', '224.0.0.1'],
  ];
  for (const what of wanted) expect(seen.get(what) ?? 0, what).toBeGreaterThan(0);
});

test('behind the fence nobody but the cast is announced', () => {
  const grammar = new Grammar(fenced, SEED, new Mend(fenced, [LOOPBACK]));
  const cast = new Set([...fenced.peers, ...fenced.absent].map(endpointText));
  let announced = 0;
  for (let i = 0; i < 3000; i++) {
    const result = parse(grammar.next());
    if (!result.ok) continue;
    for (const tlv of result.message.tlvs) {
      if (tlv.name !== 'peer-address') continue;
      announced += 1;
      expect(cast).toContain(endpointText(tlv));
    }
  }
  expect(announced).toBeGreaterThan(3000);
});
