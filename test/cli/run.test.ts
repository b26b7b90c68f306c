import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Command, Context } from '../../src/cli/command.ts';
import { fromUser, UsageError } from '../../src/cli/error.ts';
import { EXIT } from '../../src/cli/exit.ts';
import { EnvironmentError } from '../../src/net/error.ts';
import { command, entry, type Screen, type Setting, type } from './terminal.ts';

const ECHO = command({
  options: [
    { flags: '-w, --write FILE', help: 'a file' },
    { flags: '--json', help: 'as JSON' },
  ],
  examples: ['peerprobe send 127.0.0.1:4200 hello'],
  run: async ({ args, rest, options, out }) => {
    await out.data(
      JSON.stringify({ args, rest, write: options.text('write') ?? null, json: options.flag('json') }),
    );
    return 0;
  },
});
const SNIFF = command({
  name: 'sniff',
  options: [
    { flags: '-V, --tree', help: 'all' },
    { flags: '--version N', help: 'a byte' },
  ],
});

function peerprobe(argv: readonly string[], setting?: Setting): Promise<Screen> {
  return type(argv, [entry(ECHO), entry(SNIFF)], setting);
}

function running(run: Command['run'], setting?: Setting): Promise<Screen> {
  return type(['send'], [entry(command({ run }))], setting);
}

function throwing(error: unknown): Promise<Screen> {
  return running(async () => {
    throw error;
  });
}

describe('a command', () => {
  test('gets its words', async () => {
    const { code, stdout, stderr } = await peerprobe([
      'send',
      '0012',
      '-',
      '-w',
      '-5',
      '--',
      './a',
      '--json',
    ]);
    expect(JSON.parse(stdout)).toEqual({
      args: ['0012', '-'],
      rest: ['./a', '--json'],
      write: '-5',
      json: false,
    });
    expect([code, stderr]).toEqual([0, '']);
  });
  test('gets flags that stand before it', async () => {
    expect(JSON.parse((await peerprobe(['--json', 'send', 'a'])).stdout)).toMatchObject({
      args: ['a'],
      json: true,
    });
    expect(JSON.parse((await peerprobe(['--no-color', 'send', 'a'])).stdout)).toMatchObject({ args: ['a'] });
  });
  test('ends with its exit code', async () => {
    for (const code of [0, 1, 2, 3, 4, 5]) expect((await running(async () => code)).code).toBe(code);
  });
  test('reads stdin', async () => {
    const read = async ({ stdin, out }: Context): Promise<number> => {
      for await (const chunk of stdin) await out.bytes(chunk);
      return 0;
    };
    expect((await running(read, { stdin: '6801' })).stdout).toBe('6801');
  });
});

describe('help', () => {
  test.each([[[]], [['--help']], [['-h']], [['help']], [['help', '--help']], [['--no-color']]])(
    '%j is the help of the program',
    async (argv) => {
      const { code, stdout, stderr } = await peerprobe(argv);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('Usage: peerprobe COMMAND');
      expect(stdout).toContain('  send   say something\n  sniff  say something\n');
      expect(stdout).toContain('  70   a bug in peerprobe\n');
    },
  );
  test.each([
    [['send', '--help']],
    [['send', '-h', '--bogus', 'x']],
    [['--help', 'send']],
    [['help', 'send']],
    [['send', '--help', '--', 'x']],
  ])('%j is the help of the command', async (argv) => {
    const { code, stdout, stderr } = await peerprobe(argv);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      `peerprobe send: say something

Usage: peerprobe send [OPTION]... [WORD]...

Options:
  -w, --write FILE  a file
      --json        as JSON
      --no-color    plain text, as does NO_COLOR=1
      --quiet       nothing on stderr but errors
  -h, --help        print this help

Examples:
  peerprobe send 127.0.0.1:4200 hello

Exit codes:
  0    fine
  1    findings: something is wrong with what was looked at
  2    wrong usage, including nothing selected
  3    could not tell: no answer, or the controls failed
  4    this machine lacks an ability: permission, library, free port
  5    damaged input; what could be read before it is shown
  70   a bug in peerprobe
  130  interrupted by Ctrl-C
  143  terminated by SIGTERM
`,
    );
  });
  test("a --help behind -- is the target's", async () => {
    expect(JSON.parse((await peerprobe(['send', '--', './server', '--help'])).stdout).rest).toEqual([
      './server',
      '--help',
    ]);
  });
  test('is coloured on a terminal alone', async () => {
    expect((await peerprobe(['--help'], { isTTY: true })).stdout).toContain('\x1b[');
    expect((await peerprobe(['--help', '--no-color'], { isTTY: true })).stdout).not.toContain('\x1b');
    expect((await peerprobe(['--help'], { isTTY: true, env: { NO_COLOR: '1' } })).stdout).not.toContain(
      '\x1b',
    );
  });
});

