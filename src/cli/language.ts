/**
 * In which language people are spoken to: `--lang`, else as the locale has it. What programs read, help and errors are
 * English.
 */
import { LANGUAGES, type Language } from '../lang/language.ts';
import type { Environment } from './color.ts';
import type { Option } from './command.ts';
import type { Options } from './options.ts';
import { choice } from './value.ts';

/** Of every command that prints reports for people. */
export const LANG_OPTION: Option = {
  flags: '--lang LANG',
  help: `the language of what is for people: ${LANGUAGES.join(' or ')}; default: as the locale has it`,
};

// POSIX, 8.2: the first of them that is set and not empty decides.
const VARIABLES = ['LC_ALL', 'LC_MESSAGES', 'LANG'] as const;

/** Of the locale: `fr`, `fr_CA.UTF-8`, `fr_FR@euro` are French; whatever we do not speak is English. */
export function localeLanguage(env: Environment): Language {
  const locale = VARIABLES.map((name) => env[name] ?? '').find((value) => value !== '') ?? '';
  return LANGUAGES.find((lang) => new RegExp(`^${lang}([_.@-]|$)`, 'i').test(locale)) ?? 'en';
}

/** Of one call. UsageError for a language that we do not speak. */
export function languageOf(declared: readonly Option[], options: Options, env: Environment): Language {
  if (!declared.includes(LANG_OPTION)) return 'en';
  const given = options.text('lang');
  return given === undefined ? localeLanguage(env) : choice(given, '--lang', LANGUAGES);
}
