/**
 * Whether the two find each other: who joins greets the start peer that it was given (HEL-1), and the hub greets who
 * says Hello to it (HEL-2).
 */

import { sentence } from '../../lang/sentence.ts';
import { secondsSaid } from '../../lang/value.ts';
import { fromTarget, toldBy } from '../../oracle/answer.ts';
import { doubted, doubtOf } from '../../oracle/probe-judge.ts';
import { judgeSent } from '../../oracle/sender.ts';
import { eventsOf } from '../../oracle/trace.ts';
import { endpointText } from '../../wire/endpoint.ts';
import { called, type Meeting, type Side } from '../meeting.ts';
import { saying, type TestResult } from '../outcome.ts';

// DESIGN law 6: so long a node that lives has to say its first Hello to its start peer.
const FIRST_MS = 5000;
// HEL-2 is told in three quiet tries: a newcomer that has said Hello as often, and waited as long as its start peer.
const HELLOS = 3;
const SAID = '{node} said Hello to {peer} {time} after its start';
const say = saying('find');

export function judgeFind(meeting: Meeting, joiner: Side, hub: Side): TestResult[] {
  return [judgeJoiner(meeting, joiner, hub), judgeHub(meeting, joiner, hub)];
}

function judgeJoiner(meeting: Meeting, joiner: Side, hub: Side): TestResult {
  const { startedAt, trace } = joiner;
  const names = { node: called(joiner), peer: called(hub) };
  const said = fromTarget(trace, hub.place);
  const [first] = said.filter(({ hello }) => hello);
  if (first !== undefined)
    return say.pass(sentence(SAID, { ...names, time: secondsSaid(first.at - startedAt) }));
  const watched = meeting.endedAt - startedAt;
  const text = sentence('{node} said no Hello to {peer}, its start peer, in {time}', {
    ...names,
    time: secondsSaid(watched),
  });
  if (watched < FIRST_MS) return say.inconclusive(text);
  const doubt = doubtOf(trace, startedAt, meeting.endedAt);
  if (doubt !== null) return say.inconclusive(doubted(text, doubt));
  return say.fail(brokenTo(meeting, hub, joiner, 'HEL-1'), joiner.role, text);
}

function judgeHub(meeting: Meeting, joiner: Side, hub: Side): TestResult {
  const names = { node: called(hub), peer: called(joiner) };
  const [first] = fromTarget(hub.trace, joiner.place).filter(({ hello }) => hello);
  if (first !== undefined)
    return say.pass(
      sentence('{node} said Hello to {peer} {time} after that had started', {
        ...names,
        time: secondsSaid(first.at - joiner.startedAt),
      }),
    );
  const heard = hub.family.heard().find(({ peer }) => endpointText(peer) === endpointText(joiner.place));
  if (heard === undefined)
    return say.inconclusive(sentence('{node} heard no well-formed Hello of {peer}', names));
  const text = sentence('{node} said no Hello to {peer}, which greeted it for {time}', {
    ...names,
    time: secondsSaid(heard.last - heard.at),
  });
  const steady = hub.family.saidTwice(endpointText(joiner.place), heard.at, heard.at + HELLOS * 1000);
  if (!steady || heard.last - heard.at < FIRST_MS) return say.inconclusive(text);
  const doubt = doubtOf(hub.trace, heard.at, meeting.endedAt);
  if (doubt !== null) return say.inconclusive(doubted(text, doubt));
  return say.fail(brokenTo(meeting, joiner, hub, 'HEL-2'), hub.role, text);
}

/**
 * The row that the lack of Hellos breaks (DESIGN law 6): what it says instead may be meant as some, and so may be what
 * comes to the other from a port that no node was given.
 */
function brokenTo(meeting: Meeting, other: Side, { trace }: Side, otherwise: string): string {
  const strays = meeting.actors.flatMap(({ role, place }) => (role === 'stray' ? [endpointText(place)] : []));
  const isStray = eventsOf(other.trace, 'sent').some(
    (event) => strays.includes(endpointText(event.from)) && toldBy(event).hello,
  );
  if (isStray) return 'HDR-5';
  if (fromTarget(trace, other.place).every(({ wellFormed }) => wellFormed)) return otherwise;
  return judgeSent(trace).find(({ verdict }) => verdict === 'fail')?.requirement ?? otherwise;
}
