/**
 * What holds whatever arrives and whatever the dialect: nothing throws, each datagram sent is well formed and
 * within 1400 bytes, the table stays within its bound, the node sleeps.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DIALECT_KEYS, type Dialect, dialectValues } from '../../src/node/dialect.ts';
import { encode } from '../../src/wire/encode.ts';
import type { Tlv } from '../../src/wire/table.ts';
import { Bench, benchConfig, endpoint, HELLO, lab, named, REQUEST, SELF, tlvs } from './bench.ts';

const dialect = fc.record(
  Object.fromEntries(DIALECT_KEYS.map((key) => [key, fc.constantFrom(...dialectValues(key))])),
) as unknown as fc.Arbitrary<Dialect>;
const peer = fc.oneof(fc.nat(30).map(lab), fc.constantFrom(SELF, '0.0.0.0:0', '255.255.255.255:65535'));
const tlv: fc.Arbitrary<Tlv> = fc.oneof(
  fc.constantFrom(HELLO, REQUEST),
  peer.map(named),
  fc.record({
    name: fc.constant('tlv' as const),
    type: fc.integer({ min: 4, max: 255 }),
    value: fc.uint8Array({ maxLength: 20 }),
  }),
);
const whole = fc.array(tlv, { maxLength: 8 }).map((items) => encode({ tlvs: items }));
const damaged = fc.tuple(whole, fc.nat(), fc.nat(255), fc.nat(60)).map(([bytes, at, byte, cut]) => {
  const copy = bytes.slice(0, Math.max(bytes.length - (cut > 30 ? 0 : cut), 0));
  copy[at % Math.max(copy.length, 1)] = byte;
  return copy;
});
const body = fc.uint8Array({ maxLength: 40 }).map((bytes) => Uint8Array.of(104, 1, ...bytes));
const datagram = fc.oneof(whole, damaged, body, fc.uint8Array({ maxLength: 8 }));
const step = fc.record({ from: peer, datagram, after: fc.constantFrom(0, 1, 250, 1000, 5000, 40_000) });

test('nothing throws, what is sent is well formed', () => {
  fc.assert(
    fc.property(dialect, fc.array(step, { maxLength: 12 }), (chosen, steps) => {
      const node = new Bench(benchConfig(chosen, { capacity: 8, start: [endpoint(lab(0))] }));
      for (const { from, datagram: bytes, after } of steps) {
        node.receive(from, bytes);
        node.run(node.now + after);
        expect(node.node.peers.size).toBeLessThanOrEqual(8);
      }
      for (const { bytes } of node.sent) {
        tlvs(bytes);
        expect(bytes.length).toBeLessThanOrEqual(1400);
      }
    }),
  );
});

test('the node does not change the bytes it is given, nor keep them', () => {
  fc.assert(
    fc.property(datagram, (bytes) => {
      const node = new Bench();
      const copy = bytes.slice();
      node.receive(lab(1), bytes);
      expect(bytes).toEqual(copy);
      const before = JSON.stringify(node.table());
      bytes.fill(255);
      expect(JSON.stringify(node.table())).toBe(before);
    }),
  );
});
