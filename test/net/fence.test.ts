import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cidr, LOOPBACK, parseCidr } from '../../src/net/cidr.ts';
import { EnvironmentError } from '../../src/net/error.ts';
import { addressesRead, insideFence, resolveTarget, targetAllowed } from '../../src/net/fence.ts';
import { Residue } from '../../src/net/residue.ts';
import { fromHex } from '../../src/wire/bytes.ts';
import { endpointText } from '../../src/wire/endpoint.ts';
import { RUNS } from '../support/runs.ts';

const LOCAL = [LOOPBACK];

function hex(text: string): Uint8Array {
  const bytes = fromHex(text.replaceAll(' ', ''));
  if (bytes === null) throw new Error(`bad hex ${text}`);
  return bytes;
}

function range(text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === null) throw new Error(`bad range ${text}`);
  return cidr;
}

test('one Peer Address is read in six ways', () => {
  // 127.1.2.127:32528 = 7f10
  expect(addressesRead(hex('6801 0308 7f10 7f01027f')).map(endpointText)).toEqual([
    '127.1.2.127:32528', // as it stands
    '127.1.2.127:4223', // port 107f
    '127.2.1.127:32528', // address reversed
    '127.2.1.127:4223',
    '127.16.127.1:639', // address first, then port 027f
    '127.16.127.1:32514', // the same with the port swapped: 7f02
  ]);
});

test.each([
  ['a lab peer', '6801 0308 7f10 7f01027f', true],
  ['Hello and request', '6801 0102 0202', true],
  ['two lab peers', '6801 0308 7f10 7f01027f 0308 7f11 7f04027f', true],
  ['an address outside', '6801 0308 7f10 0a000001', false],
  ['an address whose reversal is outside', '6801 0308 7f10 7f000001', false],
  ['a port that is no 127 when fields are exchanged', '6801 0308 1068 7f01027f', false],
  ['port 0', '6801 0308 0000 7f01027f', false],
  ['the broadcast of loopback', '6801 0308 7f10 7fffffff', false],
  ['the network itself', '6801 0308 7f10 7f000000', false],
  ['an address behind a wrong header', '6901 0308 7f10 0a000001', false],
  ['an address without header', '0308 7f10 0a000001', false],
  ['an address in the value of an unknown TLV', '6801 c80a 0308 7f10 0a000001', false],
  ['an address in the extra bytes of a Hello', '6801 010a 0308 7f10 0a000001', false],
  ['an address behind a length of 0', '6801 0100 0308 7f10 0a000001', false],
  ['an address whose own length is short', '6801 0302 7f10 0a000001', false],
  ['a cut address that begins inside', '6801 0308 7f10 7f01', true],
  ['a cut address that begins outside', '6801 0308 7f10 0a01', false],
  ['a cut address without any octet', '6801 0308 7f10', false],
  ['a type alone at the end', '6801 0102 03', false],
  ['nothing', '', true],
])('%s: %s', (_name, text, inside) => {
  expect(insideFence(hex(text), LOCAL)).toBe(inside);
});

test('a lab peer is inside where all of loopback is allowed, and not because of what it is like', () => {
  const peer = hex('6801 0308 7f10 7f01027f');
  expect(insideFence(peer, [range('10.0.0.0/8')])).toBe(false);
  expect(insideFence(peer, [range('127.1.0.0/16')])).toBe(false);
  expect(insideFence(peer, [range('10.0.0.0/8'), LOOPBACK])).toBe(true);
});

test('what is left in a buffer completes a cut address', () => {
  const residue = new Residue();
  expect(insideFence(hex('6801 0308'), LOCAL, residue.bytes)).toBe(false);
  residue.put(hex('6801 c808 7f10 7f01027f'));
  residue.put(hex('6801 0102'));
  expect(residue.bytes).toEqual(hex('6801 0102 7f10 7f01027f'));
  expect(insideFence(hex('6801 0308'), LOCAL, residue.bytes)).toBe(true);
  expect(insideFence(hex('6801 0308 7f10 7f'), LOCAL, residue.bytes)).toBe(true);
  residue.put(hex('6801 c808 7f10 0a01027f'));
  expect(insideFence(hex('6801 0308'), LOCAL, residue.bytes)).toBe(false);
  // Longer than what is left: the rest is unknown again.
  expect(insideFence(hex('6801 0102 0202 0308'), LOCAL, residue.bytes)).toBe(false);
});

test('targets are one host inside an allowed range', () => {
  const allowed = [LOOPBACK, range('192.168.7.0/24'), range('10.0.0.9')];
  const ok = (address: string, port = 4200): boolean => targetAllowed({ address, port }, allowed);
  for (const address of ['127.0.0.1', '127.255.255.254', '192.168.7.1', '10.0.0.9']) {
    expect(ok(address), address).toBe(true);
    expect(ok(address, 0), address).toBe(false);
  }
  for (const address of [
    '192.168.7.255',
    '192.168.7.0',
    '192.168.8.1',
    '10.0.0.8',
    'localhost',
    '127.255.255.255',
  ]) {
    expect(ok(address), address).toBe(false);
  }
  const all = [range('0.0.0.0/0')];
  for (const address of ['0.0.0.0', '224.0.0.1', '239.1.1.1', '255.255.255.255']) {
    expect(targetAllowed({ address, port: 4200 }, all), address).toBe(false);
  }
  expect(targetAllowed({ address: '8.8.8.8', port: 53 }, all)).toBe(true);
});

