/** Arbitrary captures of a few talkative ends: what they say, when, and in which order. */
import fc from 'fast-check';
import { PcapngWriter } from '../../src/capture/pcapng-writer.ts';
import { RAW_IP, udpFrame } from '../../src/capture/udp-frame.ts';
import { concat, fromHex } from '../../src/wire/bytes.ts';
import { encode } from '../../src/wire/encode.ts';
import type { Endpoint } from '../../src/wire/endpoint.ts';
import { datagram } from '../support/arbitrary.ts';

export interface Spoken {
  readonly ns: bigint;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly payload: Uint8Array;
}

const START_NS = 1_700_000_000_000_000_000n;

const ENDS: readonly Endpoint[] = [
  { address: '127.0.0.1', port: 4200 },
  { address: '127.0.0.1', port: 4201 },
  { address: '127.0.0.2', port: 4200 },
  { address: '127.0.0.1', port: 50_000 },
  { address: '10.0.0.9', port: 4200 },
  { address: 'fe80::1', port: 4200 },
  { address: 'fe80::2', port: 4201 },
];

/** Hellos, requests, answers, false messages, other protocols and damaged datagrams, in any order. */
export function conversation(maxLength: number, minLength = 0): fc.Arbitrary<Spoken[]> {
  const steps = fc.array(fc.tuple(step(), end(), end(), payload()), { minLength, maxLength, size: 'max' });
  return steps.map((all) => {
    let ns = START_NS;
    return all.flatMap(([after, from, to, bytes]) => {
      ns += after;
      return isIpv4(from) === isIpv4(to) ? [{ ns, from, to, payload: bytes }] : [];
    });
  });
}

/** As a capture file. */
export function captureOf(spoken: readonly Spoken[]): Uint8Array {
  const writer = new PcapngWriter();
  const blocks = [writer.header(), writer.interface({ linkType: RAW_IP }).block];
  for (const { ns, from, to, payload: bytes } of spoken)
    blocks.push(writer.packet({ time: ns, bytes: udpFrame(from, to, bytes) }));
  return concat(blocks);
}

function step(): fc.Arbitrary<bigint> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.bigInt(0n, 3_000_000_000n) },
    { weight: 2, arbitrary: fc.constantFrom(0n, 999n, 1_000_000_000n) },
    { weight: 1, arbitrary: fc.bigInt(-2_000_000n, 0n) },
    { weight: 1, arbitrary: fc.bigInt(0n, 90_000_000_000_000n) },
  );
}

function end(): fc.Arbitrary<Endpoint> {
  return fc.constantFrom(...ENDS);
}

function payload(): fc.Arbitrary<Uint8Array> {
  const peer = fc.record({ name: fc.constant('peer-address' as const), address: address(), port: fc.nat(3) });
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...['68010102', '68010202', '680101020202'].map(bytesOf)) },
    { weight: 3, arbitrary: fc.array(peer, { maxLength: 5 }).map((tlvs) => encode({ tlvs })) },
    { weight: 3, arbitrary: fc.constantFrom(...['01', '02', '01000000', '00000002', '03'].map(bytesOf)) },
    { weight: 1, arbitrary: fc.constantFrom(...['5d010102', '68020102', '6801', '68'].map(bytesOf)) },
    { weight: 2, arbitrary: datagram() },
  );
}

function address(): fc.Arbitrary<string> {
  return fc.constantFrom('10.0.0.1', '10.0.0.2', '192.168.0.77', '127.0.0.1');
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(0);
}

function isIpv4({ address: text }: Endpoint): boolean {
  return !text.includes(':');
}
