/**
 * Whether the hub loses who was stopped: it joined by its own Hello, nobody announced it, and 6.5 s after its last Hello
 * no conforming node lists it any more (HEL-4). The other way round says nothing: a start peer may be kept.
 */
import { sentence } from '../../lang/sentence.ts';
import { secondsSaid } from '../../lang/value.ts';
import { fromTarget } from '../../oracle/answer.ts';
import { exchanges, isListedIn, listedIn } from '../../oracle/exchange.ts';
import { GONE_MS } from '../../oracle/family.ts';
import { lateness } from '../../oracle/trace.ts';
import { endpointText } from '../../wire/endpoint.ts';
import { called, type Meeting, type Side, stoppedAt } from '../meeting.ts';
import { saying, type TestResult } from '../outcome.ts';

const TWICE = 2;
// Who greets the witness so lately is there.
const ALIVE_MS = 2500;
const LEFT_OUT = 'after {peer} was stopped, {node} left it out of its answers';
const say = saying('lose');

export function judgeLose(meeting: Meeting, joiner: Side, hub: Side): TestResult {
  const stopped = stoppedAt(meeting);
  const node = called(joiner);
  const names = { node: called(hub), peer: node };
  if (stopped === null) return say.inconclusive(sentence('{node} was not stopped', { node }));
  const { trace, family } = hub;
  const key = endpointText(joiner.place);
  const last = family.lastMaybe(joiner.place, meeting.endedAt);
  if (last === null)
    return say.inconclusive(sentence('{node} never said Hello to {peer}', { node, peer: called(hub) }));
  const all = exchanges(trace);
  if (!all.some((one) => one.at < stopped && isListedIn(one, key)))
    return say.inconclusive(sentence('{node} had never listed {peer}', names));
  const gone = last + GONE_MS + lateness(trace, last);
  const after = all.filter(({ at }) => at > gone);
  const still = after.filter((one) => isListedIn(one, key));
  if (still.some(({ at }) => family.isHearsay(key, at)))
    return say.unsupported(
      sentence('somebody else announced {node}: it may be kept as long as anybody likes', { node }),
    );
  const lastAsked = still.at(-1);
  if (lastAsked !== undefined) {
    const text = sentence('{node} lists {peer} {time} after its last Hello', {
      ...names,
      time: secondsSaid(lastAsked.at - last),
    });
    return still.length >= TWICE ? say.fail('HEL-4', hub.role, text) : say.inconclusive(text);
  }
  const asked = after.filter(({ at }) => at < meeting.endedAt - ANSWER_MS);
  const isThere = (fromTarget(trace).at(-1)?.at ?? 0) > meeting.endedAt - ALIVE_MS;
  if (asked.length === 0 || !isThere)
    return say.inconclusive(
      sentence('{node} was not asked, or not there, long enough after {peer} ended', names),
    );
  const answered = after.some((one) => listedIn(one).length > 0);
  // With nobody left to list but who asks, silence is an answer (REQ-1, REQ-5).
  const how = answered ? LEFT_OUT : 'after {peer} was stopped, {node} had nobody left to list';
  return say.pass(sentence(how, names));
}

// Silence is judged over so long (protocol.md, bounds).
const ANSWER_MS = 1200;
