import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/cli/error.ts';
import { looksLikeOption, type Parsed, parse } from '../../src/cli/guard.ts';

const COMMAND = {
  name: 'send',
  summary: '',
  options: [
    { flags: '-p, --port PORT', help: '' },
    { flags: '-t, --tlv-item ITEM', help: '', repeat: true as const },
    { flags: '--magic BYTE', help: '' },
    { flags: '-n, --dry-run', help: '' },
    { flags: '-x', help: '' },
    { flags: '--no-namespace', help: '' },
  ],
};

function read(...argv: string[]): Parsed {
  return parse(COMMAND, argv);
}

function refusal(...argv: string[]): { message: string; hint: string | null } {
  try {
    read(...argv);
  } catch (error) {
    if (error instanceof UsageError) return { message: error.message, hint: error.hint };
    throw error;
  }
  throw new Error(`${argv.join(' ')} was taken`);
}

describe('numbers stay the text that was typed', () => {
  const TEXTS = [
    '04200',
    '0012',
    '0x1068',
    '1e3',
    '1e5',
    ' 7 ',
    '0123456789012345678',
    '-5',
    '-0.5',
    '-',
    '',
    '@0',
    'NaN',
    'true',
    'false',
  ];
  test.each(TEXTS)('"%s" as a value', (text) => {
    expect(read('--port', text).options.text('port')).toBe(text);
    expect(read('-p', text).options.text('port')).toBe(text);
    expect(read(`--port=${text}`).options.text('port')).toBe(text);
  });
  test.each(TEXTS)('"%s" as a positional', (text) => {
    expect(read(text, 'b').args).toEqual([text, 'b']);
  });
});

describe('flags', () => {
  test('a hyphenated flag does not eat the next word', () => {
    const { args, options } = read('--dry-run', '00ff');
    expect(args).toEqual(['00ff']);
    expect(options.flag('dry-run')).toBe(true);
  });
  test('the short form, the form without a long one, and the negated form', () => {
    const { args, options } = read('-n', 'true', '-x', 'false', '--no-namespace', '1');
    expect(args).toEqual(['true', 'false', '1']);
    expect([options.flag('dry-run'), options.flag('x'), options.flag('no-namespace')]).toEqual([
      true,
      true,
      true,
    ]);
  });
  test('what is not given is false', () => {
    const { options } = read('a');
    expect([options.flag('dry-run'), options.flag('x'), options.flag('no-namespace')]).toEqual([
      false,
      false,
      false,
    ]);
  });
  test('given twice is the same as once', () => {
    expect(read('-n', '--dry-run').options.flag('dry-run')).toBe(true);
    expect(read('--no-namespace', '--no-namespace').options.flag('no-namespace')).toBe(true);
  });
  test('a flag takes no value', () => {
    expect(refusal('--dry-run=false').message).toBe('--dry-run takes no value');
  });
});

describe('values', () => {
  test('short and long forms of one option keep their order', () => {
    expect(
      read('-t', 'a', '--tlv-item', 'b', '--tlv-item=c', '-t', '0007').options.texts('tlv-item'),
    ).toEqual(['a', 'b', 'c', '0007']);
  });
  test('the order between options and positionals is in the words', () => {
    expect(read('-t', 'a', 'x', '--magic', '1', '-n', '--tlv-item=b', '-').words).toEqual([
      { type: 'option', name: 'tlv-item', value: 'a' },
      { type: 'positional', value: 'x' },
      { type: 'option', name: 'magic', value: '1' },
      { type: 'flag', name: 'dry-run' },
      { type: 'option', name: 'tlv-item', value: 'b' },
      { type: 'positional', value: '-' },
    ]);
  });
  test('--port= is the empty text', () => {
    expect(read('--port=').options.text('port')).toBe('');
  });
  test('only the first = separates', () => {
    expect(read('--port=a=b').options.text('port')).toBe('a=b');
  });
  test('a single option given twice is refused, whatever its forms', () => {
    expect(refusal('-p', '1', '--port=2').message).toBe('--port is given twice');
    expect(refusal('--port', '1', '-p', '1').message).toBe('-p is given twice');
  });
  test('a missing value is refused at the end, before -- and before another option', () => {
    expect(refusal('--port').message).toBe('--port needs its PORT');
    expect(refusal('-p', '--', 'x').message).toBe('-p needs its PORT');
    expect(refusal('-p', '--dry-run')).toEqual({
      message: '-p needs its PORT',
      hint: 'if "--dry-run" is meant as the value: --port=--dry-run',
    });
    for (const word of ['-h', '--help', '-v', '--version', '--no-color', '--quiet', '-x', '--magic=1']) {
      expect(refusal('-p', word).message).toBe('-p needs its PORT');
    }
  });
  test('another option can be meant as the value', () => {
    expect(read('--port=--dry-run').options.text('port')).toBe('--dry-run');
    expect(read('--port=--').options.text('port')).toBe('--');
  });
  test('-p4200 and -p=4200 are refused: which value is meant depends on the reader', () => {
    expect(refusal('-p4200')).toEqual({
      message: '-p4200: short options stand alone',
      hint: 'write -p 4200',
    });
    expect(refusal('-p=4200').hint).toBe('write -p 4200');
    expect(refusal('-nx').hint).toBe('write -n -x');
  });
});

