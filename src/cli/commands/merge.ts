/**
 * `peerprobe merge`: adds up what `sniff --summary --json` said of the parts of a capture. What comes out is what the
 * whole would have given (sniff/absorb.ts says where not), whatever the order of the files.
 */

import { classJson } from '../../report/class/class-json.ts';
import type { ClassReport } from '../../report/class/class-report.ts';
import { classText } from '../../report/class/class-text.ts';
import { escapeText } from '../../report/escape.ts';
import { jsonPieces } from '../../report/json-pieces.ts';
import { type Drops, summaryJson, summaryText } from '../../report/sniff-summary.ts';
import { makeTheme } from '../../report/theme.ts';
import { absorbSummary } from '../../sniff/absorb.ts';
import { Summary } from '../../sniff/summary.ts';
import { summaryFacts } from '../../sniff/summary-facts.ts';
import { type Command, type Context, JSON_OPTION } from '../command.ts';
import { UsageError } from '../error.ts';
import { EXIT } from '../exit.ts';
import { LANG_OPTION } from '../language.ts';
import { openSink } from '../sink.ts';
import { DamagedSummary, summaries } from '../sniff/summaries.ts';
import { classOf, together } from './class-rows.ts';
import { UTC_OPTION, zoneOf } from './zone-option.ts';

export const command: Command = {
  name: 'merge',
  usage: 'FILE|-...|DIR...',
  summary:
    'add up summaries of captures (sniff --summary --json), or parts of a class (check --many --shard)',
  options: [
    { flags: '-o, --output FILE', help: 'write what is printed to FILE' },
    UTC_OPTION,
    JSON_OPTION,
    LANG_OPTION,
  ],
  notes: [
    {
      title: 'FILE',
      lines: [
        'holds summaries, one a line. They are added in the order of their first packets,',
        'as parts of one capture: the sum of the parts is the summary of the whole,',
        'intervals from one part to the next too. A datagram whose IP fragments lie in',
        'two parts is unfinished in both. Nothing is judged: check --from does that.',
      ],
    },
    {
      title: 'DIR',
      lines: ['holds a part of a class: what check --many --out left. report writes it in other forms.'],
    },
  ],
  examples: [
    'peerprobe merge monday.json tuesday.json',
    'peerprobe merge part-1 part-2 part-3',
    'ls *.pcap | xargs -P 8 -I{} peerprobe sniff --summary --json -o {}.json {}; peerprobe merge *.pcap.json',
  ],
  run,
};

async function run(context: Context): Promise<number> {
  const { args, rest, options, out } = context;
  if (rest !== null) throw new UsageError('merge starts no command: nothing may follow --');
  if (args.length === 0)
    throw new UsageError('merge: a file is missing', 'what sniff --summary --json wrote');
  if (args.includes('')) throw new UsageError('a file name is empty');
  if (args.filter((file) => file === '-').length > 1) throw new UsageError('- twice: stdin can be read once');
  const output = options.text('output');
  if (output === '') throw new UsageError('--output: a file name is missing');
  try {
    const pieces = await sumOf(context, output !== undefined && output !== '-');
    const sink = await openSink(output ?? '-', '--output', args, out);
    for (const piece of pieces) await sink.write(new TextEncoder().encode(piece));
    await sink.write(new TextEncoder().encode('\n'));
    await sink.close();
    return EXIT.OK;
  } catch (error) {
    if (!(error instanceof DamagedSummary)) throw error;
    out.complain(context.errTheme.error(`peerprobe merge: ${escapeText(error.message)}`));
    return EXIT.DAMAGED;
  }
}

const NOT_JUDGED = 'a sum of summaries has no datagrams';

/** The sum, as JSON or as text, in pieces; `plain` goes to no terminal. */
async function sumOf(context: Context, plain: boolean): Promise<Iterable<string>> {
  const { args, options } = context;
  const theme = plain ? makeTheme(0) : context.theme;
  const parts = await classesOf(args);
  if (parts !== null) {
    const whole = together(parts);
    return [
      options.flag('json')
        ? JSON.stringify(classJson(whole))
        : classText(whole, theme, context.lang).trimEnd(),
    ];
  }
  const summary = new Summary();
  let drops: Drops | null = null;
  const captures = new Set<string>();
  for await (const part of summaries(context, args)) {
    for (const { file, packets } of part.facts.files) {
      const capture = `${packets} ${file}`;
      if (packets > 0 && captures.has(capture))
        context.out.talk(
          `${escapeText(file)}, ${packets} packets, is in two summaries: if it is one capture, it counts twice`,
        );
      captures.add(capture);
    }
    absorbSummary(summary, part.facts);
    drops = bothDrops(drops, part.drops);
  }
  const facts = summaryFacts(summary);
  if (options.flag('json')) return jsonPieces(summaryJson(facts, drops, NOT_JUDGED));
  return [summaryText(facts, drops, NOT_JUDGED, { theme, zone: zoneOf(options), lang: context.lang })];
}

/** The parts of a class, if that is what the names are; null if none of them is. */
async function classesOf(names: readonly string[]): Promise<ClassReport[] | null> {
  const found: (ClassReport | null)[] = [];
  for (const name of names) found.push(name === '-' ? null : await classOf(name));
  const classes = found.filter((one) => one !== null);
  if (classes.length === 0) return null;
  const other = names[found.indexOf(null)];
  if (other !== undefined)
    throw new UsageError(`${other} is no folder of check --many, others are`, 'merge one kind at a time');
  return classes;
}

/** What one part does not know nobody knows of the whole. */
function bothDrops(a: Drops | null, b: Drops | null): Drops | null {
  if (a === null || b === null) return a ?? b;
  const dropped = a.dropped === null || b.dropped === null ? null : a.dropped + b.dropped;
  return { dropped, lost: a.lost + b.lost };
}
