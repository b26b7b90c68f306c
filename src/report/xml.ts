/** Foreign text in XML: no markup, and no character that XML 1.0 forbids. */
import { escapeText } from './escape.ts';

/** As text or in an attribute between double quotes. */
export function xmlText(text: string): string {
  return escapeText(text)
    .replace(/[\ufffe\uffff]/g, (one) => `\\u{${one.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}

/** The same; lines stay lines. */
export function xmlLines(text: string): string {
  return text.split('\n').map(xmlText).join('\n');
}
