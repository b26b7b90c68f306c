/**
 * Meaning -> style. The only file that knows chalk; the others say what a text is, not how it looks. chalk
 * ignores NO_COLOR and knows one stream, so the level is decided outside and handed in.
 */
import { Chalk } from 'chalk';

/** 0 plain, 1 sixteen colours, 2 two hundred and fifty-six, 3 all. */
export type ColorLevel = 0 | 1 | 2 | 3;

/** Puts a style on a text; at level 0 the text comes back as it is. */
export type Style = (text: string) => string;

/** One style for each meaning. */
export interface Theme {
  readonly error: Style;
  readonly warn: Style;
  readonly ok: Style;
  readonly dim: Style;
  readonly strong: Style;
  readonly value: Style;
  readonly type: Style;
  readonly offset: Style;
  /** The marks under a range of a hexdump. */
  readonly caret: Style;
}

/** The styles at this level. Only the sixteen colours that every terminal lets its user choose are used. */
export function makeTheme(level: ColorLevel): Theme {
  const chalk = new Chalk({ level });
  return {
    error: (text) => chalk.red(text),
    warn: (text) => chalk.yellow(text),
    ok: (text) => chalk.green(text),
    dim: (text) => chalk.dim(text),
    strong: (text) => chalk.bold(text),
    value: (text) => chalk.cyan(text),
    type: (text) => chalk.magenta(text),
    offset: (text) => chalk.dim(text),
    caret: (text) => chalk.red.bold(text),
  };
}
