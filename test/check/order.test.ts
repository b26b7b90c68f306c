import { expect, it } from 'vitest';
import { inOrder } from '../../src/check/order.ts';
import type { Probe } from '../../src/check/probe.ts';

function probe(check: string, seconds?: number): Probe {
  const base = { check, requirement: 'HEL-1', title: 'none' as const, run: async () => undefined };
  return seconds === undefined ? base : { ...base, seconds };
}

const PROBES = [probe('usual'), probe('quick', 1), probe('long', 13), probe('short', 2), probe('slow', 8)];

function names(first?: ReadonlySet<string>): string[] {
  return inOrder(PROBES, first).map(({ check }) => check);
}

it('the longest probes start first', () => {
  expect(names()).toEqual(['long', 'slow', 'usual', 'short', 'quick']);
});

it('the quickest that is asked for comes first, then two quick ones, then the others asked for', () => {
  expect(names(new Set(['slow', 'usual']))).toEqual(['usual', 'quick', 'short', 'slow', 'long']);
  expect(names(new Set())).toEqual(['quick', 'short', 'long', 'slow', 'usual']);
});
