import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Case } from '../../../src/fuzz/case.ts';
import { Chance } from '../../../src/fuzz/generate/chance.ts';
import { sequence } from '../../../src/fuzz/generate/sequence.ts';
import { timing } from '../../../src/fuzz/generate/timing.ts';
import { volume } from '../../../src/fuzz/generate/volume.ts';
import { toHex } from '../../../src/wire/bytes.ts';
import { dissect } from '../../../src/wire/dissect.ts';
import { endpointText } from '../../../src/wire/endpoint.ts';
import { parse } from '../../../src/wire/parse.ts';
import { MAX_DATAGRAM, MAX_SENT } from '../../../src/wire/table.ts';
import { SEED } from '../../support/arbitrary.ts';
import { fuzzCast } from '../../support/fuzz-cast.ts';
import { RUNS } from '../../support/runs.ts';

const cast = fuzzCast(21, true);
const peers = new Set(cast.peers.map(endpointText));

function cases(make: (chance: Chance) => Case, count: number): Case[] {
  return Array.from({ length: count }, (_, number) => make(new Chance(SEED, number)));
}

function names(bytes: Uint8Array): string[] {
  return dissect(bytes).tlvs.map(({ name }) => name ?? 'unknown');
}

const GENERATORS = [
  ['sequence', (chance: Chance) => sequence(chance, cast), 40, 6000],
  ['timing', (chance: Chance) => timing(chance, cast), 120, 16_000],
  ['volume', (chance: Chance) => volume(chance, cast, 500), 20_000, 60_000],
] as const;

test.each(GENERATORS)('a %s is bounded, in order of time, of the cast', (_name, make, mostSteps, mostMs) => {
  // Up to 20,000 datagrams a run.
  const numRuns = mostSteps > 1000 ? 60 : RUNS / 2;
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (seed, number) => {
      const { steps, repeat } = make(new Chance(seed, number));
      expect(steps.length).toBeGreaterThan(0);
      expect(steps.length).toBeLessThanOrEqual(mostSteps);
      expect(repeat).toBeGreaterThanOrEqual(1);
      let last = 0;
      for (const { at, from, bytes } of steps) {
        if (!(Number.isInteger(at) && at >= last && at <= mostMs)) expect.fail(`${at} after ${last}`);
        if (!peers.has(endpointText(from))) expect.fail(endpointText(from));
        if (bytes.length > MAX_DATAGRAM) expect.fail(`${bytes.length} bytes`);
        last = at;
      }
    }),
    { numRuns },
  );
});

test.each(GENERATORS)('a %s is the same again', (_name, make) => {
  const texts = (): string[] =>
    cases(make, 20).map(({ steps, repeat }) =>
      [
        repeat,
        ...steps.map(
          ({ at, from, bytes }) => `${at} ${endpointText(from)} ${toHex(bytes.subarray(0, 1500))}`,
        ),
      ].join(),
    );
  const once = texts();
  expect(texts()).toEqual(once);
  expect(new Set(once).size).toBeGreaterThan(15);
});

test('sequences have everything that peers do', () => {
  const made = cases((chance) => sequence(chance, cast), 2000);
  const share = (is: (one: Case) => boolean): number => made.filter(is).length / made.length;
  const senders = (one: Case): Set<string> => new Set(one.steps.map(({ from }) => endpointText(from)));
  const gaps = (one: Case): number[] => one.steps.map(({ at }, i) => at - (one.steps[i - 1]?.at ?? 0));
  expect(share((one) => senders(one).size > 1)).toBeGreaterThan(0.5);
  // Two that differ in the port alone, or in the address alone.
  expect(share((one) => shares(one, 'address'))).toBeGreaterThan(0.02);
  expect(share((one) => shares(one, 'port'))).toBeGreaterThan(0.02);
  for (const name of ['hello', 'peer-request', 'peer-address', 'unknown'])
    expect(share((one) => one.steps.some(({ bytes }) => names(bytes).includes(name)))).toBeGreaterThan(0.2);
  expect(share((one) => Math.max(...gaps(one)) > 1200)).toBeGreaterThan(0.1);
  expect(share((one) => (one.steps.at(-1)?.at ?? 0) < 500)).toBeGreaterThan(0.2);
  expect(share((one) => one.steps.some(({ bytes }) => bytes.length < 2))).toBeGreaterThan(0.02);
  expect(share((one) => one.steps.length > 15)).toBeGreaterThan(0.1);
  expect(new Set(made.map((one) => one.steps.map(({ bytes }) => toHex(bytes)).join())).size).toBeGreaterThan(
    1900,
  );
});

