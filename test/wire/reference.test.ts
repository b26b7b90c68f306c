import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tableMarkdown } from '../../src/wire/reference.ts';
import { fieldsSize, rowOf, TLV_NAMES } from '../../src/wire/table.ts';

test('the reference table is what the exercise says', () => {
  expect(tableMarkdown()).toBe(
    [
      '| part | section | bytes on the wire | notation |',
      '| --- | --- | --- | --- |',
      '| header | §1.1 | magic (1) = 104, version (1) = 1 | `--magic 104 --version 1` |',
      '| Hello | §1.3 | type (1) = 1, length (1) = 2 | `hello` |',
      '| Peer Request | §1.4 | type (1) = 2, length (1) = 2 | `peer-request` |',
      '| Peer Address | §1.5 | type (1) = 3, length (1) = 8, port (2): unsigned 16-bit number, address (4): IPv4 address | `peer-address=ADDRESS:PORT` |',
      '| unknown TLV | §1.2 | type (1), length (1) = 2..255, value (length - 2) | `tlv=TYPE:HEX` |',
      '',
    ].join('\n'),
  );
});

test('the table has each type number and name once, and its fields fit a length byte', () => {
  const rows = TLV_NAMES.map(rowOf);
  expect(new Set(rows.map((row) => row.type)).size).toBe(rows.length);
  for (const row of rows) {
    expect(row.type).toBeGreaterThanOrEqual(0);
    expect(row.type).toBeLessThanOrEqual(255);
    expect(fieldsSize(row)).toBeLessThanOrEqual(253);
  }
  // Words of the notation that a name of the table must not take.
  for (const name of TLV_NAMES) expect(name).toMatch(/^(?!tlv$|raw$)[a-z][a-z-]*$/);
  const taken = new Set(['name', 'length', 'extra', 'len', 'type', 'value', 'unreadable']);
  for (const row of rows) for (const field of row.fields) expect(taken).not.toContain(field.name);
});

test('the README shows the table', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(tableMarkdown());
});
