import { describe, expect, it } from 'vitest';
import { declarations } from '../../src/cli/declaration.ts';
import { LANG_OPTION, languageOf, localeLanguage } from '../../src/cli/language.ts';
import { Options } from '../../src/cli/options.ts';

const FRENCH = { LANG: 'fr_FR.UTF-8' };

function given(value: string | null): Options {
  return new Options(declarations([LANG_OPTION]), new Map(value === null ? [] : [['lang', [value]]]));
}

describe('the language of the locale', () => {
  it.each(['fr', 'fr_FR.UTF-8', 'fr_CA', 'fr-BE', 'fr_FR@euro', 'FR'])('is French for %s', (locale) => {
    expect(localeLanguage({ LANG: locale })).toBe('fr');
  });

  it.each(['', 'C', 'POSIX', 'C.UTF-8', 'en_US.UTF-8', 'de_DE', 'frp', 'fry_NL', 'x'])(
    'is English for "%s"',
    (locale) => {
      expect(localeLanguage({ LANG: locale })).toBe('en');
    },
  );

  it('is that of the first variable that is set: LC_ALL, LC_MESSAGES, LANG', () => {
    expect(localeLanguage({})).toBe('en');
    expect(localeLanguage({ ...FRENCH, LC_ALL: 'C' })).toBe('en');
    expect(localeLanguage({ ...FRENCH, LC_ALL: '', LC_MESSAGES: 'en_GB' })).toBe('en');
    expect(localeLanguage({ LANG: 'en_GB', LC_MESSAGES: 'fr_FR' })).toBe('fr');
    expect(localeLanguage({ LANG: 'en_GB', LC_TIME: 'fr_FR' })).toBe('en');
  });
});

describe('the language of a call', () => {
  it('is what --lang says, else that of the locale', () => {
    expect(languageOf([LANG_OPTION], given('en'), FRENCH)).toBe('en');
    expect(languageOf([LANG_OPTION], given('fr'), {})).toBe('fr');
    expect(languageOf([LANG_OPTION], given(null), FRENCH)).toBe('fr');
  });

  it('is English where a command has nothing in French', () => {
    expect(languageOf([], given(null), FRENCH)).toBe('en');
  });

  it('is refused if we do not speak it, with those that we do', () => {
    expect(() => languageOf([LANG_OPTION], given('de'), {})).toThrow('--lang: "de" is not one of en, fr');
  });
});
