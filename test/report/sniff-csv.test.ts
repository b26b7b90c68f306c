import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CSV_COLUMNS, csvCell, csvHeader, csvRow } from '../../src/report/sniff-csv.ts';
import { sighted } from '../sniff/where/sighting.ts';
import { SEED } from '../support/arbitrary.ts';

const OPTIONS = { payload: true, live: false };

/** RFC 4180, read by hand: the cells of one line. */
function cells(line: string): string[] {
  const found: string[] = [];
  for (let at = 0; at <= line.length; at++) {
    let cell = '';
    if (line[at] === '"') {
      for (at++; line[at] !== '"' || line[at + 1] === '"'; at++) {
        if (at >= line.length) throw new Error('a quote is open');
        if (line[at] === '"') at++;
        cell += line[at];
      }
      at++;
    } else for (; at < line.length && line[at] !== ','; at++) cell += line[at];
    if (at < line.length && line[at] !== ',') throw new Error(`text behind a quote at ${at}`);
    found.push(cell);
  }
  return found;
}

describe('a cell', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', '"\'=1+1"'],
    ['+1', '"\'+1"'],
    ['-w', '"\'-w"'],
    ['@SUM(A1)', '"\'@SUM(A1)"'],
    ['\t=1', '"\'\t=1"'],
    ['="a"', '"\'=""a"""'],
  ])('of %j is %j', (text, written) => {
    expect(csvCell(text)).toBe(written);
  });

  test('that is a number stays one, and nothing is nothing', () => {
    expect([csvCell(-5), csvCell({ digits: '-1.5' }), csvCell(null)]).toEqual(['-5', '-1.5', '']);
  });

  test('can be read back, and no formula begins one', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', '\r', '=', '+', '-', '@', "'", ' '),
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const back = cells(`${csvCell(a)},${csvCell(b)}`);
        const guarded = (one: string): string => (/^[=+\-@\r]/.test(one) ? `'${one}` : one);
        expect(back).toEqual([guarded(a), guarded(b)]);
        for (const cell of back) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
      { seed: SEED },
    );
  });
});

describe('a row', () => {
  test('has the columns of the header, always', () => {
    const names = CSV_COLUMNS.map(([name]) => name);
    expect(csvHeader(OPTIONS).split(',')).toEqual(names);
    expect(csvHeader({ ...OPTIONS, payload: false }).split(',')).toEqual(names.slice(0, -1));
    fc.assert(
      fc.property(sighted, (one) => {
        const row = csvRow(one, OPTIONS);
        expect(row).not.toContain('\n');
        const found = Object.fromEntries(cells(row).map((cell, i) => [names[i], cell]));
        expect(Object.keys(found)).toEqual(names);
        expect(found).toMatchObject({
          frame: String(one.packet.frame),
          kind: one.kind,
          source_address: one.udp.source.address,
          length: String(one.dissection.length),
          captured: String(one.dissection.bytes.length),
          issues: one.dissection.issues.map(({ code }) => code).join(' '),
        });
        expect(found['payload']).toBe(Buffer.from(one.dissection.bytes).toString('hex'));
      }),
      { seed: SEED },
    );
  });

  test('of a file with a bad name is harmless, and of a live capture has no offset', () => {
    const [one] = fc.sample(sighted, 1);
    if (one === undefined) throw new Error('no sample');
    expect(csvRow({ ...one, file: '=cmd|x\n\x1b[31m' }, OPTIONS)).toMatch(/^"'=cmd\|x\\x0a\\x1b\[31m",/);
    expect(cells(csvRow(one, { ...OPTIONS, live: true }))[2]).toBe('');
  });
});