describe('the version', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  test.each([
    [['--version']],
    [['-v']],
    [['--version', 'send']],
    [['send', '--version']],
    [['send', '-v', 'x']],
  ])('%j', async (argv) => {
    expect(await peerprobe(argv)).toEqual({ code: 0, stdout: `peerprobe ${version}\n`, stderr: '' });
  });
  test('a command may use --version for itself', async () => {
    expect((await peerprobe(['sniff', '--version', '2'])).stdout).toBe('');
  });
});

describe('wrong usage is one or two lines and 2', () => {
  test.each<[string[], string]>([
    [['bogus'], 'peerprobe: unknown command "bogus"\n  the commands are send, sniff\n'],
    [['snd'], 'peerprobe: unknown command "snd"\n  did you mean send?\n'],
    [['sniffs', '--help'], 'peerprobe: unknown command "sniffs"\n  did you mean sniff?\n'],
    [['help', 'snif'], 'peerprobe: unknown command "snif"\n  did you mean sniff?\n'],
    [['help', 'send', 'sniff'], 'peerprobe: help takes one command\n  peerprobe --help shows how\n'],
    [[''], 'peerprobe: unknown command ""\n  the commands are send, sniff\n'],
    [['-'], 'peerprobe: unknown command "-"\n  the commands are send, sniff\n'],
    [['--json'], 'peerprobe: --json: no command given\n  one of send, sniff\n'],
    [['--', 'send'], 'peerprobe: no command given in front of --\n  peerprobe --help shows how\n'],
    [['send', '--jsn'], 'peerprobe send: unknown option --jsn\n  did you mean --json?\n'],
    [['send', '-w'], 'peerprobe send: -w needs its FILE\n  peerprobe send --help shows how\n'],
    [['x\x1b[31m\n'], 'peerprobe: unknown command "x\\x1b[31m\\x0a"\n  the commands are send, sniff\n'],
  ])('%j', async (argv, stderr) => {
    expect(await peerprobe(argv)).toEqual({ code: EXIT.USAGE, stdout: '', stderr });
  });
});

describe('what a command throws', () => {
  test('UsageError', async () => {
    expect(await throwing(new UsageError('no check selected', 'try\n--all'))).toEqual({
      code: 2,
      stdout: '',
      stderr: 'peerprobe send: no check selected\n  try\\x0a--all\n',
    });
  });
  test("RangeError of a parser of user's text, and no other", async () => {
    const parser = (): never => {
      throw new RangeError('256 does not fit one byte');
    };
    expect((await running(async () => fromUser(parser))).code).toBe(2);
    expect((await throwing(new RangeError('Invalid array length'))).code).toBe(70);
  });
  test('EnvironmentError', async () => {
    expect(await throwing(new EnvironmentError('port 4200 is in use', 'choose another'))).toEqual({
      code: 4,
      stdout: '',
      stderr: 'peerprobe send: port 4200 is in use\n  choose another\n',
    });
  });
  test('system errors: what is not there is usage, what is refused is an ability, the rest is a bug', async () => {
    const system = (code: string): Error =>
      Object.assign(new Error(`${code}: not so, open 'x'`), { code, syscall: 'open', errno: -1, path: 'x' });
    expect((await throwing(system('ENOENT'))).code).toBe(2);
    expect(await throwing(system('EACCES'))).toEqual({
      code: 4,
      stdout: '',
      stderr: 'peerprobe send: x: not so\n  ls -ld shows who may; the folders above it count too\n',
    });
    expect((await throwing(system('EBADF'))).code).toBe(70);
  });
  test('anything else is our bug, with its stack', async () => {
    const { code, stderr } = await throwing(new TypeError('x is \x1b[31m undefined'));
    expect(code).toBe(70);
    expect(stderr).toMatch(/^TypeError: x is \\x1b\[31m undefined\n {4}at /);
    expect(stderr).toContain('peerprobe send: this is a bug in peerprobe');
    expect((await throwing(null)).code).toBe(70);
    expect((await throwing(new DOMException('x', 'AbortError'))).code).toBe(70);
  });
});
