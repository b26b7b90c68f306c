/**
 * Foreign text in XML: it makes no element, ends no attribute, and holds no character that XML 1.0 has no place for.
 */
import { escapeText } from '../escape.ts';

/** For the content of an element and for an attribute in double quotes. Lines stay lines where `keepLines` says so. */
export function xmlText(text: string, keepLines = false): string {
  const lines = keepLines ? text.split('\n') : [text];
  return lines.map((line) => escapeText(line).replace(/[&<>"']|[\ufffe\uffff]/g, entity)).join('\n');
}

function entity(character: string): string {
  return ENTITIES[character] ?? `\\u{${character.charCodeAt(0).toString(16)}}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
