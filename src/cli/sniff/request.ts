/** What the command line of `sniff` asks for, checked: the parts that contradict each other are usage errors. */
import { parsePeer, parseType, type Selection } from '../../sniff/selection.ts';
import type { Context, Option } from '../command.ts';
import { JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { LANG_OPTION } from '../language.ts';
import * as value from '../value.ts';
import { CONDITION_OPTIONS, conditions } from './conditions.ts';
import { LIVE_OPTIONS, type LiveOrigin, liveOrigin } from './live-option.ts';
import { named } from './named.ts';
import { RING_OPTIONS, type RingRule, ringRule } from './ring-option.ts';
import { refuseBesides, STUDY_OPTIONS, type StudyRequest, studyOf } from './study-option.ts';

export const OPTIONS: readonly Option[] = [
  ...LIVE_OPTIONS,
  {
    flags: '--port PORT',
    help: 'only this port, at either end; all there is ours, whatever its header',
    repeat: true,
  },
  { flags: '--peer ADDR[:PORT]', help: 'only this peer, at either end; likewise', repeat: true },
  {
    flags: '--type TYPE',
    help: 'only with this TLV: hello, peer-request, peer-address or a number',
    repeat: true,
  },
  { flags: '--malformed', help: 'only what cannot be read as it stands' },
  ...CONDITION_OPTIONS,
  { flags: '--all', help: 'other UDP datagrams too, and those of a node to itself' },
  { flags: '-V, --verbose', help: 'every byte with its meaning' },
  { flags: '-x, --hex', help: 'the bytes; with --json: a field payload' },
  { flags: '--summary', help: 'only the counts' },
  ...STUDY_OPTIONS,
  { flags: '-c, --count N', help: 'end after N datagrams' },
  { flags: '--duration TIME', help: 'with -i or -: end after this time' },
  { flags: '--stats TIME', help: 'with -i or -: so often a line of counts on stderr' },
  { flags: '--merge', help: 'all files at once, in order of time' },
  { flags: '-w, --write FILE', help: 'write the packets shown as pcapng; - is stdout' },
  ...RING_OPTIONS,
  { flags: '--split-by node', help: 'with -w: one capture a node, in the folder FILE' },
  { flags: '-o, --output FILE', help: 'write what is printed to FILE' },
  JSON_OPTION,
  LANG_OPTION,
  { flags: '--csv', help: 'write the data as CSV; columns below' },
];

/** Where the packets come from. */
export type Origin = LiveOrigin | { readonly type: 'files'; readonly files: readonly string[] };

/** The files that are read; `-` is stdin. */
export function filesOf(origin: Origin): readonly string[] {
  return origin.type === 'files' ? origin.files : [];
}

export interface Request {
  readonly origin: Origin;
  readonly selection: Selection;
  readonly all: boolean;
  readonly count: number | null;
  readonly durationMs: number | null;
  /** How often a line of counts is said; null is never. */
  readonly statsMs: number | null;
  /** All files at once. */
  readonly merge: boolean;
  readonly write: string | null;
  /** `write` is a folder. */
  readonly splitByNode: boolean;
  readonly ring: RingRule | null;
  readonly output: string | null;
  readonly json: boolean;
  readonly csv: boolean;
  readonly summary: boolean;
  /** What is made of the capture as a whole, in the place of its datagrams; null for those. */
  readonly study: StudyRequest | null;
  readonly verbose: boolean;
  readonly hex: boolean;
}

/** Reads the options. UsageError for what cannot be meant. */
export function request({ args, rest, options, stdin }: Context): Request {
  if (rest !== null) throw new UsageError('sniff starts no command: nothing may follow --');
  const origin = originOf(args, options, stdin);
  if (options.flag('merge') && origin.type === 'live')
    throw new UsageError('--merge goes with files: what is live comes in order');
  const [count, duration, split] = [
    options.text('count'),
    options.text('duration'),
    options.text('split-by'),
  ];
  const [stats, ring] = [options.text('stats'), options.text('ring')];
  const study = studyOf(options);
  const asked: Request = {
    origin,
    selection: {
      ports: options.texts('port').map((text) => value.port(text, '--port')),
      peers: options.texts('peer').map((text) => named('--peer', () => parsePeer(text))),
      types: options.texts('type').map((text) => named('--type', () => parseType(text))),
      malformed: options.flag('malformed'),
      ...conditions(options),
    },
    all: options.flag('all'),
    count: count === undefined ? null : value.count(count, '--count', { min: 1 }),
    durationMs: duration === undefined ? null : value.duration(duration, '--duration'),
    statsMs: stats === undefined ? null : value.duration(stats, '--stats'),
    merge: options.flag('merge') || isTogether(origin, study),
    write: options.text('write') ?? null,
    splitByNode: split !== undefined && value.choice(split, '--split-by', ['node']) === 'node',
    ring: ring === undefined ? null : ringRule(ring),
    output: options.text('output') ?? null,
    json: options.flag('json'),
    csv: options.flag('csv'),
    summary: options.flag('summary'),
    study,
    verbose: options.flag('verbose'),
    hex: options.flag('hex'),
  };
  refuseContradictions(asked);
  return asked;
}

/** What is live comes together by itself; a study is of all files together. */
function isTogether(origin: Origin, study: StudyRequest | null): boolean {
  if (origin.type === 'live') return origin.devices.length > 1;
  return study !== null && origin.files.length > 1;
}

function originOf(args: Context['args'], options: Context['options'], stdin: Context['stdin']): Origin {
  const live = liveOrigin(options);
  if (live !== null) {
    if (args.length > 0) throw new UsageError('files and -i together: one or the other');
    return live;
  }
  if (args.length > 0) {
    if (args.includes('')) throw new UsageError('a file name is empty');
    if (args.filter((file) => file === '-').length > 1)
      throw new UsageError('- twice: stdin can be read once');
    return { type: 'files', files: args };
  }
  if ('isTTY' in stdin && stdin.isTTY === true) {
    throw new UsageError('nothing to read', 'name capture files, or pipe one in, or capture live with -i lo');
  }
  return { type: 'files', files: ['-'] };
}

function refuseContradictions(asked: Request): void {
  const { origin, durationMs, json, csv, summary, verbose, hex } = asked;
  if (durationMs !== null && origin.type === 'files' && !origin.files.includes('-')) {
    throw new UsageError('--duration goes with -i or -: a file is read to its end');
  }
  if (json && verbose)
    throw new UsageError('--json and -V: the JSON has every field already', 'add -x for the bytes');
  if (summary && (verbose || hex)) throw new UsageError('--summary shows counts alone: not with -V or -x');
  if (csv && (json || verbose || summary))
    throw new UsageError('--csv is one row a datagram: not with --json, -V or --summary');
  refuseStats(asked);
  refuseMerge(asked);
  if (asked.study !== null) refuseBesides(asked.study, asked);
  refuseOutputs(asked);
}

/** Lines that come faster say nothing more. */
const MIN_STATS_MS = 100;

function refuseStats({ origin, statsMs, study }: Request): void {
  if (statsMs === null) return;
  if (origin.type === 'files' && !origin.files.includes('-'))
    throw new UsageError('--stats goes with -i or -: a file is read to its end');
  if (statsMs < MIN_STATS_MS) throw new UsageError(`--stats: at least ${MIN_STATS_MS}ms`);
  if (study !== null) throw new UsageError(`--stats counts datagrams: not with --${study.type}`);
}

/** Each file that is merged is open, with a chunk of its bytes in memory. */
const MAX_MERGED = 128;

function refuseMerge({ origin, merge }: Request): void {
  if (!merge || origin.type === 'live') return;
  if (origin.files.length > MAX_MERGED) {
    throw new UsageError(
      `--merge: ${origin.files.length} files, and at most ${MAX_MERGED} are read at once`,
      'merge some of them first: --merge -w part.pcapng --all',
    );
  }
}

function refuseOutputs(asked: Request): void {
  const { write, output, splitByNode, ring, json, csv, summary, verbose, hex } = asked;
  if (write === '') throw new UsageError('--write: a file name is missing');
  if (output === '') throw new UsageError('--output: a file name is missing');
  if (write === '-' && (json || csv || summary || verbose || hex || output !== null)) {
    throw new UsageError('-w - writes the capture to stdout: nothing else can be shown there');
  }
  if (splitByNode && (write === null || write === '-')) {
    throw new UsageError('--split-by goes with -w FOLDER', 'sniff capture.pcapng --split-by node -w nodes');
  }
  if (ring !== null && (write === null || write === '-'))
    throw new UsageError('--ring goes with -w FILE', 'sniff -i lo -w out.pcapng --ring 10x50MB');
  if (ring !== null && splitByNode) throw new UsageError('--ring and --split-by: one or the other');
  if (write !== null && write === output) throw new UsageError('-w and -o name the same file');
}
