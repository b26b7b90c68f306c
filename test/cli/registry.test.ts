import { expect, test } from 'vitest';
import { parse } from '../../src/cli/guard.ts';
import { REGISTRY } from '../../src/cli/registry.ts';
import { OUTCOMES } from './example-outcome.ts';

test.each(REGISTRY.map((entry) => [entry.name, entry] as const))(
  '%s is what the registry says, and can be parsed',
  async (name, entry) => {
    const command = await entry.load();
    expect(command.name).toBe(name);
    expect(command.summary.startsWith(entry.summary), command.summary).toBe(true);
    expect(parse(command, ['a', '--', 'b'])).toMatchObject({ args: ['a'], rest: ['b'] });
    expect(command.examples.length).toBeGreaterThanOrEqual(3);
    for (const example of command.examples) {
      expect(example).toContain(`peerprobe ${name}`);
      expect(Object.keys(OUTCOMES)).toContain(example);
    }
    expect(command.options.map(({ flags }) => flags)).toContain('--json');
  },
);
