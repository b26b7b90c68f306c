/**
 * The format as a table to read: made from the one table of table.ts, so that the README cannot drift from it.
 */
import { itemForm } from './notation.ts';
import { canonicalLength, HEADER, rowOf, TLV_HEADER, TLV_NAMES, type TlvName } from './table.ts';

/** A Markdown table of the header, each TLV and the unknown ones; sizes in bytes. It ends with a newline. */
export function tableMarkdown(): string {
  const { maxLength, size } = TLV_HEADER;
  return [
    row('part', 'section', 'bytes on the wire', 'notation'),
    row('---', '---', '---', '---'),
    row(
      'header',
      `§${HEADER.section}`,
      `magic (1) = ${HEADER.magic}, version (1) = ${HEADER.version}`,
      code(optionsForm()),
    ),
    ...TLV_NAMES.map(tlvRow),
    row(
      'unknown TLV',
      `§${TLV_HEADER.section}`,
      `type (1), length (1) = ${size}..${maxLength}, value (length - ${size})`,
      code('tlv=TYPE:HEX'),
    ),
    '',
  ].join('\n');
}

function tlvRow(name: TlvName): string {
  const { title, section, type, fields } = rowOf(name);
  const layout = [
    `type (1) = ${type}`,
    `length (1) = ${canonicalLength(rowOf(name))}`,
    ...fields.map(({ name: field, kind }) => `${field} (${kind.size}): ${kind.title}`),
  ];
  return row(title, `§${section}`, layout.join(', '), code(itemForm(name)));
}

function optionsForm(): string {
  return `--magic ${HEADER.magic} --version ${HEADER.version}`;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}
