/**
 * ROB-1 over all instances of a target: whether any died. A fatal signal or a sanitizer's report counts at once;
 * an end by itself only if it happens twice.
 */
import { fromTarget } from './answer.ts';
import { deathOf, deathText, isOutside, lastEvents } from './probe-judge.ts';
import { requirement } from './requirement.ts';
import { eventsOf, type ProcessEvent, type Trace } from './trace.ts';
import type { Judgement } from './verdict.ts';

const FATAL = new Set(['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGFPE', 'SIGILL']);

/** The judgement, with the trace that its evidence lies in. */
export function judgeAlive(
  traces: readonly Trace[],
): { readonly judgement: Judgement; readonly trace: Trace | null }[] {
  const base = {
    requirement: 'ROB-1',
    check: 'alive',
    expected: `the node ${requirement('ROB-1').title}`,
    hint: null,
  };
  const spoken = traces.filter((trace) => fromTarget(trace).length > 0);
  if (spoken.length === 0) {
    const actual = 'the node sent nothing at all';
    return [{ judgement: { ...base, verdict: 'inconclusive', actual, evidence: [] }, trace: null }];
  }
  const deaths = spoken.flatMap((trace) => {
    const death = fatalOf(trace) ?? deathOf(trace);
    return death === null || isOutside(death) ? [] : [{ trace, death, fatal: fatalOf(trace) !== null }];
  });
  const worst = deaths.find(({ fatal }) => fatal) ?? deaths[0];
  if (worst === undefined) {
    const actual = `${spoken.length} instances lived to the end`;
    return [{ judgement: { ...base, verdict: 'pass', actual, evidence: [] }, trace: null }];
  }
  const { trace, death, fatal } = worst;
  const verdict = fatal || deaths.length > 1 ? 'fail' : 'inconclusive';
  const actual = `${deathText(death)}, ${deaths.length} of ${spoken.length} instances`;
  return [{ judgement: { ...base, verdict, actual, evidence: lastEvents(trace, death.at) }, trace }];
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
