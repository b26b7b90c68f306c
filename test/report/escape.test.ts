import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText, shellQuote } from '../../src/report/escape.ts';
import { need } from '../support/need.ts';

test('controls, bidirectional marks, line separators and broken surrogates are named', () => {
  expect(escapeText('a\x1b[31m\r\n\t\0\x7f')).toBe('a\\x1b[31m\\x0d\\x0a\\x09\\x00\\x7f');
  expect(escapeText('\x80\x9b\x9f\xa0')).toBe('\\x80\\x9b\\x9f\xa0');
  expect(escapeText('\u202a\u202e\u2066\u2069\u200e\u200f\u061c')).toBe(
    '\\u{202a}\\u{202e}\\u{2066}\\u{2069}\\u{200e}\\u{200f}\\u{61c}',
  );
  expect(escapeText('\u2028\u2029')).toBe('\\u{2028}\\u{2029}');
  expect(escapeText('\ud800x\udc00')).toBe('\\u{d800}x\\u{dc00}');
});

test('everything else stays', () => {
  for (const text of ['', 'plain', 'é漢 🦊', 'C:\\x1b', '~', '\u200d\u2027\u202f\u2065\u206a'])
    expect(escapeText(text)).toBe(text);
});

test('what is shown has nothing left to escape', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = escapeText(text);
      expect(shown).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
      expect(escapeText(shown)).toBe(shown);
    }),
  );
});

test('a shell word is quoted only when needed', () => {
  expect(
    ['hello', 'peer-address=10.0.0.1:4200', './a_b', '--raw', 'hello,len=5', '@%+'].map(shellQuote),
  ).toEqual(['hello', 'peer-address=10.0.0.1:4200', './a_b', '--raw', 'hello,len=5', '@%+']);
  expect(['', 'a b', "it's", '$HOME', '{port}', '~', '=ls', '*', 'a\\b'].map(shellQuote)).toEqual([
    "''",
    "'a b'",
    "'it'\\''s'",
    "'$HOME'",
    "'{port}'",
    "'~'",
    "'=ls'",
    "'*'",
    "'a\\b'",
  ]);
  expect(shellQuote("\x1b'\u202e\\7")).toBe("$'\\033\\'\\342\\200\\256\\\\7'");
});

test('the shell reads a quoted word back', () => {
  if (!need('bash')) return;
  const words = fc.sample(fc.string({ unit: 'binary', minLength: 0, maxLength: 12 }), {
    numRuns: 300,
    seed: 5,
  });
  const tricky = [
    '',
    "'",
    "''",
    '\\',
    '\n',
    '-n',
    '$(x)',
    '`x`',
    '!!',
    '\x1b]0;x\x07',
    '\u202e',
    '\n\n',
    'é',
    '#',
    ';',
    '"',
  ];
  const all = [...tricky, ...words].map((word) => Buffer.from(word.replaceAll('\0', '')).toString()); // a shell knows no NUL
  const script = `printf '%s\\0' ${all.map(shellQuote).join(' ')}`;
  const read = execFileSync('bash', ['-c', script], {
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  }).toString();
  expect(read.split('\0').slice(0, -1)).toEqual(all);
});
