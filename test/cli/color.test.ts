import { expect, test } from 'vitest';
import { colorLevel } from '../../src/cli/color.ts';

const [TTY, PIPE] = [{ isTTY: true }, {}];

test.each([
  ['a terminal', TTY, {}, false, 1],
  ['a pipe', PIPE, {}, false, 0],
  ['a terminal of 256 colours', TTY, { TERM: 'xterm-256color' }, false, 2],
  ['a terminal of all colours', TTY, { TERM: 'xterm', COLORTERM: 'truecolor' }, false, 3],
  ['a dumb terminal', TTY, { TERM: 'dumb', COLORTERM: 'truecolor' }, false, 0],
  ['NO_COLOR', TTY, { NO_COLOR: '0' }, false, 0],
  ['an empty NO_COLOR', TTY, { NO_COLOR: '' }, false, 1],
  ['--no-color', TTY, {}, true, 0],
  ['FORCE_COLOR on a pipe', PIPE, { FORCE_COLOR: '' }, false, 1],
  ['FORCE_COLOR=3 on a pipe', PIPE, { FORCE_COLOR: '3' }, false, 3],
  ['FORCE_COLOR=0', TTY, { FORCE_COLOR: '0' }, false, 0],
  ['FORCE_COLOR against NO_COLOR', PIPE, { FORCE_COLOR: '1', NO_COLOR: '1' }, false, 0],
  ['FORCE_COLOR against --no-color', PIPE, { FORCE_COLOR: '1' }, true, 0],
  ['FORCE_COLOR on a dumb terminal', TTY, { FORCE_COLOR: '1', TERM: 'dumb' }, false, 1],
] as const)('%s', (_, stream, env, refused, level) => {
  expect(colorLevel(stream, env, refused)).toBe(level);
});
