import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OwnedEnds } from '../../../src/sniff/statistics/owned-ends.ts';
import { SEED } from '../../support/arbitrary.ts';

const owned = fc.tuple(fc.nat(7), fc.constantFrom(0, 1, 0x0a000001, 0xffffffff), fc.nat(300));

test('an end is found by its owner alone, however many there are', () => {
  fc.assert(
    fc.property(fc.array(owned, { minLength: 1, maxLength: 3000, size: 'max' }), (all) => {
      const [ends, numbers] = [new OwnedEnds(2 ** 18), new Map<string, number>()];
      for (const [owner, address, port] of all) {
        const found = ends.find(owner, address, port);
        const known = numbers.get(`${owner} ${address} ${port}`);
        expect(found).toBe(known ?? -1);
        if (known === undefined) numbers.set(`${owner} ${address} ${port}`, ends.add(owner, address, port));
      }
      expect(ends.size).toBe(numbers.size);
      for (const [name, number] of numbers)
        expect(name).toMatch(new RegExp(` ${ends.addresses[number]} ${ends.ports[number]}$`));
    }),
    { numRuns: 4, seed: SEED },
  );
});
