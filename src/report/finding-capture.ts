/**
 * A finding as a capture that opens in Wireshark, with what was found on the packets that show it: the last re-run, or
 * one round of its steps if there is none.
 */
import type { Finding } from '../fuzz/finding.ts';
import type { Trace } from '../oracle/trace.ts';
import type { Judgement } from '../oracle/verdict.ts';
import { evidenceCapture } from './evidence.ts';
import { type Shown, shownDatagram } from './shown-datagram.ts';

export interface CaptureFacts {
  /** The program that writes. */
  readonly application: string;
  /** Added to the trace's times to make them dates, in whole ms. */
  readonly epochMs: number;
}

export function findingCapture(
  finding: Finding,
  { application, epochMs }: CaptureFacts,
): Generator<Uint8Array> {
  const trace = finding.trace ?? stepsTrace(finding);
  const epoch = finding.trace === null ? 0 : epochMs;
  const facts = { application, epochMs: epoch, runs: [{ check: 'fuzz', attempt: 1 }] };
  return evidenceCapture(judgementOf(finding, trace), trace, facts);
}

/** The datagram from the target that shows what is wrong; null if none does, or nothing was recorded. */
export function shownReply(finding: Finding): Shown | null {
  const { trace, actual } = finding;
  if (trace === null || finding.requirement === null || !SPOKEN.has(finding.kind)) return null;
  const evidence = trace.events.flatMap((event, i) => (event.type === 'received' ? [i] : []));
  const shown = shownDatagram({ ...judged(finding, finding.requirement), actual, evidence }, trace);
  return shown?.event.type === 'received' ? shown : null;
}

// What the target's own datagrams show.
const SPOKEN: ReadonlySet<string> = new Set(['wrong-answer', 'malformed-output', 'storm']);

/** On the reply that is wrong, else on the last datagram that was sent before it showed. */
function judgementOf(finding: Finding, trace: Trace): Judgement {
  const last = trace.events.findLastIndex(({ type }) => type === 'sent');
  const shown = shownReply(finding)?.index ?? last;
  return { ...judged(finding, finding.requirement ?? finding.kind), evidence: shown < 0 ? [] : [shown] };
}

function judged({ id, expected, actual, hint }: Finding, requirement: string): Judgement {
  return { requirement, check: id, verdict: 'fail', expected, actual, hint, evidence: [] };
}

function stepsTrace({ case: { steps }, target, startPeer }: Finding): Trace {
  const events = steps.map(({ at, from, bytes }) => ({ type: 'sent', at, from, to: target, bytes }) as const);
  return { target, startPeer, startedAt: null, alone: true, events };
}