test('a name is resolved to one IPv4 address', async () => {
  expect(await resolveTarget('127.3.4.5', 4200)).toEqual({ address: '127.3.4.5', port: 4200 });
  expect((await resolveTarget('localhost', 1)).address).toMatch(/^127\./);
  // Fails without asking a name server.
  await expect(resolveTarget('::1', 1)).rejects.toThrow(EnvironmentError);
});

// Readers that a beginner writes. Each yields [offset of type] for what it takes for Peer Addresses.
type Step = (length: number) => number;
const STEPS: Record<string, Step> = {
  right: (length) => length,
  'length without header': (length) => length + 2,
  'zero as 2': (length) => Math.max(length, 2),
  'length byte not counted': (length) => length + 1,
  'headers only': () => 2,
  'byte by byte': () => 1,
};

function boundaries(bytes: Uint8Array, from: number, step: Step): number[] {
  const found: number[] = [];
  for (let at = from, n = 0; at + 2 <= bytes.length && n < 2000; n += 1) {
    found.push(at);
    const next = step(bytes[at + 1] ?? 0);
    if (next <= 0) break;
    at += next;
  }
  return found;
}

const FIELDS: Record<string, (view: DataView, at: number) => [number, number]> = {
  right: (view, at) => [view.getUint32(at + 2), view.getUint16(at)],
  'port little-endian': (view, at) => [view.getUint32(at + 2), view.getUint16(at, true)],
  'address little-endian': (view, at) => [view.getUint32(at + 2, true), view.getUint16(at)],
  'both little-endian': (view, at) => [view.getUint32(at + 2, true), view.getUint16(at, true)],
  exchanged: (view, at) => [view.getUint32(at), view.getUint16(at + 4)],
};

const piece = fc.oneof(
  fc
    .record({
      port: fc.nat(65_535),
      address: fc.integer({ min: 0, max: 0xffff_ffff }),
      length: fc.constantFrom(8, 8, 8, 0, 2, 3, 9, 255),
    })
    .map(({ port, address, length }) => {
      const view = new DataView(new ArrayBuffer(8));
      view.setUint8(0, 3);
      view.setUint8(1, length);
      view.setUint16(2, port);
      view.setUint32(4, address);
      return new Uint8Array(view.buffer);
    }),
  fc.tuple(fc.nat(4), fc.nat(10)).map(([type, length]) => Uint8Array.of(type, length)),
  fc.uint8Array({ maxLength: 6 }),
);
const datagram = fc.array(piece, { maxLength: 12 }).map((pieces) => {
  const bytes = pieces.flatMap((part) => [...part]);
  return Uint8Array.from([104, 1, ...bytes]);
});

test('whatever address a naive reader takes from a datagram is among those read', () => {
  fc.assert(
    fc.property(
      datagram,
      fc.constantFrom(...Object.keys(STEPS)),
      fc.constantFrom(...Object.keys(FIELDS)),
      fc.nat(4),
      (bytes, step, fields, from) => {
        const read = new Set(addressesRead(bytes).map(endpointText));
        const view = new DataView(bytes.buffer);
        for (const at of boundaries(bytes, from, STEPS[step] ?? (() => 0))) {
          if (bytes[at] !== 3 || at + 8 > bytes.length) continue;
          const [address, port] = FIELDS[fields]?.(view, at + 2) ?? [0, 0];
          const quad = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
          expect(read).toContain(`${quad}:${port}`);
        }
      },
    ),
  );
});

test('inside the fence means that every address read is an allowed target', () => {
  const octet = fc.constantFrom(127, 127, 127, 1, 16, 200);
  const near = fc.array(octet, { maxLength: 30 }).map((octets) => Uint8Array.from([104, 1, 3, 8, ...octets]));
  let inside = 0;
  fc.assert(
    fc.property(fc.oneof(near, datagram), (bytes) => {
      if (!insideFence(bytes, LOCAL)) return;
      inside += 1;
      for (const endpoint of addressesRead(bytes)) expect(targetAllowed(endpoint, LOCAL)).toBe(true);
    }),
  );
  expect(inside).toBeGreaterThan(RUNS / 100);
});

test('a cut address that is inside stays inside whatever follows it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(3, 8, 127, 9), { maxLength: 12 }),
      fc.uint8Array({ minLength: 8, maxLength: 8 }),
      (octets, junk) => {
        const bytes = Uint8Array.from(octets);
        if (!insideFence(bytes, LOCAL)) return;
        const filled = new DataView(Uint8Array.from([...octets, ...junk]).buffer);
        for (
          let at = bytes.indexOf(3, Math.max(0, bytes.length - 7));
          at >= 0;
          at = bytes.indexOf(3, at + 1)
        ) {
          expect(filled.getUint8(at + 4)).toBe(127);
        }
      },
    ),
  );
});
