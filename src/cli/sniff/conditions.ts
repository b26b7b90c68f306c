/** `--where`, `--from-time`, `--to-time` and `--node`: what is typed becomes conditions, or an error with a mark. */
import { escapeText } from '../../report/escape.ts';
import { wrap } from '../../report/wrap.ts';
import { type Conditions, WORDS } from '../../sniff/filter.ts';
import { parsePeer } from '../../sniff/selection.ts';
import type { Expression } from '../../sniff/where/expression.ts';
import { type Mistake, parseWhere } from '../../sniff/where/grammar.ts';
import { MOMENT_FORMS, type Moment, parseMoment } from '../../sniff/where/moment.ts';
import type { Note, Option } from '../command.ts';
import { UsageError } from '../error.ts';
import type { Options } from '../options.ts';
import { suggestion } from '../suggestion.ts';
import { named } from './named.ts';

export const CONDITION_OPTIONS: readonly Option[] = [
  { flags: '--where EXPR', help: 'only what the expression is true for; see below' },
  { flags: '--from-time TIME', help: 'only from then on; see below' },
  { flags: '--to-time TIME', help: 'only before then' },
  {
    flags: '--node ADDR[:PORT]',
    help: 'only from or to this node; see below',
    repeat: true,
  },
  { flags: '--utc', help: 'show and read times in UTC, not in local time' },
];

/** Columns of a line of the help or of an excerpt, behind the two that all of them are moved in. */
const WIDTH = 76;

export const CONDITION_NOTES: readonly Note[] = [
  {
    title: '--where',
    lines: [
      'Words with ==, !=, <, <=, >, >= or in, joined by and, or, not and ( ):',
      ...wrap(names(true), '  ', WIDTH),
      'Each of them alone: the datagram has one. These stand alone always:',
      ...wrap(names(false), '  ', WIDTH),
      'Lists and ranges: type in (hello, 200..255), source in 10.0.0.0/8.',
      'port alone is that field of any TLV; the ends have source.port and node.port,',
      'node being source or destination. Of several values one that fits is enough;',
      '!= is true if there is a value and none is equal.',
      'foreign, internal, magic and version look beyond ours, as --all does.',
    ],
  },
  {
    title: '--node',
    lines: ['--port and --peer take all that their ends say for ours; --node does not.'],
  },
  {
    title: 'TIME',
    lines: [
      '22:13:20.5 (on the day of the first packet), 2023-11-14T22:13:20 (with Z or',
      '+01:00 in that zone), 2023-11-14, 1700000000.5, or +5s after the first packet.',
    ],
  },
];

/** The words that have values, or those that have none. */
function names(values: boolean): string {
  const found = [...WORDS.values()].filter((word) => (word.values !== null) === values);
  return found.map(({ name }) => name).join(', ');
}

/** Reads the options. UsageError says what is wrong and where. */
export function conditions(options: Options): Conditions {
  const where = options.text('where');
  return {
    where: where === undefined ? null : expression(where),
    from: moment(options, 'from-time'),
    to: moment(options, 'to-time'),
    nodes: options.texts('node').map((text) => named('--node', () => parsePeer(text))),
    zone: options.flag('utc') ? 'utc' : 'local',
  };
}

function expression(text: string): Expression {
  const result = parseWhere(text, WORDS);
  if (result.ok) return result.expression;
  const { message, expected, word, candidates } = result.mistake;
  const meant = word === '' ? null : suggestion(word, candidates);
  const excerpt = [
    ...excerptOf(text, result.mistake),
    ...(expected === '' ? [] : wrap(expected, 'expected ', WIDTH)),
  ];
  throw new UsageError(`--where: ${message}${meant === null ? '' : `: did you mean ${meant}?`}`, null, {
    excerpt,
  });
}

function moment(options: Options, name: string): Moment | null {
  const text = options.text(name);
  if (text === undefined) return null;
  const found = parseMoment(text);
  if (found === null) throw new UsageError(`--${name}: "${text}" is not ${MOMENT_FORMS}`);
  return found;
}

/** The line with the mistake, cut to the width around it, and a mark under it. */
function excerptOf(text: string, { start, end }: Mistake): string[] {
  // What is cut off is not escaped first: it may be long.
  const from = Math.max(0, start - WIDTH / 2);
  const before = `${from > 0 ? '…' : ''}${escapeText(text.slice(from, start))}`;
  const wrong = escapeText(text.slice(start, end));
  const room = Math.max(0, WIDTH - before.length - wrong.length - 2);
  const after = escapeText(text.slice(end, end + room)) + (end + room < text.length ? '…' : '');
  const mark = '^'.repeat(Math.max(1, Math.min(wrong.length, WIDTH - before.length)));
  return [`  ${before}${wrong}${after}`, `  ${' '.repeat(before.length)}${mark}`];
}
