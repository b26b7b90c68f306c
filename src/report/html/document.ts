/**
 * An HTML page that stands alone: no network, nothing executed but its own script.
 */
import { createHash } from 'node:crypto';
import type { Language } from '../../lang/language.ts';
import { STYLE } from './style.ts';

export interface HtmlParts {
  readonly lang: Language;
  /** Plain text. */
  readonly title: string;
  /** Elements, already HTML. */
  readonly body: readonly string[];
  /** The only one that the page runs; null for none. */
  readonly script: string | null;
}

/** The whole document, with a line end. */
export function htmlDocument({ lang, title, body, script }: HtmlParts): string {
  return [
    '<!doctype html>',
    `<html lang="${lang}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy(script)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    ...body,
    ...(script === null ? [] : [`<script>${script}</script>`]),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Pictures bring a style of their own, so styles may be inline; the script is this one alone. */
function policy(script: string | null): string {
  const hash = script === null ? null : createHash('sha256').update(script).digest('base64');
  const scripts = hash === null ? '' : ` script-src 'sha256-${hash}';`;
  return `default-src 'none'; style-src 'unsafe-inline';${scripts} base-uri 'none'; form-action 'none'`;
}
