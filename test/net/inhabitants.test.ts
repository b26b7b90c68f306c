import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Inhabitants, memoryOf } from '../../src/net/inhabitants.ts';
import { namespaceAbility } from '../../src/net/namespace.ts';
import { needAbility } from '../support/need.ts';

const ability = await namespaceAbility();

it('are none where the namespace is ours', () => {
  expect(Inhabitants.of(process.pid)).toBeNull();
  expect(Inhabitants.of(2 ** 30)).toBeNull();
});

it.runIf(needAbility(ability.ok, 'a network namespace'))(
  'are all that one has left there, and nobody who has the same name later',
  async () => {
    const [unshare = '', ...words] = ability.ok ? ability.prefix : [];
    const script = 'setsid -f sleep 97.5; setsid -f sleep 97.5; echo ready; exec sleep 97.5';
    const child = spawn(unshare, [...words, 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    const found = Inhabitants.of(child.pid ?? 0);
    if (found === null) throw new Error('it has a namespace of its own');
    const pids = found.pids();
    expect(pids.length).toBe(3);
    expect(memoryOf(pids)).toBeGreaterThan(100_000);
    found.evict();
    await once(child, 'exit');
    found.evict();
    expect(found.pids()).toEqual([]);
    // Held, the name is not given again: what is started now is no inhabitant of it.
    const other = spawn(unshare, [...words, 'sleep', '98.5'], { stdio: 'ignore' });
    while (readlinkSync(`/proc/${other.pid}/ns/net`) === readlinkSync('/proc/self/ns/net'))
      await new Promise((resolve) => setTimeout(resolve, 5));
    found.evict();
    expect(other.exitCode).toBeNull();
    expect(found.pids()).toEqual([]);
    found.release();
    other.kill('SIGKILL');
    await once(other, 'exit');
  },
);
