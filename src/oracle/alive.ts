/**
 * ROB-1 over all instances of a target: whether any died. A fatal signal or a sanitizer's report counts at once;
 * an end by itself, or a silence without end, only if it happens twice.
 */
import { sentence } from '../lang/sentence.ts';
import { fromTarget } from './answer.ts';
import { familyOf } from './family.ts';
import { deathOf, deathSaid, doubtOf, isOutside, lastEvents } from './probe-judge.ts';
import { eventsOf, type ProcessEvent, type Trace } from './trace.ts';
import { type Judgement, judging } from './verdict.ts';

const FATAL = new Set(['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGFPE', 'SIGILL']);

/** The judgement, with the trace that its evidence lies in. */
export function judgeAlive(
  traces: readonly Trace[],
): { readonly judgement: Judgement; readonly trace: Trace | null }[] {
  const say = judging('ROB-1', 'alive');
  const spoken = traces.filter((trace) => fromTarget(trace).length > 0);
  if (spoken.length === 0) {
    const actual = traces.length === 0 ? 'no check came to its end' : 'the node sent nothing at all';
    return [{ judgement: say('inconclusive', actual), trace: null }];
  }
  const deaths = spoken.flatMap((trace) => {
    const death = fatalOf(trace) ?? deathOf(trace);
    return death === null || isOutside(death) ? [] : [{ trace, death, fatal: fatalOf(trace) !== null }];
  });
  const worst = deaths.find(({ fatal }) => fatal) ?? deaths[0];
  if (worst !== undefined) {
    const { trace, death, fatal } = worst;
    const verdict = fatal || deaths.length > 1 ? 'fail' : 'inconclusive';
    const counts = { count: deaths.length, all: spoken.length };
    const actual = sentence('{death}, {count} of {all} instances', { death: deathSaid(death), ...counts });
    return [{ judgement: say(verdict, actual, lastEvents(trace, death.at)), trace }];
  }
  const gone = spoken.find(letGo);
  if (gone !== undefined) {
    const evidence = sentAround(gone, fromTarget(gone).at(-1)?.at ?? 0);
    return [{ judgement: say('inconclusive', GONE, evidence, START_IT), trace: gone }];
  }
  const hangs = spoken.flatMap((trace) => {
    const since = silentSince(trace);
    return since === null ? [] : [{ trace, since }];
  });
  const [hang] = hangs;
  if (hang !== undefined) {
    const sure = hangs.length > 1 || hangs.some(({ trace }) => isOurOnlyOne(trace));
    const verdict = sure ? 'fail' : 'inconclusive';
    const counts = { count: hangs.length, all: spoken.length };
    const actual = sentence('the node lives and fell silent for good, {count} of {all} instances', counts);
    return [{ judgement: say(verdict, actual, lastEvents(hang.trace, hang.since)), trace: hang.trace }];
  }
  const actual = sentence('{count} instances lived to the end', { count: spoken.length });
  return [{ judgement: say('pass', actual), trace: null }];
}

const GONE =
  'the node let go of its port during the check: it crashed, ended by itself, or somebody stopped it; which of them, nobody can tell from here';
const START_IT = 'start it with peerprobe check -- CMD: then its end is seen, with the check that it came in';

/** One that somebody else started, that held its port and does not any more. */
function letGo(trace: Trace): boolean {
  const bound = eventsOf(trace, 'bound');
  return trace.startedAt === null && bound[0]?.held === true && bound.at(-1)?.held === false;
}

const BEFORE_MS = 50;
const MOST_AROUND = 12;

/** What was sent right before and after its last word: among it is what ended it. */
function sentAround(trace: Trace, at: number): number[] {
  const around = trace.events.flatMap((event, index) =>
    event.type === 'sent' && event.at >= at - BEFORE_MS ? [index] : [],
  );
  return around.slice(0, MOST_AROUND);
}

/** One that somebody else started, of which no second instance can be had, and that holds its port to the end. */
function isOurOnlyOne(trace: Trace): boolean {
  return trace.startedAt === null && eventsOf(trace, 'bound').at(-1)?.held === true;
}

// A node owes a Hello each second; one that is late by that much does not come back.
const SILENCE_MS = 5_000;

/**
 * Since when a living node has said nothing at all, with connected peers to greet; null if it speaks. One that never
 * said Hello has not fallen silent (HEL-1).
 */
function silentSince(trace: Trace): number | null {
  const said = fromTarget(trace);
  if (!said.some(({ hello }) => hello)) return null;
  const last = said.at(-1)?.at ?? 0;
  const end = eventsOf(trace, 'sent').at(-1)?.at ?? 0;
  if (end - last < SILENCE_MS || doubtOf(trace, last, end) !== null) return null;
  // Peers that all fell silent themselves are owed nothing.
  const family = familyOf(trace);
  const owed = [last + 1000, (last + end) / 2, end].every((at) => family.mustBeConnected(at).length > 0);
  return owed ? last : null;
}

/**
 * An end that no conforming node comes to, whoever asked for it (protocol.md, bounds). A leak report at exit is
 * none: memory that the node still used is no fault.
 */
function fatalOf(trace: Trace): ProcessEvent | null {
  const fatal = (event: ProcessEvent): boolean =>
    (event.sanitizer !== null && !/LeakSanitizer/.test(event.sanitizer)) ||
    (event.signal !== null && FATAL.has(event.signal));
  return eventsOf(trace, 'exited').find(fatal) ?? null;
}
