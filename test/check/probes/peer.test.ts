import { expect, it } from 'vitest';
import { PROBES } from '../../../src/check/catalogue.ts';
import type { TraceEvent } from '../../../src/oracle/trace.ts';
import { asks, hellos, PEER, says, sent, traceOf, WITNESS } from '../../support/trace.ts';

const CHECK = 'request-answered';
const [PROBE] = PROBES.filter(({ check }) => check === CHECK);

function expects(kind: 'greeting' | 'answer', at: number): TraceEvent {
  const control = kind === 'greeting' ? 'before' : null;
  const about = { peer: PEER, about: null, until: at + 1200, control, stimulus: 's' } as const;
  return { type: 'expect', at, check: CHECK, kind, route: kind, group: `${kind}/${at}`, ...about };
}

/** What is said of five requests, of which the last ones are answered; each leaves that long after it was noted. */
function verdictOf(answered: number, delayMs: number): string {
  const requests = [2000, 3200, 4400, 5600, 6800].flatMap((at, i) => [
    expects('answer', at),
    ...(i < 5 - answered ? [sent(at + delayMs, '68010202')] : asks(at + delayMs, [WITNESS], PEER)),
  ]);
  const seconds = [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000];
  const events = [...says(seconds), ...says(seconds, WITNESS), ...hellos(seconds.map((at) => at + 300))];
  const trace = traceOf([...events, expects('greeting', 1100), ...requests]);
  return PROBE?.judge?.(trace)[0]?.verdict ?? 'none';
}

it('one of four answers may be missing, whenever a request leaves after it was noted', () => {
  for (const delayMs of [0, 0.2, 3])
    expect([5, 4, 3, 2, 0].map((answered) => verdictOf(answered, delayMs))).toEqual([
      'pass',
      'pass',
      'fail',
      'fail',
      'fail',
    ]);
});
