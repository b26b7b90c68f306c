import { describe, expect, test } from 'vitest';
import { DEFAULT_DIALECT } from '../../src/node/dialect.ts';
import { outcomeOf } from '../../src/simulate/outcome.ts';
import type { Plan } from '../../src/simulate/plan.ts';
import { bad, plan, ran } from './plan.ts';

describe('what is done once for all changes nothing', () => {
  const cases: [name: string, changes: Partial<Plan>][] = [
    ['conforming', {}],
    [
      'other dialect',
      { dialect: { ...DEFAULT_DIALECT, requester: 'excluded', list: 'known', extraTlvs: 'extra' } },
    ],
    [
      'added addresses',
      { dialect: { ...DEFAULT_DIALECT, oddAddresses: 'added' }, bugs: [bad('zero-entry', 0.3)] },
    ],
    ['port order', { bugs: [bad('port-little-endian', 0.3)] }],
    ['stale buffer', { bugs: [bad('stale-buffer', 0.3)] }],
    ['identity by address', { bugs: [bad('identity-by-ip', 0.3)] }],
    ['split TLVs', { bugs: [bad('tlv-split', 0.3)] }],
  ];
  test.each(cases)('%s', async (_name, changes) => {
    const wild = plan({
      loss: 0.05,
      churnPerMinute: 8,
      topology: 'random',
      dialect: { ...DEFAULT_DIALECT, requestInterval: '4s' },
      ...changes,
    });
    const quick = outcomeOf(await ran(wild));
    const slow = outcomeOf(await ran(wild, { bugs: true, shortcuts: false }));
    expect(quick).toEqual(slow);
    expect(quick.traffic.sent['peer-address'].datagrams).toBeGreaterThan(20);
  });
});
