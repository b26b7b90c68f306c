/** `--peers-at`, `--timeline`, `--graph` and `--sequence`: views of a whole capture in the place of its datagrams. */
import { MAX_MESSAGES } from '../../sniff/message-list.ts';
import { MOMENT_FORMS, type Moment, parseMoment } from '../../sniff/where/moment.ts';
import type { Note, Option } from '../command.ts';
import { UsageError } from '../error.ts';
import type { Options } from '../options.ts';
import * as value from '../value.ts';

export const STUDY_OPTIONS: readonly Option[] = [
  { flags: '--timeline', help: 'who must be connected to whom: who came, expired, advertised the dead' },
  { flags: '--peers-at TIME', help: 'the same as it was at this time' },
  { flags: '--graph FORM', help: 'who knows whom, at the end or --peers-at: dot or svg' },
  { flags: '--sequence FORM', help: 'the messages as a diagram: svg or mermaid' },
  { flags: '--html FILE', help: 'counts, timeline, graph and sequence as a page; - is stdout' },
];

export const STUDY_NOTES: readonly Note[] = [
  {
    title: '--timeline, --peers-at, --graph',
    lines: [
      'What every conforming node must and any may believe, as far as what was',
      'captured has arrived: connected by a Hello, for sure for 2.9 s, not any more',
      'after 6.5 s (§1.3 says 4 s, and clocks differ). --from-time, --to-time and',
      '--node choose what is shown; what was said before counts too. Files are read',
      'together in order of time. What the capture cannot tell is said at the end.',
    ],
  },
  {
    title: '--sequence',
    lines: [`The first ${MAX_MESSAGES} datagrams that the filters let through, and how many more there are.`],
  },
];

/** What is made of a capture as a whole. */
export type StudyRequest =
  | { readonly type: 'timeline' }
  | { readonly type: 'peers-at'; readonly at: Moment }
  | { readonly type: 'graph'; readonly form: 'dot' | 'svg'; readonly at: Moment | null }
  | { readonly type: 'sequence'; readonly form: 'svg' | 'mermaid' }
  | { readonly type: 'html'; readonly file: string };

/** Reads the options; null if none of them is given. */
export function studyOf(options: Options): StudyRequest | null {
  const [text, graph, sequence] = [options.text('peers-at'), options.text('graph'), options.text('sequence')];
  const at = text === undefined ? null : parseMoment(text);
  if (text !== undefined && at === null) throw new UsageError(`--peers-at: "${text}" is not ${MOMENT_FORMS}`);
  const [timeline, html] = [options.flag('timeline'), options.text('html')];
  const after = { '--sequence': sequence !== undefined, '--html': html !== undefined };
  refuseTwo({ '--timeline': timeline, '--peers-at': at !== null, ...after });
  refuseTwo({ '--timeline': timeline, '--graph': graph !== undefined, ...after });
  if (html === '') throw new UsageError('--html: a file name is missing');
  if (html !== undefined) return { type: 'html', file: html };
  if (graph !== undefined) return { type: 'graph', form: value.choice(graph, '--graph', ['dot', 'svg']), at };
  if (sequence !== undefined)
    return { type: 'sequence', form: value.choice(sequence, '--sequence', ['svg', 'mermaid']) };
  if (at !== null) return { type: 'peers-at', at };
  return timeline ? { type: 'timeline' } : null;
}

function refuseTwo(given: Readonly<Record<string, boolean>>): void {
  const [first, second] = Object.keys(given).filter((name) => given[name]);
  if (second !== undefined)
    throw new UsageError(`${first} and ${second} are two views: one at a time`, 'run it once for each');
}

/** What else is asked for, as far as it may not go together with a study. */
export interface Besides {
  readonly json: boolean;
  readonly csv: boolean;
  readonly summary: boolean;
  readonly verbose: boolean;
  readonly hex: boolean;
  readonly all: boolean;
  readonly write: string | null;
  readonly output: string | null;
}

/** UsageError for what contradicts the study. */
export function refuseBesides(study: StudyRequest, besides: Besides): void {
  const { json, csv, summary, verbose, hex, all, write, output } = besides;
  const name = `--${study.type}`;
  const datagrams = Object.entries({ '-V': verbose, '-x': hex, '--csv': csv, '--summary': summary })
    .filter(([, given]) => given)
    .map(([option]) => option);
  if (datagrams.length > 0)
    throw new UsageError(`${name} takes the place of datagrams: not with ${datagrams[0]}`);
  if (write !== null)
    throw new UsageError(
      `${name} and -w: packets are written where they are shown`,
      `-o writes what ${name} prints`,
    );
  if (study.type === 'html') {
    if (json) throw new UsageError('--html is no JSON', '--json goes with --timeline and --peers-at');
    if (output !== null) throw new UsageError('--html and -o: two files for one page', '--html names it');
  }
  if (study.type === 'sequence' || study.type === 'graph') {
    if (json)
      throw new UsageError(`${name} ${study.form} is no JSON`, '--json goes with --timeline and --peers-at');
  }
  if (all && study.type !== 'sequence')
    throw new UsageError(`--all and ${name}: only datagrams of the protocol make anybody believe anything`);
}
