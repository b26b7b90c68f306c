/** Schemas of the commands that are about this program and this machine. */
import { VERSION_1 } from './head.ts';
import { exactly, listOf, nullable, oneOf, record, TEXT, TRUTH, told } from './shape.ts';

const ABILITY = record({
  name: TEXT,
  state: oneOf(['ok', 'missing']),
  detail: TEXT,
  need: told(TEXT, 'what goes without it'),
  fix: told(nullable(TEXT), 'the command that gets it'),
  core: TRUTH,
});

export const DOCTOR = record({
  ...VERSION_1,
  command: exactly('doctor'),
  usable: TRUTH,
  checks: listOf(ABILITY),
});

export const COMPLETION = record({
  ...VERSION_1,
  command: exactly('completion'),
  shell: oneOf(['bash', 'zsh', 'fish']),
  script: TEXT,
});

export const DISSECTOR = record({
  ...VERSION_1,
  command: exactly('dissector'),
  language: exactly('lua'),
  script: TEXT,
});