function shares({ steps }: Case, key: 'address' | 'port'): boolean {
  const other = key === 'address' ? 'port' : 'address';
  return steps.some(({ from }) =>
    steps.some((step) => step.from[key] === from[key] && step.from[other] !== from[other]),
  );
}

test('adversarial time has every distance between two Hellos of a peer, and somebody asks afterwards', () => {
  const made = cases((chance) => timing(chance, cast), 600);
  const distances = new Map<number, number>();
  let asked = 0;
  for (const { steps } of made) {
    const last = new Map<string, number>();
    for (const { at, from, bytes } of steps) {
      const kinds = names(bytes);
      if (kinds.includes('peer-request')) asked += 1;
      if (!kinds.includes('hello')) continue;
      const before = last.get(endpointText(from));
      if (before !== undefined) distances.set(at - before, (distances.get(at - before) ?? 0) + 1);
      last.set(endpointText(from), at);
    }
  }
  for (const distance of [0, 900, 2800, 3900, 4100, 6600])
    expect(distances.get(distance), `${distance}`).toBeGreaterThan(50);
  expect(asked).toBeGreaterThan(3 * made.length);
  const sizes = made.map(({ steps }) => steps.length);
  expect(sizes.reduce((sum, size) => sum + size, 0) / sizes.length).toBeLessThan(70);
  expect(made.some(({ steps }) => (steps.at(-1)?.at ?? 0) > 15_000)).toBe(true);
});

test('in adversarial time those are announced who have expired, and those who come back', () => {
  let expired = 0;
  let back = 0;
  for (const { steps } of cases((chance) => timing(chance, cast), 300)) {
    const last = new Map<string, number>();
    for (const { at, from, bytes } of steps) {
      const message = parse(bytes);
      for (const tlv of message.ok ? message.message.tlvs : []) {
        const before = tlv.name === 'peer-address' ? last.get(endpointText(tlv)) : undefined;
        if (before !== undefined && at - before > 4000) expired += 1;
      }
      if (!names(bytes).includes('hello')) continue;
      if (at - (last.get(endpointText(from)) ?? at) > 4000) back += 1;
      last.set(endpointText(from), at);
    }
  }
  expect(expired).toBeGreaterThan(30);
  expect(back).toBeGreaterThan(100);
});

test('volumes: floods, crowds beyond each limit, many guests, giants of all kinds', () => {
  const many = fuzzCast(22, true, 300);
  const made = cases((chance) => volume(chance, many, 3000), 120);
  const crowds = made.map(({ steps }) => {
    const announced = new Set<string>();
    for (const { bytes } of steps.slice(0, 200)) {
      if (bytes.length > MAX_SENT) continue;
      const message = parse(bytes);
      for (const tlv of message.ok ? message.message.tlvs : []) {
        if (tlv.name === 'peer-address') announced.add(endpointText(tlv));
      }
    }
    return announced.size;
  });
  for (const size of [260, 1030, 4100, 10_000]) expect(crowds).toContain(size);
  const guests = made.map(({ steps }) => new Set(steps.map(({ from }) => endpointText(from))).size);
  expect(Math.max(...guests)).toBe(many.peers.length);
  expect(made.filter(({ steps, repeat }) => steps.length * repeat >= 2900).length).toBeGreaterThan(20);
  const giants = made
    .flatMap(({ steps }) => steps.map(({ bytes }) => bytes))
    .filter((bytes) => bytes.length > MAX_SENT);
  const begins = new Set(giants.map((bytes) => toHex(bytes.subarray(0, 4))));
  for (const begin of ['00000000', 'ffffffff', '68010000', '6801ffff', '68010102', '68010202', '68010308'])
    expect(begins).toContain(begin);
  expect(giants.some((bytes) => bytes.length === MAX_DATAGRAM)).toBe(true);
  expect(giants.some((bytes) => /^6801..ff0000/.test(toHex(bytes.subarray(0, 6))))).toBe(true);
});

test('what was asked for bounds a volume, within bounds of its own', () => {
  const total = ({ steps, repeat }: Case): number => steps.length * repeat;
  const sizes = cases((chance) => volume(chance, cast, 0), 100).map(total);
  expect(sizes.filter((size) => size === 1).length).toBeGreaterThan(15);
  for (const size of cases((chance) => volume(chance, cast, 1e9), 20).map(total)) {
    expect(size).toBeLessThan(20_064);
  }
});
