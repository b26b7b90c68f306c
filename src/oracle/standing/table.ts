/**
 * The standing checks: what is judged on every trace, whatever its probe meant to show, and on a stranger's capture
 * alike (DESIGN law 4). They read exchanges and schedules, never expectations.
 */
import type { PlainPhrase } from '../../lang/french.ts';
import type { Family } from '../family.ts';
import type { Trace } from '../trace.ts';
import type { Judgement } from '../verdict.ts';
import { judgeLatency } from './latency.ts';
import { judgeComplete, judgeConnectedOnly, judgeRequester, judgeTwice } from './list.ts';
import { judgeInvented, judgeUnasked } from './origin.ts';
import { judgeRequests } from './request.ts';
import { judgeSilent } from './silent.ts';

export interface StandingCheck {
  readonly check: string;
  readonly requirement: string;
  /** For `--list`. */
  readonly title: PlainPhrase;
  readonly judge: (trace: Trace, family: Family) => Judgement;
}

export const STANDING: readonly StandingCheck[] = [
  {
    check: 'silent-unlisted',
    requirement: 'HEL-4',
    title: 'no answer lists a peer 6.5 s after its last Hello',
    judge: judgeSilent,
  },
  {
    check: 'list-complete',
    requirement: 'REQ-3',
    title: 'every answer lists every connected peer',
    judge: judgeComplete,
  },
  {
    check: 'list-connected',
    requirement: 'REQ-4',
    title: 'no answer lists an address that is known by hearsay alone',
    judge: judgeConnectedOnly,
  },
  {
    check: 'requester-listed',
    requirement: 'REQ-5',
    title: 'answers to connected peers list the requester too',
    judge: judgeRequester,
  },
  {
    check: 'list-without-twins',
    requirement: 'REQ-6',
    title: 'no answer lists an address twice',
    judge: judgeTwice,
  },
  {
    check: 'answer-in-time',
    requirement: 'REQ-7',
    title: 'answers come within a second',
    judge: judgeLatency,
  },
  {
    check: 'requests-sent',
    requirement: 'REQ-8',
    title: 'Peer Requests come to each connected peer; none in 35 s is a warning (--patience 40s)',
    judge: judgeRequests,
  },
  {
    check: 'nothing-unasked',
    requirement: 'REQ-9',
    title: 'no Peer Address comes to a peer that did not ask',
    judge: judgeUnasked,
  },
  {
    check: 'nothing-invented',
    requirement: 'REQ-10',
    title: 'each listed address said Hello, was announced, or was given at start',
    judge: judgeInvented,
  },
];
