import { expect, it } from 'vitest';
import { LabAddresses } from '../../src/net/lab-address.ts';
import { seededRandom } from '../../src/net/random.ts';

it('labs that share what is used never get the same address', () => {
  const used = new Set<string>();
  // The same chance for both: without sharing, all their addresses were the same.
  const labs = [1, 1].map((seed) => new LabAddresses(seededRandom(seed), 4200, used));
  const all = labs.flatMap((lab) => Array.from({ length: 500 }, () => lab.next().address));
  expect(new Set(all).size).toBe(1000);
});

it('a run that has used very many goes on', () => {
  const lab = new LabAddresses(seededRandom(1), 4200);
  for (let i = 0; i < 70_000; i++) lab.next();
  expect(lab.next().address).toMatch(/^127\.\d+\.\d+\.127$/);
});

it('toward another machine all peers have the one address from which it can be reached', () => {
  const lab = new LabAddresses(seededRandom(1), 4200, new Set(), '10.77.0.2');
  expect([lab.many, lab.next()]).toEqual([false, { address: '10.77.0.2', port: 0 }]);
});