describe('--', () => {
  test('what follows is untouched', () => {
    const { args, rest, words } = read('a', '--', './server', '--port', '0012', '--', '-', '--bogus', '');
    expect(args).toEqual(['a']);
    expect(rest).toEqual(['./server', '--port', '0012', '--', '-', '--bogus', '']);
    expect(words).toHaveLength(1);
  });
  test('nothing after it differs from no --', () => {
    expect(read('a', '--').rest).toEqual([]);
    expect(read('a').rest).toBeNull();
  });
});

describe('unknown options', () => {
  test.each([
    ['--prot', '--port'],
    ['--dryRun', '--dry-run'],
    ['--namespace', '--no-namespace'],
    ['--hlep', '--help'],
    ['--tlv', '--tlv-item'],
    ['--no-colour', '--no-color'],
  ])('%s: did you mean %s?', (typed, meant) => {
    expect(refusal(typed, '1')).toEqual({
      message: `unknown option ${typed}`,
      hint: `did you mean ${meant}?`,
    });
  });
  test.each(['--constructor', '--__proto__', '--prototype', '--zebra', '-z', '---', '--=x', '-port'])(
    '%s is refused',
    (typed) => {
      expect(() => read(typed, 'x')).toThrow(UsageError);
    },
  );
  test('the value is not repeated', () => {
    expect(refusal('--secret-thing=1234').message).toBe('unknown option --secret-thing');
  });
});

describe('declarations', () => {
  const declare = (...flags: string[]) =>
    parse({ ...COMMAND, options: flags.map((one) => ({ flags: one, help: '' })) }, []);
  test.each([['--port PORT', '--port'], ['-h, --host HOST'], ['port'], ['--a', '--no-a'], ['']])(
    '%s %s is our bug',
    (...flags) => {
      expect(() => declare(...flags.filter((one) => one !== undefined))).toThrow(Error);
      expect(() => declare(...flags.filter((one) => one !== undefined))).not.toThrow(UsageError);
    },
  );
  test('asking for what is not declared, or wrongly, is our bug', () => {
    const { options } = read();
    expect(() => options.flag('bogus')).toThrow('no option "bogus"');
    expect(() => options.flag('port')).toThrow('takes a value');
    expect(() => options.text('dry-run')).toThrow('takes no value');
    expect(() => options.text('tlv-item')).toThrow('several times');
  });
});

const RESERVED = new Set(['-p', '-t', '-n', '-x', '-h', '-v', '--']);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.stringMatching(/^-?[0-9a-fx.eE+]{0,12}$/),
  fc.constantFrom(
    '',
    '-',
    '@0',
    '@1',
    '0012',
    '1e5',
    '0x10',
    'send',
    'true',
    'false',
    '__proto__',
    '--port',
    '-t',
    '--',
  ),
);
const piece = fc.oneof(
  fc.record({
    kind: fc.constant('positional' as const),
    text: anyText.filter((text) => !looksLikeOption(text)),
  }),
  fc.record({ kind: fc.constant('flag' as const), text: fc.constantFrom('-n', '--dry-run') }),
  fc.record({ kind: fc.constant('attached' as const), text: anyText }),
  fc.record({
    kind: fc.constantFrom('short' as const, 'long' as const),
    text: anyText.filter((text) => !RESERVED.has(text) && !text.startsWith('--')),
  }),
);

test('any texts come back as they were typed, in their order', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 6 }),
      fc.option(fc.array(anyText, { maxLength: 3 })),
      (pieces, rest) => {
        const argv = pieces.flatMap(({ kind, text }) => {
          if (kind === 'attached') return [`--tlv-item=${text}`];
          if (kind === 'short' || kind === 'long') return [kind === 'short' ? '-t' : '--tlv-item', text];
          return [text];
        });
        const parsed = parse(COMMAND, rest === null ? argv : [...argv, '--', ...rest]);
        const of = (...kinds: string[]): string[] =>
          pieces.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
        expect(parsed.args).toStrictEqual(of('positional'));
        expect(parsed.options.texts('tlv-item')).toStrictEqual(of('short', 'long', 'attached'));
        expect(parsed.options.flag('dry-run')).toBe(of('flag').length > 0);
        expect(parsed.rest).toStrictEqual(rest);
        expect(parsed.words.map((word) => (word.type === 'flag' ? null : word.value))).toStrictEqual(
          pieces.map(({ kind, text }) => (kind === 'flag' ? null : text)),
        );
      },
    ),
  );
});
