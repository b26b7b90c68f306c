import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { SHELL_OPTIONS } from '../../../src/cli/command.ts';
import { declarations } from '../../../src/cli/declaration.ts';
import { REGISTRY } from '../../../src/cli/registry.ts';
import { need } from '../../support/need.ts';
import { type } from '../terminal.ts';

const NAMES = REGISTRY.map(({ name }) => name);
const SHELLS = ['bash', 'zsh', 'fish'] as const;

const scripts = new Map<string, string>();
beforeAll(async () => {
  for (const shell of SHELLS) scripts.set(shell, (await type(['completion', shell], REGISTRY)).stdout);
});

// Each prints what is offered for the last of its words, one a line: words, and FILES where the shell takes over.
const ASK = {
  bash: `eval "$SCRIPT"
    compopt() { default=; }
    default=FILES COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _peerprobe
    printf '%s\\n' "\${COMPREPLY[@]}"
    # Of the function's words only those count, if there are any (-o default).
    [[ -n $COMPREPLY ]] || echo $default`,
  // Without a terminal zsh completes nothing: what it would be told is printed.
  zsh: `compdef() { }
    _files() { print FILES }
    _message() { }
    _describe() {
      local one
      for one in "\${(@P)@[-1]}"; do [[ $one != $PREFIX* ]] || print -r -- "\${one%%:*}"; done
    }
    eval "$SCRIPT"
    words=("$@") CURRENT=$# PREFIX=\${@[-1]}
    _peerprobe`,
} as const;

function offered(shell: (typeof SHELLS)[number], words: readonly string[]): string[] {
  const env = { ...process.env, SCRIPT: scripts.get(shell) ?? '' };
  const bare = { bash: ['--norc', '--noprofile'], zsh: ['-f'], fish: ['--no-config'] }[shell];
  const args =
    shell === 'fish'
      ? ['-c', `printenv SCRIPT | source; complete -C ${`'${words.join(' ')}'`}`]
      : ['-c', ASK[shell], shell, ...words];
  const { stdout, stderr, status } = spawnSync(shell, [...bare, ...args], { encoding: 'utf8', env });
  expect([stderr, status === null]).toEqual(['', false]);
  return stdout.split('\n').flatMap((line) => line.split('\t')[0] || []);
}

for (const shell of SHELLS) {
  describe.runIf(need(shell))(`completion in ${shell}`, () => {
    test('offers the commands', () => {
      expect(offered(shell, ['peerprobe', '']).sort()).toEqual([...NAMES, 'help'].sort());
      expect(offered(shell, ['peerprobe', 'sn'])).toEqual(['sniff']);
      expect(offered(shell, ['peerprobe', 'help', 'ch'])).toEqual(['check']);
      expect(offered(shell, ['peerprobe', '--no-color', 'do'])).toEqual(['doctor']);
    });

    test.each(NAMES)('offers the long options of %s, all of them and no other', async (name) => {
      const command = await REGISTRY.find((entry) => entry.name === name)?.load();
      const options = [...(command?.options ?? []), ...SHELL_OPTIONS];
      const long = declarations(options)
        .flatMap(({ spellings }) => spellings)
        .filter((one) => one.startsWith('--'));
      expect(offered(shell, ['peerprobe', name, '--']).sort()).toEqual(long.sort());
    });

    test('offers what the program takes without a command', () => {
      const long = ['--help', '--no-color', '--quiet', '--version'];
      expect(offered(shell, ['peerprobe', '--']).sort()).toEqual(long);
    });

    test('offers the words that stand in a usage', () => {
      expect(offered(shell, ['peerprobe', 'completion', '']).sort()).toEqual(['bash', 'fish', 'zsh']);
      expect(offered(shell, ['peerprobe', 'check', 'ex'])).toEqual(['explain']);
    });

    test('leaves files to the shell where they belong, and only there', () => {
      const files = (...words: string[]) => {
        const found = offered(shell, ['peerprobe', ...words, 'README']);
        return found.includes('FILES') || found.includes('README.md');
      };
      expect(files('sniff')).toBe(true);
      expect(files('sniff', '-w')).toBe(true);
      expect(files('check', '--out')).toBe(true);
      expect(files('check', '--', './server')).toBe(true);
      expect(files('check', '--seed')).toBe(false);
      expect(files('doctor')).toBe(false);
    });
  });
}

describe('peerprobe completion', () => {
  test.each([
    [[], 'takes one shell'],
    [['bash', 'zsh'], 'takes one shell'],
    [['bsh'], 'did you mean bash?'],
  ])('refuses %j with exit 2', async (words, message) => {
    const { code, stdout, stderr } = await type(['completion', ...words], REGISTRY);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
  });

  test('--json is one object', async () => {
    const { stdout } = await type(['completion', 'fish', '--json'], REGISTRY);
    const script = scripts.get('fish');
    expect(JSON.parse(stdout)).toEqual({ schemaVersion: 1, command: 'completion', shell: 'fish', script });
  });
});
