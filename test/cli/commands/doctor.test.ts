import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { type Ability, check, missing, ok } from '../../../src/cli/doctor/ability.ts';
import { NETWORK } from '../../../src/cli/doctor/network.ts';
import { programAbility } from '../../../src/cli/doctor/program.ts';
import { verbatim } from '../../../src/lang/sentence.ts';
import { PROGRAM } from './program.ts';

const ABILITY: Ability = {
  name: 'x',
  need: 'everything',
  fix: 'get x',
  probe: async () => ok(verbatim('1.0')),
};

describe('an ability', () => {
  test('that is there needs no fix', async () => {
    expect(await check(ABILITY)).toEqual({
      name: 'x',
      need: 'everything',
      state: 'ok',
      detail: verbatim('1.0'),
      fix: null,
      core: false,
    });
  });

  test('that is missing has one', async () => {
    const found = await check({ ...ABILITY, core: true, probe: async () => missing('not found') });
    expect(found).toMatchObject({
      state: 'missing',
      detail: verbatim('not found'),
      fix: 'get x',
      core: true,
    });
  });

  test('whose trial throws is missing, in the words of the error', async () => {
    const probe = () => Promise.reject(new Error('boom\n  at somewhere'));
    expect(await check({ ...ABILITY, probe })).toMatchObject({ state: 'missing', detail: verbatim('boom') });
  });
});

test('tcpdump is tried by capturing with it', () => {
  // The program as it is installed: capturing needs its built child.
  const env = { ...process.env, PATH: '/no/such/folder' };
  const { stdout } = spawnSync(process.execPath, [PROGRAM, 'doctor', '--json'], { env, encoding: 'utf8' });
  expect(JSON.parse(stdout).checks).toContainEqual({
    name: 'tcpdump captures',
    state: 'missing',
    detail: 'the backend tcpdump does not start (spawn tcpdump ENOENT)',
    need: 'sniff -i --backend tcpdump',
    fix: 'sudo apt-get install -y tcpdump',
    core: false,
  });
});

test('a program is found by running it', async () => {
  const node = await check(programAbility(process.execPath, ['--version'], 'everything', ''));
  expect(node).toMatchObject({ state: 'ok', detail: verbatim(process.version) });
  const none = await check(programAbility('no-such-program-here', [], 'everything', 'get it'));
  expect(none).toMatchObject({ state: 'missing', detail: verbatim('not found'), fix: 'get it' });
});

test('UDP on loopback works where the tests run', async () => {
  const core = NETWORK.filter(({ core }) => core);
  expect(core).toHaveLength(1);
  for (const ability of core) expect(await check(ability)).toMatchObject({ state: 'ok', fix: null });
});
