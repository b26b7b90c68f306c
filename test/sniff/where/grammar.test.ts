import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WORDS } from '../../../src/sniff/filter.ts';
import { expressionText } from '../../../src/sniff/where/expression.ts';
import { parseWhere } from '../../../src/sniff/where/grammar.ts';
import { SEED } from '../../support/arbitrary.ts';
import { expression } from './sighting.ts';

function parsed(text: string) {
  const result = parseWhere(text, WORDS);
  if (!result.ok) throw new Error(result.mistake.message);
  return result.expression;
}

/** The mistake as `start..end message`. */
function mistake(text: string): string {
  const result = parseWhere(text, WORDS);
  if (result.ok) return 'none';
  const { start, end, message } = result.mistake;
  return `${start}..${end} ${message}`;
}

describe('the language', () => {
  test('gives back every expression from its text', () => {
    fc.assert(
      fc.property(expression, (wanted) => {
        expect(parsed(expressionText(wanted))).toEqual(wanted);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  test.each([
    [
      'type==peer-address and port>1024 and not source==10.0.0.1',
      'type == peer-address and port > 1024 and not source == 10.0.0.1',
    ],
    ['((malformed))', 'malformed'],
    ['malformed and (port and foreign)', 'malformed and port and foreign'],
    ['malformed or port and foreign', 'malformed or port and foreign'],
    ['(malformed or port) and foreign', '(malformed or port) and foreign'],
    ['not(malformed or port)', 'not (malformed or port)'],
    ['not not malformed', 'not not malformed'],
    ['port in(1,2..3 , 4)', 'port in (1, 2..3, 4)'],
    ['frame in (7)', 'frame in 7'],
    ['time in +5s..22:14', 'time in +5s..22:14'],
    ['node == [::1]:4200 or source in fe80::/10', 'node == [::1]:4200 or source in fe80::/10'],
  ])('prints %s as %s', (text, printed) => {
    expect(expressionText(parsed(text))).toBe(printed);
  });

  test.each([
    ['', '0..0 expected a word such as type or issue, not, or (, found the end'],
    ['   ', '0..0 expected a word such as type or issue, not, or (, found the end'],
    ['prot == 4', '0..4 there is no word "prot" here'],
    ['port =  4', '5..6 = is written == here'],
    ['port && type', '5..7 && is written and here'],
    ['!port', '0..1 ! is written not here'],
    ['udp.port == 4200', '0..8 udp.port is written node.port here'],
    ['hello and ip.src == 10.0.0.1', '10..16 ip.src is written source.address here'],
    ['constructor', '0..11 there is no word "constructor" here'],
    ['port == 65536', '8..13 "65536" is no value of port'],
    ['port == -1', '8..10 "-1" is no value of port'],
    ['port == 010', '8..11 "010" is no value of port'],
    ['port ==', '7..7 expected a value of port, found the end'],
    ['port == and', '8..11 "and" is no value of port'],
    ['port in ()', '9..10 expected a value of port, found )'],
    ['port in (1 2)', '11..12 expected , or )'],
    ['port in 2..1', '11..12 a range goes from the lower to the higher: 1..2'],
    ['source in 10.0.0.2..10.0.0.1', '20..28 a range goes from the lower to the higher: 10.0.0.1..10.0.0.2'],
    ['issue in tlv-cut..tlv-short', '16..18 issue has no order: only ==, != and in a list, found ..'],
    ['issue >= tlv-cut', '6..8 issue has no order: only ==, != and in a list, found >='],
    ['(port', '5..5 expected and, or, or ), found the end'],
    ['port)', '4..5 expected and, or, or the end, found )'],
    ['port type', '5..9 expected and, or, or the end'],
    ['hello == 1', '6..8 hello has no values: it stands alone, found =='],
    ['port and', '8..8 expected a word such as type or issue, not, or (, found the end'],
    ['source == 10.0.0.1/33', '10..21 "10.0.0.1/33" is no value of source'],
    ['address == 10.0.0.1:1', '11..21 "10.0.0.1:1" is no value of address'],
    ['source == [10.0.0.1]:1', '10..22 "[10.0.0.1]:1" is no value of source'],
    ['time > 5', '7..8 "5" is no value of time'],
    [`${'('.repeat(200)}port`, '100..101 nested more than 100 deep, found ('],
  ])('refuses "%s"', (text, message) => {
    expect(mistake(text)).toBe(message);
  });

  test('survives any text, and points into it', () => {
    const pieces = [
      'port',
      'type',
      '==',
      '=',
      '(',
      ')',
      'in',
      '..',
      ',',
      'and',
      'not',
      '1',
      '10.0.0.1',
      '\n',
      '\u{1f600}',
      '!',
    ];
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const result = parseWhere(any, WORDS);
        if (result.ok) return;
        const { start, end } = result.mistake;
        expect([start >= 0, end >= start, end <= any.length]).toEqual([true, true, true]);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  test('takes a very long text in linear time, and refuses a longer one', () => {
    expect(parsed(Array(5000).fill('port').join(' and ')).type).toBe('and');
    expect(mistake('port or '.repeat(10_000))).toBe('0..1 longer than 65536 characters');
  });
});
