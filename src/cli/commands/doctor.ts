/**
 * `peerprobe doctor`: what works on this machine, and the one command that gets the rest. Exit 4 only if the core
 * is broken: node itself or UDP on loopback.
 */
import type { Language } from '../../lang/language.ts';
import { inWords, tell } from '../../lang/sentence.ts';
import { escapeText } from '../../report/escape.ts';
import { itemText } from '../../report/run/run-line.ts';
import type { Theme } from '../../report/theme.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import type { Checked } from '../doctor/ability.ts';
import { examine } from '../doctor/examination.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { LANG_OPTION } from '../language.ts';

const NAME_WIDTH = 20;
const STATES: Readonly<Record<Language, Readonly<Record<Checked['state'], string>>>> = {
  en: { ok: 'ok', missing: 'missing' },
  fr: { ok: 'ok', missing: 'manque' },
};
/** Of the longest. */
const STATE_WIDTH = 7;

export const command: Command = {
  name: 'doctor',
  usage: '',
  summary: 'say what works on this machine, and how to get the rest',
  options: [JSON_OPTION, LANG_OPTION],
  examples: [
    'peerprobe doctor',
    'peerprobe doctor --json',
    'peerprobe doctor > machine.txt     # to go with a question',
  ],
  run,
};

async function run({ args, rest, options, out, theme, lang }: Context): Promise<number> {
  if (args.length > 0 || rest !== null) throw new UsageError('doctor takes no arguments');
  const checks = await examine();
  const broken = checks.some(({ core, state }) => core && state === 'missing');
  await out.data(options.flag('json') ? json(checks, broken) : text(checks, theme, lang));
  return broken ? EXIT.ABILITY : EXIT.OK;
}

function json(checks: readonly Checked[], broken: boolean): string {
  const list = checks.map(({ name, state, detail, need, fix, core }) => ({
    name,
    state,
    detail: inWords('en', detail),
    need,
    fix,
    core,
  }));
  return `${JSON.stringify({ schemaVersion: 1, command: 'doctor', usable: !broken, checks: list }, null, 2)}\n`;
}

function text(checks: readonly Checked[], theme: Theme, lang: Language): string {
  const lines = checks.flatMap(({ name, state, detail, need, fix, core }) => {
    const style = state === 'ok' ? theme.ok : core ? theme.error : theme.warn;
    const seen = escapeText(inWords(lang, detail));
    const line = `${style(STATES[lang][state].padEnd(STATE_WIDTH))}  ${name.padEnd(NAME_WIDTH)} ${seen}`;
    if (state === 'ok') return [line];
    const indent = ' '.repeat(STATE_WIDTH + 2 + NAME_WIDTH + 1);
    const item = (label: 'for' | 'fix', said: string): string => `${indent}${itemText(lang, label, said)}`;
    return [line, item('for', tell(lang, need)), ...(fix === null ? [] : [item('fix', theme.strong(fix))])];
  });
  return `${lines.join('\n')}\n`;
}
