/**
 * What the author of a node can do about a finding, where its judge has no hint of its own: told from how the
 * program ended, else what usually goes wrong with that requirement.
 */
import type { PlainPhrase } from '../lang/french.ts';
import { explanation } from './explanation.ts';
import { deathOf, deathText } from './probe-judge.ts';
import type { ProcessEvent, Trace } from './trace.ts';
import { hintedBy, type Judgement } from './verdict.ts';

/** The judgement with a hint, if it blames anybody. */
export function hinted(judgement: Judgement, trace: Trace | null): Judgement {
  const { requirement: id, verdict, actual, hint } = judgement;
  if (hint !== null || (verdict !== 'fail' && verdict !== 'warn')) return judgement;
  const death = trace === null ? null : deathOf(trace);
  const ended = death !== null && actual.startsWith(deathText(death)) ? endHint(death, id) : null;
  const mistake =
    ended ?? BY_WHAT_CAME[id]?.find(([seen]) => seen.test(actual))?.[1] ?? explanation(id).mistakes[0];
  return mistake === undefined ? judgement : { ...judgement, ...hintedBy(judgement, mistake) };
}

// Median, longest and mean are one: nothing delays them now and then.
const EVEN = /median ((?!1\.[0-2])\d+\.\d)\d s, min \S+ s, max \1\d s, mean \1\d s/;

/** Which of the usual mistakes it is, where what came tells. */
const BY_WHAT_CAME: Readonly<Record<string, readonly (readonly [RegExp, PlainPhrase])[]>> = {
  'HEL-1': [
    [
      EVEN,
      'The Hellos come evenly, and at another interval: each peer is owed one a second. Look at the value and the unit of what is waited for, and whether each round greets all peers.',
    ],
  ],
  'ADR-5': [[/on their schedule only/, 'The same address is added once for each time it is announced.']],
};

function endHint({ sanitizer, signal, code }: ProcessEvent, id: string): PlainPhrase | null {
  if (sanitizer !== null)
    return 'the report that it printed names file and line: the first frame in your own code is the place';
  if (signal !== null) return SIGNALS[signal] ?? null;
  // Of an ICMP error its own row knows more.
  if (code === null || id === 'ROB-2') return null;
  return 'exit, or a return from main, after a call that failed or on input that is merely wrong: pass over it and go on with the loop';
}

const OUTSIDE =
  'an index or a pointer leads out of its array or to NULL: build with -g -fsanitize=address,undefined, and the report names the line';

const SIGNALS: Readonly<Record<string, PlainPhrase>> = {
  SIGSEGV: OUTSIDE,
  SIGBUS: OUTSIDE,
  SIGFPE: 'a whole number is divided by 0, with / or %: often by a number of peers',
  SIGABRT:
    'an assert failed, or malloc or free found the heap spoiled: the last lines that it printed say which; build with -g -fsanitize=address to see the line',
  SIGPIPE: 'it writes to a pipe or socket that is closed: for UDP, leave the socket as it is and go on',
};
